//! `id`: 1 to 128 characters of `[A-Za-z0-9_.:-]`.

use serde::Deserialize;

use crate::error::ResolverError;

/// The name of a record.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct RawId(String);

impl RawId {
    /// The checked text.
    pub(crate) fn parse(self) -> Result<String, ResolverError> {
        let is_allowed =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'-');
        if (1..=128).contains(&self.0.len()) && self.0.bytes().all(is_allowed) {
            return Ok(self.0);
        }
        let rule = "must be 1 to 128 characters: letters, digits, _ . : -";
        Err(ResolverError::ValidationError { field: "id", rule })
    }
}
