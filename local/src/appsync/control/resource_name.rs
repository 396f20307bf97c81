//! The names of types, fields and data sources.

use serde::{Deserialize, Serialize};

/// A `ResourceName`: letters, digits and underscores, not a digit first.
///
/// Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateDataSource.html>
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct ResourceName(String);

/// The text is no name.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not a name of letters, digits and underscores that begins with no digit")]
pub(super) struct NotAName(String);

const MAX_LENGTH: usize = 65_536;

impl ResourceName {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ResourceName {
    type Error = NotAName;

    fn try_from(text: String) -> Result<Self, NotAName> {
        let is_name = text.len() <= MAX_LENGTH
            && text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && text
                .chars()
                .all(|each| each.is_ascii_alphanumeric() || each == '_');
        if is_name {
            Ok(Self(text))
        } else {
            Err(NotAName(text))
        }
    }
}

impl std::fmt::Display for ResourceName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}
