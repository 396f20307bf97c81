//! The keys of an issuer, found by discovery.
//!
//! They are fetched when a token names a key that isn't known, at most once in a while, so
//! that made-up key ids don't become requests.
//!
//! Source: OpenID Connect Discovery 1.0, section 4

use std::time::Duration;

use jsonwebtoken::jwk::{Jwk, JwkSet};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::{Host, Url};

use crate::appsync::model::ApiError;

const FETCH_TIMEOUT: Duration = Duration::from_secs(5);
const FETCH_INTERVAL: Duration = Duration::from_secs(10);
const MAX_DOCUMENT_BYTES: usize = 1024 * 1024;

/// The keys of one issuer.
pub(super) struct IssuerKeys {
    discovery: String,
    client: reqwest::Client,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    keys: Option<JwkSet>,
    fetched: Option<Instant>,
}

#[derive(Deserialize)]
struct Discovery {
    jwks_uri: String,
}

impl IssuerKeys {
    /// # Errors
    /// [`ApiError::Issuer`] for an issuer that is neither https nor on this machine.
    pub(super) fn new(issuer: &str, client: reqwest::Client) -> Result<Self, ApiError> {
        if !may_be_asked(issuer) {
            return Err(ApiError::Issuer(issuer.to_owned()));
        }
        let discovery = format!(
            "{}/.well-known/openid-configuration",
            issuer.trim_end_matches('/')
        );
        Ok(Self {
            discovery,
            client,
            known: Mutex::default(),
        })
    }

    /// The key of that id.
    pub(super) async fn find(&self, key_id: &str) -> Option<Jwk> {
        let mut known = self.known.lock().await;
        if let Some(key) = known.keys.as_ref().and_then(|keys| keys.find(key_id)) {
            return Some(key.clone());
        }
        if known
            .fetched
            .is_some_and(|fetched| fetched.elapsed() < FETCH_INTERVAL)
        {
            return None;
        }
        known.fetched = Some(Instant::now());
        match self.fetch().await {
            Some(keys) => known.keys = Some(keys),
            None => tracing::error!(discovery = self.discovery, "the issuer's keys can't be had"),
        }
        known.keys.as_ref()?.find(key_id).cloned()
    }

    async fn fetch(&self) -> Option<JwkSet> {
        let discovery: Discovery = self.document(&self.discovery).await?;
        if !may_be_asked(&discovery.jwks_uri) {
            return None;
        }
        self.document(&discovery.jwks_uri).await
    }

    async fn document<T: DeserializeOwned>(&self, address: &str) -> Option<T> {
        let mut response = self
            .client
            .get(address)
            .timeout(FETCH_TIMEOUT)
            .send()
            .await
            .ok()?
            .error_for_status()
            .ok()?;
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.ok()? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > MAX_DOCUMENT_BYTES {
                return None;
            }
        }
        serde_json::from_slice(&bytes).ok()
    }
}

/// Plain HTTP is for this machine only.
fn may_be_asked(address: &str) -> bool {
    let Ok(address) = Url::parse(address) else {
        return false;
    };
    match (address.scheme(), address.host()) {
        ("https", Some(_)) => true,
        ("http", Some(Host::Ipv4(host))) => host.is_loopback(),
        ("http", Some(Host::Ipv6(host))) => host.is_loopback(),
        ("http", Some(Host::Domain(host))) => host == "localhost",
        _ => false,
    }
}
