//! The HTTP client, which follows nobody and reads no more than it must.

use std::sync::Arc;

use reqwest::header::{CONNECTION, ETAG, HeaderValue, IF_NONE_MATCH};
use reqwest::{RequestBuilder, Response, StatusCode};
use rustls::crypto::aws_lc_rs;
use rustls::{ClientConfig, RootCertStore};
use shared::environment::SettingError;
use shared::issuer::Issuer;

use crate::keys::fetch::{FetchError, LONGEST_BODY, TIME_FOR_A_TRY};

/// A longer entity tag is not kept, in bytes.
const LONGEST_ETAG: usize = 256;

/// A client for all issuers.
#[derive(Clone, Debug)]
pub(in crate::keys) struct Http(reqwest::Client);

/// What a server said of a resource whose entity tag it was sent, if one was.
#[derive(Debug)]
pub(super) enum Answer {
    /// Status 200.
    Body {
        text: Vec<u8>,
        etag: Option<HeaderValue>,
    },
    /// Status 304.
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
            // From discovery to the key set, and no longer: a connection does not survive
            // Lambda's freezing of the process.
            .pool_max_idle_per_host(1)
            .pool_idle_timeout(TIME_FOR_A_TRY)
            .user_agent("authorizer")
            .build()
            .map_err(|error| unusable(&error))?;
        Ok(Self(client))
    }

    /// The body at `url`. The connection is kept for the request that follows.
    pub(super) async fn get(&self, url: &str) -> Result<Vec<u8>, FetchError> {
        let text = body(sent(self.0.get(url)).await?).await?;
        // Its task puts the connection back; else the next request would open another one.
        tokio::task::yield_now().await;
        Ok(text)
    }

    /// What is at `url`, unless it still has that entity tag. The connection ends with it.
    pub(super) async fn get_last(
        &self,
        url: &str,
        etag: Option<&HeaderValue>,
    ) -> Result<Answer, FetchError> {
        let mut request = self.0.get(url).header(CONNECTION, "close");
        if let Some(etag) = etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        match sent(request).await {
            Ok(response) => Ok(Answer::Body {
                etag: entity_tag(&response),
                text: body(response).await?,
            }),
            Err(FetchError::Status(StatusCode::NOT_MODIFIED)) if etag.is_some() => {
                Ok(Answer::Unchanged)
            }
            Err(error) => Err(error),
        }
    }
}

/// The response, if its status is 200.
async fn sent(request: RequestBuilder) -> Result<Response, FetchError> {
    let response = request.send().await.map_err(FetchError::Connection)?;
    match response.status() {
        StatusCode::OK => Ok(response),
        status => Err(FetchError::Status(status)),
    }
}

fn entity_tag(response: &Response) -> Option<HeaderValue> {
    let etag = response.headers().get(ETAG)?;
    (etag.len() <= LONGEST_ETAG).then(|| etag.clone())
}

/// reqwest has no limit of its own.
async fn body(mut response: Response) -> Result<Vec<u8>, FetchError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(FetchError::Connection)? {
        if body.len() + chunk.len() > LONGEST_BODY {
            return Err(FetchError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
