//! The header: how the token says that it was signed, held against what is allowed.

use serde_json::Value;
use shared::strict_json::{self, StrictJsonError};

use crate::reason::Refusal;

/// The longest name of a key, in bytes.
const LONGEST_KEY_ID: usize = 256;

/// The longest header, in bytes.
const LONGEST_HEADER: usize = 4_096;

/// What remains of a header that is acceptable. `jku`, `x5u`, `jwk` and `x5c` are never
/// looked at: the keys come from the issuer alone (RFC 8725, section 3.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The name of the key.
    pub key_id: String,
    /// Whether the token's kind is one that this API takes.
    pub is_access_token: bool,
}

impl Header {
    /// Reads a decoded header.
    ///
    /// # Errors
    /// The [`Refusal`] of the first rule that it breaks.
    pub fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > LONGEST_HEADER {
            return Err(Refusal::MalformedToken);
        }
        let members = strict_json::object(bytes).map_err(Refusal::from)?;
        if members.get("alg").and_then(Value::as_str) != Some("RS256") {
            return Err(Refusal::UnsupportedAlgorithm);
        }
        if members.contains_key("crit") {
            return Err(Refusal::CriticalHeader);
        }
        if members.contains_key("zip") || members.contains_key("b64") {
            return Err(Refusal::UnsupportedHeader);
        }
        let key_id = match members.get("kid") {
            Some(Value::String(text)) if (1..=LONGEST_KEY_ID).contains(&text.len()) => text.clone(),
            None => return Err(Refusal::MissingKeyId),
            Some(_) => return Err(Refusal::UnsupportedHeader),
        };
        Ok(Self {
            key_id,
            is_access_token: is_access_token(members.get("typ")),
        })
    }
}

impl From<StrictJsonError> for Refusal {
    fn from(error: StrictJsonError) -> Self {
        match error {
            StrictJsonError::DuplicateMember => Self::DuplicateMember,
            StrictJsonError::NotAnObject
            | StrictJsonError::NotJson(_)
            | StrictJsonError::NotUtf8 => Self::MalformedToken,
        }
    }
}

/// Absent, `JWT` or `at+jwt`, in any case and with or without `application/`.
///
/// Source: RFC 9068, section 4; RFC 8725, section 3.11.
fn is_access_token(typ: Option<&Value>) -> bool {
    let Some(typ) = typ else {
        return true;
    };
    let Some(typ) = typ.as_str().map(str::to_ascii_lowercase) else {
        return false;
    };
    matches!(
        typ.strip_prefix("application/").unwrap_or(&typ),
        "jwt" | "at+jwt"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rule_that_a_header_breaks_names_the_refusal() {
        let long_key = format!(r#"{{"alg":"RS256","kid":"{}"}}"#, "k".repeat(257));
        let long_header = format!(r#"{{"alg":"RS256","kid":"k","x":"{}"}}"#, "x".repeat(4_096));
        for (header, refusal) in [
            ("[]", Refusal::MalformedToken),
            ("{", Refusal::MalformedToken),
            (&long_header, Refusal::MalformedToken),
            (r#"{"alg":"RS256","alg":"none"}"#, Refusal::DuplicateMember),
            (r#"{"kid":"k"}"#, Refusal::UnsupportedAlgorithm),
            (r#"{"alg":"none","kid":"k"}"#, Refusal::UnsupportedAlgorithm),
            (
                r#"{"alg":"rs256","kid":"k"}"#,
                Refusal::UnsupportedAlgorithm,
            ),
            (
                r#"{"alg":"HS256","kid":"k"}"#,
                Refusal::UnsupportedAlgorithm,
            ),
            (
                r#"{"alg":["RS256"],"kid":"k"}"#,
                Refusal::UnsupportedAlgorithm,
            ),
            (
                r#"{"alg":"RS256","kid":"k","crit":["exp"]}"#,
                Refusal::CriticalHeader,
            ),
            (
                r#"{"alg":"RS256","kid":"k","crit":[]}"#,
                Refusal::CriticalHeader,
            ),
            (
                r#"{"alg":"RS256","kid":"k","zip":"DEF"}"#,
                Refusal::UnsupportedHeader,
            ),
            (
                r#"{"alg":"RS256","kid":"k","b64":true}"#,
                Refusal::UnsupportedHeader,
            ),
            (r#"{"alg":"RS256"}"#, Refusal::MissingKeyId),
            (r#"{"alg":"RS256","kid":1}"#, Refusal::UnsupportedHeader),
            (r#"{"alg":"RS256","kid":""}"#, Refusal::UnsupportedHeader),
            (&long_key, Refusal::UnsupportedHeader),
        ] {
            assert_eq!(Header::parse(header.as_bytes()), Err(refusal), "{header}");
        }
    }

    #[test]
    fn the_kind_is_absent_or_that_of_an_access_token() {
        for (typ, accepted) in [
            ("", true),
            (r#","typ":"JWT""#, true),
            (r#","typ":"at+jwt""#, true),
            (r#","typ":"application/AT+JWT""#, true),
            (r#","typ":"logout+jwt""#, false),
            (r#","typ":"dpop+jwt""#, false),
            (r#","typ":"""#, false),
            (r#","typ":1"#, false),
            (r#","typ":null"#, false),
        ] {
            let header = format!(r#"{{"alg":"RS256","kid":"k"{typ}}}"#);
            assert_eq!(
                Header::parse(header.as_bytes()).unwrap().is_access_token,
                accepted,
                "{header}"
            );
        }
    }
}
