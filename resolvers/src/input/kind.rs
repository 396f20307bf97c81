//! `kind`: 1 to 64 characters of `[A-Za-z0-9_.-]`.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use crate::error::ResolverError;

/// What a record is, in its owner's words. It has no `#`, which separates it from what
/// follows in an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind(String);

impl Kind {
    /// The kind's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Kind {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for Kind {
    type Err = ResolverError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_allowed =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
        if (1..=64).contains(&text.len()) && text.bytes().all(is_allowed) {
            return Ok(Self(text.to_owned()));
        }
        let rule = "must be 1 to 64 characters: letters, digits, _ . -";
        Err(ResolverError::ValidationError {
            field: "kind",
            rule,
        })
    }
}
