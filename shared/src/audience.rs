//! Audiences: the APIs that a token was made for.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use crate::environment::{Environment, SettingError};

/// An audience that this API answers to: the identifier that Auth0 knows it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience(String);

impl Audience {
    /// The audience's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Audience {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for Audience {
    type Err = InvalidAudience;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // White space would split it where audiences are listed with spaces between.
        if text.is_empty() || text.contains(char::is_whitespace) {
            return Err(InvalidAudience);
        }
        Ok(Self(text.to_owned()))
    }
}

/// A text that is no audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be the API's identifier in Auth0, without white space")]
pub struct InvalidAudience;

/// The accepted audiences: one at least, so that the check can't be forgotten. This
/// compiles:
///
/// ```
/// # use shared::audience::{Audience, Audiences};
/// fn accepted(first: Audience) -> Audiences {
///     Audiences::new(first, [])
/// }
/// ```
///
/// and this, without a first, does not:
///
/// ```compile_fail
/// # use shared::audience::{Audience, Audiences};
/// fn accepted() -> Audiences {
///     Audiences::new([])
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audiences(Vec<Audience>);

impl Audiences {
    /// The variable that lists them, comma-separated.
    pub const VARIABLE: &'static str = "AUTH0_AUDIENCE";

    /// Reads [`Self::VARIABLE`], which has no default.
    ///
    /// # Errors
    /// [`SettingError`] when it is absent or malformed.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        environment.required(
            Self::VARIABLE,
            "the identifier of your API in Auth0, for example https://records.example",
        )?;
        let audiences = environment.list(Self::VARIABLE)?.unwrap_or_default();
        Ok(Self(audiences))
    }

    /// Accepts `first` and `others`.
    pub fn new(first: Audience, others: impl IntoIterator<Item = Audience>) -> Self {
        Self(std::iter::once(first).chain(others).collect())
    }

    /// Whether one of a token's audiences is accepted: exact comparison, RFC 7519,
    /// section 4.1.3.
    pub fn accept(&self, audience: &[String]) -> bool {
        audience
            .iter()
            .any(|each| self.0.iter().any(|ours| ours.0 == *each))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn audiences(value: Option<&str>) -> Result<Audiences, SettingError> {
        let lookup = |_: &str| value.map(str::to_owned);
        Audiences::from_environment(&Environment::new(&lookup))
    }

    #[test]
    fn one_of_the_tokens_audiences_must_be_ours_exactly() {
        let ours = audiences(Some("https://a.example, https://b.example")).unwrap();
        for (audience, accepted) in [
            (vec!["https://b.example"], true),
            (vec!["https://x.example", "https://a.example"], true),
            (vec!["https://a.example/"], false),
            (vec!["https://A.example"], false),
            (vec!["https://a.example https://b.example"], false),
            (vec![], false),
        ] {
            let audience: Vec<_> = audience.into_iter().map(str::to_owned).collect();
            assert_eq!(ours.accept(&audience), accepted, "{audience:?}");
        }
    }

    #[test]
    fn there_is_no_default() {
        assert_eq!(audiences(None).unwrap_err().variable, "AUTH0_AUDIENCE");
        assert_eq!(
            audiences(Some("a b")),
            Err(SettingError::new("AUTH0_AUDIENCE", InvalidAudience))
        );
    }
}
