//! Fetching an issuer's key set, from a server that may do anything.

mod discovery;
mod error;
mod http;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::HeaderValue;
use shared::issuer::Issuer;

use crate::keys::fetch::http::Answer;
use crate::keys::jwk_set::JwkSet;

pub(super) use crate::keys::fetch::error::FetchError;
pub(super) use crate::keys::fetch::http::Http;

/// The time for one try. There is a second one, so a fetch takes 3 seconds at most.
pub(super) const TIME_FOR_A_TRY: Duration = Duration::from_millis(1_500);

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 256 * 1_024;

/// Fetches the key set of one issuer.
#[derive(Debug)]
pub(super) struct Fetcher {
    http: Http,
    issuer: Issuer,
    /// Once discovered, for good.
    jwks_uri: Mutex<Option<String>>,
}

/// A key set as it stands at the issuer.
#[derive(Debug)]
pub(super) enum Fetched {
    New {
        keys: JwkSet,
        etag: Option<HeaderValue>,
    },
    /// Still the one that has the entity tag which was sent.
    Unchanged,
}

impl Fetcher {
    pub(super) fn new(http: Http, issuer: Issuer) -> Self {
        Self {
            http,
            issuer,
            jwks_uri: Mutex::default(),
        }
    }

    /// One try: discovery, if it never worked, and the key set, which need not be sent if
    /// it still has that entity tag.
    pub(super) async fn fetch(&self, etag: Option<&HeaderValue>) -> Result<Fetched, FetchError> {
        tokio::time::timeout(TIME_FOR_A_TRY, self.discover_and_fetch(etag))
            .await
            .unwrap_or(Err(FetchError::TimedOut(TIME_FOR_A_TRY)))
    }

    async fn discover_and_fetch(&self, etag: Option<&HeaderValue>) -> Result<Fetched, FetchError> {
        let uri = self.jwks_uri().await?;
        match self.http.get_last(&uri, etag).await? {
            Answer::Unchanged => Ok(Fetched::Unchanged),
            Answer::Body { text, etag } => {
                let keys = JwkSet::parse(&text).ok_or(FetchError::Malformed)?;
                Ok(Fetched::New { keys, etag })
            }
        }
    }

    async fn jwks_uri(&self) -> Result<String, FetchError> {
        let known = self.known_jwks_uri().clone();
        if let Some(uri) = known {
            return Ok(uri);
        }
        let document = self.http.get(&self.issuer.discovery_url()).await?;
        let uri = discovery::jwks_uri(&self.issuer, &document)?;
        *self.known_jwks_uri() = Some(uri.clone());
        Ok(uri)
    }

    fn known_jwks_uri(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.jwks_uri.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tls_tests;
