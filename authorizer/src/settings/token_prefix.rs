//! A text that must stand before the token.
//!
//! AppSync hands whatever looks like a JWT to its OpenID Connect and Cognito modes, where
//! the API has them too; a prefix makes the token look like something else.

use std::str::FromStr;

use shared::environment::{Environment, SettingError};

/// What must stand before the token, if anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenPrefix(String);

impl TokenPrefix {
    /// The variable that holds it.
    pub const VARIABLE: &'static str = "TOKEN_PREFIX";

    /// Reads [`Self::VARIABLE`]; there is no default.
    ///
    /// # Errors
    /// [`SettingError`] when it is malformed.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Option<Self>, SettingError> {
        environment.parsed(Self::VARIABLE)
    }

    /// What stands behind the prefix and at most one space; nothing where it is missing.
    pub fn strip<'a>(&self, text: &'a str) -> Option<&'a str> {
        let rest = text.strip_prefix(self.0.as_str())?;
        Some(rest.strip_prefix(' ').unwrap_or(rest))
    }
}

impl FromStr for TokenPrefix {
    type Err = InvalidTokenPrefix;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_visible = text.bytes().all(|byte| byte.is_ascii_graphic());
        // Bearer is what AppSync's other modes take off themselves.
        if !is_visible || !(1..=64).contains(&text.len()) || text.eq_ignore_ascii_case("bearer") {
            return Err(InvalidTokenPrefix);
        }
        Ok(Self(text.to_owned()))
    }
}

/// A text that can be no prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must have 1 to 64 visible ASCII characters without white space, and not be Bearer")]
pub struct InvalidTokenPrefix;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_is_taken_off_once_with_one_space_at_most() {
        let prefix: TokenPrefix = "lambda-".parse().unwrap();
        for (text, rest) in [
            ("lambda-a.b.c", Some("a.b.c")),
            ("lambda- a.b.c", Some("a.b.c")),
            ("lambda-  a.b.c", Some(" a.b.c")),
            ("lambda-lambda-a.b.c", Some("lambda-a.b.c")),
            ("lambda-", Some("")),
            ("Lambda-a.b.c", None),
            ("Bearer lambda-a.b.c", None),
            ("a.b.c", None),
        ] {
            assert_eq!(prefix.strip(text), rest, "{text}");
        }
    }

    #[test]
    fn a_prefix_that_could_not_be_told_from_the_rest_is_refused() {
        for text in ["", "a b", "Bearer", "bearer", "é", &"x".repeat(65)] {
            assert_eq!(
                text.parse::<TokenPrefix>(),
                Err(InvalidTokenPrefix),
                "{text}"
            );
        }
    }
}
