//! Which kind of token the API takes, and for whom it must have been made.

use std::str::FromStr;

use shared::audience::{Audience, Audiences};
use shared::environment::{Environment, SettingError};

use crate::settings::clients::AllowedClients;

/// Auth0's names for kinds of tokens.
///
/// Source: <https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TokenProfile {
    /// An access token as Auth0 makes it by default, or as RFC 9068 has it.
    #[default]
    AccessToken,
    /// An ID token of OpenID Connect, made for a client.
    IdToken,
    /// An access token with all that RFC 9068 requires.
    Rfc9068,
}

impl FromStr for TokenProfile {
    type Err = InvalidTokenProfile;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "access_token" => Ok(Self::AccessToken),
            "id_token" => Ok(Self::IdToken),
            "rfc9068_profile" => Ok(Self::Rfc9068),
            _ => Err(InvalidTokenProfile),
        }
    }
}

/// A word that names no profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be access_token, rfc9068_profile or id_token")]
pub struct InvalidTokenProfile;

/// The kind of token and its audience: one can't be set without the other. This compiles:
///
/// ```
/// # use authorizer::settings::expected_token::{ExpectedToken, TokenProfile};
/// # use shared::audience::Audiences;
/// fn expected(audiences: Audiences) -> ExpectedToken {
///     ExpectedToken { profile: TokenProfile::AccessToken, audiences }
/// }
/// ```
///
/// and this does not:
///
/// ```compile_fail
/// # use authorizer::settings::expected_token::{ExpectedToken, TokenProfile};
/// # use shared::audience::Audiences;
/// fn expected(audiences: Audiences) -> ExpectedToken {
///     ExpectedToken { profile: TokenProfile::AccessToken }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedToken {
    /// The kind.
    pub profile: TokenProfile,
    /// Whom it must have been made for: this API or, for an ID token, one of its clients.
    pub audiences: Audiences,
}

impl ExpectedToken {
    /// The variable that names the kind.
    pub const PROFILE_VARIABLE: &'static str = "AUTH0_TOKEN_PROFILE";

    /// Reads [`Self::PROFILE_VARIABLE`], by default `access_token`, and the audience that
    /// belongs to it: `AUTH0_AUDIENCE`, or `AUTH0_CLIENT_IDS` for ID tokens.
    ///
    /// # Errors
    /// [`SettingError`] when one of them is malformed, missing, or belongs to the other
    /// kind.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        let profile = environment
            .parsed(Self::PROFILE_VARIABLE)?
            .unwrap_or_default();
        let audiences = match profile {
            TokenProfile::AccessToken | TokenProfile::Rfc9068 => {
                Audiences::from_environment(environment)?
            }
            TokenProfile::IdToken => clients_as_audiences(environment)?,
        };
        Ok(Self { profile, audiences })
    }
}

/// Source: OpenID Connect Core 1.0, section 2: the audience of an ID token is its client.
fn clients_as_audiences(environment: &Environment<'_>) -> Result<Audiences, SettingError> {
    if environment.text(Audiences::VARIABLE).is_some() {
        return Err(SettingError::new(
            Audiences::VARIABLE,
            "must be left out with AUTH0_TOKEN_PROFILE=id_token: the audience of an ID token is its client",
        ));
    }
    let mut clients = environment
        .list::<Audience>(AllowedClients::VARIABLE)?
        .unwrap_or_default()
        .into_iter();
    let first = clients.next().ok_or_else(|| {
        SettingError::new(
            AllowedClients::VARIABLE,
            "is missing; with AUTH0_TOKEN_PROFILE=id_token set it to the clients whose ID tokens are accepted",
        )
    })?;
    Ok(Audiences::new(first, clients))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<ExpectedToken, SettingError> {
        let lookup = |name: &str| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        ExpectedToken::from_environment(&Environment::new(&lookup))
    }

    fn accepts(expected: &ExpectedToken, audience: &str) -> bool {
        expected.audiences.accept(&[audience.to_owned()])
    }

    #[test]
    fn an_access_token_is_for_the_api_and_an_id_token_for_a_client() {
        let variables = [("AUTH0_AUDIENCE", "https://api"), ("AUTH0_CLIENT_IDS", "a")];
        let expected = read(&variables).unwrap();
        assert_eq!(expected.profile, TokenProfile::AccessToken);
        assert!(accepts(&expected, "https://api") && !accepts(&expected, "a"));

        let rfc9068 = ("AUTH0_TOKEN_PROFILE", "rfc9068_profile");
        let expected = read(&[variables[0], rfc9068]).unwrap();
        assert_eq!(expected.profile, TokenProfile::Rfc9068);

        let id_token = ("AUTH0_TOKEN_PROFILE", "id_token");
        let expected = read(&[id_token, ("AUTH0_CLIENT_IDS", "a,b")]).unwrap();
        assert_eq!(expected.profile, TokenProfile::IdToken);
        assert!(accepts(&expected, "a") && accepts(&expected, "b") && !accepts(&expected, "c"));
    }

    #[test]
    fn no_kind_goes_without_its_audience_or_with_the_others() {
        let id_token = ("AUTH0_TOKEN_PROFILE", "id_token");
        for (variables, variable) in [
            (vec![], "AUTH0_AUDIENCE"),
            (vec![("AUTH0_CLIENT_IDS", "a")], "AUTH0_AUDIENCE"),
            (vec![id_token], "AUTH0_CLIENT_IDS"),
            (
                vec![id_token, ("AUTH0_CLIENT_IDS", "a"), ("AUTH0_AUDIENCE", "a")],
                "AUTH0_AUDIENCE",
            ),
            (vec![("AUTH0_TOKEN_PROFILE", "jwt")], "AUTH0_TOKEN_PROFILE"),
        ] {
            assert_eq!(
                read(&variables).unwrap_err().variable,
                variable,
                "{variables:?}"
            );
        }
    }
}
