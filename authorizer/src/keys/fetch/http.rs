//! The HTTP client, which follows nobody and reads no more than it must.

use std::sync::Arc;

use reqwest::StatusCode;
use reqwest::header::{ETAG, HeaderValue, IF_NONE_MATCH};
use rustls::crypto::aws_lc_rs;
use rustls::{ClientConfig, RootCertStore};
use shared::environment::SettingError;
use shared::issuer::Issuer;

use crate::keys::fetch::{FetchError, LONGEST_BODY};

/// A longer entity tag is not kept, in bytes.
const LONGEST_ETAG: usize = 256;

/// A client for all issuers.
#[derive(Clone, Debug)]
pub(in crate::keys) struct Http(reqwest::Client);

/// What a server said.
#[derive(Debug)]
pub(super) enum Answer {
    /// Status 200.
    Body {
        text: Vec<u8>,
        etag: Option<HeaderValue>,
    },
    /// Status 304, to a request with an entity tag.
    Unchanged,
}

impl Http {
    /// A client that trusts `roots`. Without encryption it speaks only where `plain_text`
    /// is allowed, for a stand-in on this machine.
    ///
    /// # Errors
    /// [`SettingError`] when no client can be built of it.
    pub(in crate::keys) fn new(
        roots: Arc<RootCertStore>,
        plain_text: bool,
    ) -> Result<Self, SettingError> {
        let unusable = |error: &dyn std::fmt::Display| {
            SettingError::new(Issuer::VARIABLE, format!("can't be connected to: {error}"))
        };
        let tls = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| unusable(&error))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .https_only(!plain_text)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            // A connection does not survive Lambda's freezing of the process.
            .pool_max_idle_per_host(0)
            .user_agent("authorizer")
            .build()
            .map_err(|error| unusable(&error))?;
        Ok(Self(client))
    }

    /// A GET request, conditional if there is an entity tag.
    pub(super) async fn get(
        &self,
        url: &str,
        etag: Option<&HeaderValue>,
    ) -> Result<Answer, FetchError> {
        let mut request = self.0.get(url);
        if let Some(etag) = etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        let response = request.send().await.map_err(FetchError::Connection)?;
        match response.status() {
            StatusCode::OK => Ok(Answer::Body {
                etag: entity_tag(&response),
                text: body(response).await?,
            }),
            StatusCode::NOT_MODIFIED if etag.is_some() => Ok(Answer::Unchanged),
            status => Err(FetchError::Status(status)),
        }
    }
}

fn entity_tag(response: &reqwest::Response) -> Option<HeaderValue> {
    let etag = response.headers().get(ETAG)?;
    (etag.len() <= LONGEST_ETAG).then(|| etag.clone())
}

/// reqwest has no limit of its own.
async fn body(mut response: reqwest::Response) -> Result<Vec<u8>, FetchError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(FetchError::Connection)? {
        if body.len() + chunk.len() > LONGEST_BODY {
            return Err(FetchError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
