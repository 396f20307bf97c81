//! The subject: the user or client that a token speaks for.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

/// A verified `sub`: 1 to 255 bytes, unique within the issuer. Every record belongs to one.
///
/// Source: RFC 7519, section 4.1.2; the length is that of OpenID Connect Core, section 2.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject(String);

impl Subject {
    /// The subject's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Subject {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for Subject {
    type Err = InvalidSubject;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() || text.len() > 255 {
            return Err(InvalidSubject { length: text.len() });
        }
        Ok(Self(text.to_owned()))
    }
}

/// A text that is no subject.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a subject has 1 to 255 bytes, this one has {length}")]
pub struct InvalidSubject {
    /// The text's length in bytes.
    pub length: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_has_1_to_255_bytes() {
        assert_eq!("auth0|1".parse::<Subject>().unwrap().as_str(), "auth0|1");
        assert!("a".repeat(255).parse::<Subject>().is_ok());
        assert_eq!("".parse::<Subject>(), Err(InvalidSubject { length: 0 }));
        assert_eq!(
            "é".repeat(128).parse::<Subject>(),
            Err(InvalidSubject { length: 256 })
        );
    }
}
