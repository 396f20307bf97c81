//! `id`: 1 to 128 characters of `[A-Za-z0-9_.:-]`.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use uuid::Uuid;

use crate::error::ResolverError;

/// The name of a record, unique for its owner.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordId(String);

impl RecordId {
    /// A new one: a UUIDv7, ordered by time, so that records of one moment lie together.
    pub fn random() -> Self {
        Self(Uuid::now_v7().to_string())
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for RecordId {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for RecordId {
    type Err = ResolverError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_allowed =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'-');
        if (1..=128).contains(&text.len()) && text.bytes().all(is_allowed) {
            return Ok(Self(text.to_owned()));
        }
        let rule = "must be 1 to 128 characters: letters, digits, _ . : -";
        Err(ResolverError::ValidationError { field: "id", rule })
    }
}
