//! Which signature algorithms are accepted.

use shared::environment::{Environment, SettingError};

use crate::algorithm::Algorithm;

/// The allow-list: one at least. A token's `alg` is held against it exactly, never the
/// other way round (RFC 8725, section 3.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Algorithms(Vec<Algorithm>);

impl Algorithms {
    /// The variable that lists them, comma-separated.
    pub const VARIABLE: &'static str = "AUTH0_ALGORITHMS";

    /// Reads [`Self::VARIABLE`]; the default is RS256 alone.
    ///
    /// # Errors
    /// [`SettingError`] for anything but RS256 and PS256.
    pub fn from_environment(environment: &Environment<'_>) -> Result<Self, SettingError> {
        let algorithms = environment.list(Self::VARIABLE)?;
        Ok(algorithms.map_or_else(Self::default, Self))
    }

    /// The accepted algorithm of this name, compared exactly.
    pub fn named(&self, name: &str) -> Option<Algorithm> {
        let mut accepted = self.0.iter().copied();
        accepted.find(|algorithm| algorithm.name() == name)
    }
}

impl Default for Algorithms {
    fn default() -> Self {
        Self(vec![Algorithm::Rs256])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::tests::environment_with;

    #[test]
    fn only_what_is_listed_is_accepted_and_only_by_its_exact_name() {
        for (value, accepted, refused) in [
            (
                None,
                vec!["RS256"],
                vec!["PS256", "rs256", "RS256 ", "RS384", "none", ""],
            ),
            (Some("PS256"), vec!["PS256"], vec!["RS256"]),
            (Some("RS256, PS256"), vec!["RS256", "PS256"], vec!["HS256"]),
        ] {
            let algorithms =
                environment_with(Algorithms::VARIABLE, value, Algorithms::from_environment)
                    .unwrap();
            for name in accepted {
                assert_eq!(algorithms.named(name).map(Algorithm::name), Some(name));
            }
            for name in refused {
                assert_eq!(algorithms.named(name), None, "{name} of {value:?}");
            }
        }
    }

    #[test]
    fn nothing_else_exists() {
        for value in ["none", "HS256", "rs256", "RS256,ES256", "RS512", "RS256,"] {
            let read = environment_with(
                Algorithms::VARIABLE,
                Some(value),
                Algorithms::from_environment,
            );
            assert_eq!(read.unwrap_err().variable, "AUTH0_ALGORITHMS", "{value}");
        }
    }
}
