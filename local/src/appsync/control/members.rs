//! The members of a request, taken one by one so that none is passed over.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::refusal::bad_request;
use crate::aws::Refusal;

/// The members of a JSON object that nobody has taken yet.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Members(Map<String, Value>);

impl Members {
    /// Takes a member that may be left out; null is as good as that.
    ///
    /// # Errors
    /// 400 for a value that it can't have.
    pub(super) fn take<T: DeserializeOwned>(&mut self, name: &str) -> Result<Option<T>, Refusal> {
        let value = self.0.remove(name).unwrap_or_default();
        serde_json::from_value(value).map_err(|error| bad_request(format!("{name}: {error}.")))
    }

    /// Takes a member that has to be there.
    ///
    /// # Errors
    /// 400 where it isn't, or for a value that it can't have.
    pub(super) fn require<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Refusal> {
        self.take(name)?
            .ok_or_else(|| bad_request(format!("{name} is missing.")))
    }

    /// Refuses what nobody took: it would change what AppSync does, and not what this one
    /// does.
    ///
    /// # Errors
    /// 400 for the first member that is left.
    pub(super) fn finish(self) -> Result<(), Refusal> {
        match self.0.iter().find(|(_, value)| !value.is_null()) {
            Some((name, _)) => Err(bad_request(format!(
                "The local AppSync can't act on {name} here."
            ))),
            None => Ok(()),
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Members {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|error| bad_request(format!("{error}.")))?;
        serde_json::from_slice(&body)
            .map_err(|error| bad_request(format!("The body is not a JSON object: {error}.")))
    }
}
