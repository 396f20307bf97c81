//! The HTTP client of the stack, for addresses on this machine.
//!
//! It trusts no certificate authority, follows no redirect and knows no proxy, so it can't
//! be led elsewhere, and it needs no file of the system.

use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::aws_lc_rs;
use rustls::{ClientConfig, RootCertStore};

/// A client with a limit of 10 seconds for a request.
///
/// # Errors
/// When the TLS library refuses its own defaults, which a test rules out.
pub(crate) fn new() -> Result<reqwest::Client, Box<dyn std::error::Error + Send + Sync>> {
    let tls = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    Ok(reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(10))
        .build()?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_client_can_be_built() {
        assert!(super::new().is_ok());
    }
}
