//! Where in a token permissions come from.
//!
//! Tenants differ: with role-based access control Auth0 writes what a user was given into
//! `permissions`; without it there is only the `scope` that the client was granted, or a
//! claim of the tenant's own.

use std::collections::BTreeSet;
use std::str::FromStr;

use serde_json::Value;

use crate::claim_set::{ClaimError, ClaimSet};
use crate::environment::{Environment, SettingError};

/// The claim or claims that grant permissions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PermissionSource {
    /// What stands both in `permissions` and in `scope`.
    Both,
    /// A claim of the tenant's own, an array of strings or a space-separated string.
    Claim(String),
    /// No claim: every valid token has every permission.
    Everything,
    /// Auth0's `permissions`: what the user was given.
    #[default]
    Permissions,
    /// `scope`: what the client was granted.
    Scope,
}

impl PermissionSource {
    /// The variable that chooses it.
    pub const VARIABLE: &'static str = "AUTH0_PERMISSIONS";

    /// Reads [`Self::VARIABLE`].
    ///
    /// # Errors
    /// [`SettingError`] for an unknown word.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        Ok(environment.parsed(Self::VARIABLE)?.unwrap_or_default())
    }

    /// What the claims grant. An absent claim grants nothing.
    ///
    /// # Errors
    /// [`ClaimError`] when `scope` or `permissions` has the wrong type, wherever the
    /// permissions come from, or the tenant's own claim has.
    pub fn granted(&self, claims: &ClaimSet) -> Result<Granted, ClaimError> {
        let scope: BTreeSet<String> = claims
            .words("scope")?
            .unwrap_or_default()
            .into_iter()
            .map(str::to_owned)
            .collect();
        let permissions: BTreeSet<String> = claims
            .strings("permissions")?
            .unwrap_or_default()
            .into_iter()
            .collect();
        Ok(match self {
            Self::Both => Granted::Only(permissions.intersection(&scope).cloned().collect()),
            Self::Claim(name) => Granted::Only(own_claim(claims.value(name))?),
            Self::Everything => Granted::Everything,
            Self::Permissions => Granted::Only(permissions),
            Self::Scope => Granted::Only(scope),
        })
    }
}

impl FromStr for PermissionSource {
    type Err = InvalidPermissionSource;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "both" => Ok(Self::Both),
            "none" => Ok(Self::Everything),
            "permissions" => Ok(Self::Permissions),
            "scope" => Ok(Self::Scope),
            // Auth0 asks for a URI as the name of a claim of one's own.
            name if name.contains("://") => Ok(Self::Claim(name.to_owned())),
            _ => Err(InvalidPermissionSource),
        }
    }
}

/// A word that names no source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "must be permissions, scope, both, none, or the name of a namespaced claim such as https://example.com/permissions"
)]
pub struct InvalidPermissionSource;

/// What a token grants, before it is reduced to the permissions that fields ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Granted {
    /// Every permission there is.
    Everything,
    /// These words.
    Only(BTreeSet<String>),
}

fn own_claim(value: Option<&Value>) -> Result<BTreeSet<String>, ClaimError> {
    const WRONG: ClaimError = ClaimError::Invalid("that AUTH0_PERMISSIONS names");
    match value {
        None => Ok(BTreeSet::new()),
        Some(Value::String(text)) => Ok(text
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()),
        Some(Value::Array(elements)) => elements
            .iter()
            .map(|element| element.as_str().map(str::to_owned).ok_or(WRONG))
            .collect(),
        Some(_) => Err(WRONG),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn only(words: &[&str]) -> Result<Granted, ClaimError> {
        Ok(Granted::Only(
            words.iter().map(|&word| word.to_owned()).collect(),
        ))
    }

    #[test]
    fn each_source_grants_what_its_claim_says() {
        let claims =
            json!({"scope": "openid a b", "permissions": ["b", "c"], "https://x.example/p": ["d"]});
        for (source, expected) in [
            ("permissions", only(&["b", "c"])),
            ("scope", only(&["openid", "a", "b"])),
            ("both", only(&["b"])),
            ("none", Ok(Granted::Everything)),
            ("https://x.example/p", only(&["d"])),
            ("https://x.example/absent", only(&[])),
        ] {
            let source: PermissionSource = source.parse().unwrap();
            let claims = ClaimSet::new(claims.as_object().unwrap().clone());
            assert_eq!(source.granted(&claims), expected, "{source:?}");
        }
    }

    #[test]
    fn an_absent_claim_grants_nothing_and_a_wrong_one_is_refused() {
        let granted = |source: &str, claims: Value| {
            let source: PermissionSource = source.parse().unwrap();
            source.granted(&ClaimSet::new(claims.as_object().unwrap().clone()))
        };
        for source in ["permissions", "scope", "both"] {
            assert_eq!(granted(source, json!({})), only(&[]), "{source}");
        }
        assert_eq!(
            granted("scope", json!({"permissions": "a"})),
            Err(ClaimError::Invalid("permissions"))
        );
        assert_eq!(
            granted("none", json!({"scope": ["a"]})),
            Err(ClaimError::Invalid("scope"))
        );
        assert_eq!(
            granted("https://x/p", json!({"https://x/p": "a  b"})),
            only(&["a", "b"])
        );
        for value in [json!([1]), json!(1), json!({"a": true}), json!(null)] {
            let wrong = granted("https://x/p", json!({ "https://x/p": value }));
            let expected = ClaimError::Invalid("that AUTH0_PERMISSIONS names");
            assert_eq!(wrong, Err(expected), "{value}");
        }
    }

    #[test]
    fn an_unknown_word_is_refused() {
        for text in ["Permissions", "roles", ""] {
            assert_eq!(
                text.parse::<PermissionSource>(),
                Err(InvalidPermissionSource),
                "{text}"
            );
        }
    }
}
