//! `kind`: 1 to 64 characters of `[A-Za-z0-9_.-]`.

use serde::Deserialize;

use crate::error::ResolverError;

/// What a record is, in its owner's words.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct RawKind(String);

impl RawKind {
    /// The checked text. It has no `#`, which separates it from what follows in an index.
    pub(crate) fn parse(self) -> Result<String, ResolverError> {
        let is_allowed =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
        if (1..=64).contains(&self.0.len()) && self.0.bytes().all(is_allowed) {
            return Ok(self.0);
        }
        let rule = "must be 1 to 64 characters: letters, digits, _ . -";
        Err(ResolverError::ValidationError {
            field: "kind",
            rule,
        })
    }
}
