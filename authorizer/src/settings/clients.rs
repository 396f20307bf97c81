//! Which clients' tokens are accepted.

use std::str::FromStr;

use shared::environment::{Environment, SettingError};

/// A client (application) of the tenant, as `azp` or `client_id` names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientId(String);

impl FromStr for ClientId {
    type Err = InvalidClientId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(InvalidClientId);
        }
        Ok(Self(text.to_owned()))
    }
}

/// A text that is no client id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must list client ids: visible ASCII characters, without white space")]
pub struct InvalidClientId;

/// An optional allow-list of clients, never empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedClients(Option<Vec<ClientId>>);

impl AllowedClients {
    /// The variable that lists them, comma-separated.
    pub const VARIABLE: &'static str = "AUTH0_CLIENT_IDS";

    /// Reads [`Self::VARIABLE`]; without it every client of the tenant is allowed.
    ///
    /// # Errors
    /// [`SettingError`] when it is malformed.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        environment.list(Self::VARIABLE).map(Self)
    }

    /// Whether a token of `client` is accepted. One that names no client is of none that
    /// could be listed.
    pub fn allow(&self, client: Option<&str>) -> bool {
        self.0.as_ref().is_none_or(|listed| {
            client.is_some_and(|client| listed.iter().any(|allowed| allowed.0 == client))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::tests::environment_with;

    fn read(value: Option<&str>) -> Result<AllowedClients, SettingError> {
        environment_with(
            AllowedClients::VARIABLE,
            value,
            AllowedClients::from_environment,
        )
    }

    #[test]
    fn without_a_list_every_client_is_allowed_and_with_one_those_alone() {
        let every = read(None).unwrap();
        assert!(every.allow(None) && every.allow(Some("a")));
        let listed = read(Some("a, b")).unwrap();
        assert!(listed.allow(Some("a")) && listed.allow(Some("b")));
        for other in [None, Some("A"), Some("ab"), Some(""), Some("a, b")] {
            assert!(!listed.allow(other), "{other:?}");
        }
    }

    #[test]
    fn a_malformed_list_is_refused() {
        for value in ["a b", "a,,b", "ä", "a,"] {
            assert_eq!(read(Some(value)).unwrap_err().variable, "AUTH0_CLIENT_IDS");
        }
    }
}
