//! Permissions: the words that Auth0 grants and that fields ask for.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One permission, for example `read:records`: a scope token of RFC 6749, section 3.3, so
/// that a list of them can be written with spaces between.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Permission(String);

impl Permission {
    /// The permission's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Permission {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Display for Permission {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<Permission> for String {
    fn from(permission: Permission) -> Self {
        permission.0
    }
}

impl FromStr for Permission {
    type Err = InvalidPermission;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for Permission {
    type Error = InvalidPermission;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let is_scope_character = |byte| matches!(byte, 0x21 | 0x23..=0x5b | 0x5d..=0x7e);
        if text.is_empty() || !text.bytes().all(is_scope_character) {
            return Err(InvalidPermission(text));
        }
        Ok(Self(text))
    }
}

/// A text that is no permission.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a permission: one or more visible ASCII characters without quote and backslash"
)]
pub struct InvalidPermission(String);

/// The permissions that somebody has, sorted and without repetition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions(BTreeSet<Permission>);

impl Permissions {
    /// Whether `permission` is among them.
    pub fn contains(&self, permission: &Permission) -> bool {
        self.0.contains(permission)
    }

    /// Each of them, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &Permission> {
        self.0.iter()
    }

    /// Reads a space-separated list; words that are no permissions grant nothing.
    pub fn from_space_separated(text: &str) -> Self {
        text.split(' ')
            .filter_map(|word| word.parse().ok())
            .collect()
    }
}

impl Display for Permissions {
    /// Writes them space-separated.
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for (index, permission) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { " " };
            write!(formatter, "{separator}{permission}")?;
        }
        Ok(())
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        Self(permissions.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permission_is_a_scope_token() {
        for text in ["read:records", "a", "!#[]~"] {
            assert_eq!(text.parse::<Permission>().unwrap().as_str(), text);
        }
        for text in ["", "a b", "a\"", "a\\", "é", "a\n"] {
            assert_eq!(
                text.parse::<Permission>(),
                Err(InvalidPermission(text.to_owned()))
            );
        }
    }

    #[test]
    fn a_list_is_sorted_and_without_repetition() {
        let permissions =
            Permissions::from_space_separated("write:records  read:records write:records é");
        assert_eq!(permissions.to_string(), "read:records write:records");
        assert_eq!(
            Permissions::from_space_separated(&permissions.to_string()),
            permissions
        );
    }
}
