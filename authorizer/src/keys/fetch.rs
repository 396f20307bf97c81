//! Fetching over HTTP, from a server that may do anything.

use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use rustls::crypto::aws_lc_rs;
use rustls::{ClientConfig, RootCertStore};
use shared::environment::SettingError;
use shared::issuer::Issuer;

use crate::keys::{Keys, admission, discovery};

/// The time for one request.
const TIMEOUT: Duration = Duration::from_millis(1_500);

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 256 * 1_024;

/// Fetches the keys of an issuer.
pub(super) struct Fetcher(reqwest::Client);

impl Fetcher {
    pub(super) fn new(issuer: &Issuer) -> Result<Self, SettingError> {
        let unusable = |error: &dyn std::fmt::Display| {
            SettingError::new(Issuer::VARIABLE, format!("can't be connected to: {error}"))
        };
        // The roots are built in: reading the system's takes longer than a whole decision.
        let roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        let tls = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| unusable(&error))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .https_only(!issuer.is_loopback())
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .timeout(TIMEOUT)
            // A connection does not survive Lambda's freezing of the process.
            .pool_max_idle_per_host(0)
            .user_agent("authorizer")
            .build()
            .map_err(|error| unusable(&error))?;
        Ok(Self(client))
    }

    /// The usable keys, by discovery.
    pub(super) async fn fetch(&self, issuer: &Issuer) -> Result<Keys, FetchError> {
        let document = self.body(&issuer.discovery_url()).await?;
        let uri = discovery::jwks_uri(issuer, &document)?;
        admission::admit(&self.body(&uri).await?).ok_or(FetchError::Malformed)
    }

    async fn body(&self, url: &str) -> Result<Vec<u8>, FetchError> {
        let mut response = self
            .0
            .get(url)
            .send()
            .await
            .map_err(FetchError::Connection)?;
        if response.status() != StatusCode::OK {
            return Err(FetchError::Status(response.status()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(FetchError::Connection)? {
            if body.len() + chunk.len() > LONGEST_BODY {
                return Err(FetchError::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

/// Why there are no keys, in words for the log.
#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    #[error("no answer: {0}")]
    Connection(#[source] reqwest::Error),
    #[error("the answer is not the JSON that was expected")]
    Malformed,
    #[error("the discovery document is of the issuer {0:?}: set AUTH0_DOMAIN to its domain")]
    OtherIssuer(String),
    #[error("jwks_uri points to another origin than the issuer's")]
    OtherOrigin,
    #[error("status {0}")]
    Status(StatusCode),
    #[error("the answer is longer than {LONGEST_BODY} bytes")]
    TooLong,
}
