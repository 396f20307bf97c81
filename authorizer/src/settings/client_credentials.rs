//! Whether machines may call the API.

use std::str::FromStr;

use shared::environment::{Environment, SettingError};

/// What becomes of the tokens that a machine got for itself (client credentials grant,
/// RFC 6749, section 4.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClientCredentials {
    /// They are accepted as users' tokens are.
    #[default]
    Allow,
    /// They are refused.
    Deny,
}

impl ClientCredentials {
    /// The variable that says it.
    pub const VARIABLE: &'static str = "AUTH0_CLIENT_CREDENTIALS";

    /// Reads [`Self::VARIABLE`]; the default is `allow`.
    ///
    /// # Errors
    /// [`SettingError`] for another word.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        Ok(environment.parsed(Self::VARIABLE)?.unwrap_or_default())
    }
}

impl FromStr for ClientCredentials {
    type Err = InvalidClientCredentials;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "allow" => Ok(Self::Allow),
            "deny" => Ok(Self::Deny),
            _ => Err(InvalidClientCredentials),
        }
    }
}

/// A word that is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be allow or deny")]
pub struct InvalidClientCredentials;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::tests::environment_with;

    #[test]
    fn machines_are_allowed_unless_denied() {
        let read = |value| {
            environment_with(
                ClientCredentials::VARIABLE,
                value,
                ClientCredentials::from_environment,
            )
        };
        assert_eq!(read(None), Ok(ClientCredentials::Allow));
        assert_eq!(read(Some("allow")), Ok(ClientCredentials::Allow));
        assert_eq!(read(Some("deny")), Ok(ClientCredentials::Deny));
        for value in ["Deny", "true", "no"] {
            let error = SettingError::new("AUTH0_CLIENT_CREDENTIALS", InvalidClientCredentials);
            assert_eq!(read(Some(value)), Err(error));
        }
    }
}
