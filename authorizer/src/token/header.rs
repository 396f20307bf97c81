//! The header: how the token says that it was signed, held against what is allowed.

use serde_json::{Map, Value};

use crate::algorithm::Algorithm;
use crate::reason::Refusal;
use crate::settings::algorithms::Algorithms;
use crate::token;
use crate::token::malformed::Malformed;
use crate::token::typ::Typ;

/// The longest name of a key, in bytes.
const LONGEST_KEY_ID: usize = 256;

/// The longest header, in bytes.
const LONGEST_HEADER: usize = 4_096;

/// Members that change what the signature covers or what the payload is: compression
/// (RFC 8725, section 3.6), a payload that is not encoded (RFC 7797, section 7: not in a
/// JWT), and what marks an encrypted token (RFC 7516, section 9).
const UNSUPPORTED: [&str; 3] = ["b64", "enc", "zip"];

/// What remains of a header that is acceptable. `jku`, `x5u`, `jwk` and `x5c` are never
/// looked at: the keys come from the issuer alone (RFC 8725, section 3.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// The accepted algorithm that it names.
    pub(crate) algorithm: Algorithm,
    /// The name of the key.
    pub(crate) key_id: String,
    /// The token's kind.
    pub(crate) typ: Typ,
}

impl Header {
    /// Reads a decoded header.
    ///
    /// # Errors
    /// The [`Refusal`] of the first rule that it breaks.
    pub(crate) fn parse(bytes: &[u8], accepted: &Algorithms) -> Result<Self, Refusal> {
        if bytes.len() > LONGEST_HEADER {
            return Err(Malformed::HeaderTooLong.into());
        }
        let members = token::json_object(bytes, Malformed::Header)?;
        let algorithm = members
            .get("alg")
            .and_then(Value::as_str)
            .and_then(|name| accepted.named(name))
            .ok_or(Refusal::UnsupportedAlgorithm)?;
        // RFC 7515, section 4.1.11: an extension that is not understood must be refused.
        if members.contains_key("crit") {
            return Err(Refusal::CriticalHeader);
        }
        if UNSUPPORTED.iter().any(|name| members.contains_key(*name)) {
            return Err(Refusal::UnsupportedHeader);
        }
        Ok(Self {
            algorithm,
            key_id: key_id(&members)?,
            typ: Typ::of(members.get("typ")),
        })
    }
}

fn key_id(members: &Map<String, Value>) -> Result<String, Refusal> {
    match members.get("kid") {
        Some(Value::String(text)) if (1..=LONGEST_KEY_ID).contains(&text.len()) => Ok(text.clone()),
        Some(_) => Err(Refusal::UnsupportedHeader),
        None => Err(Refusal::MissingKeyId),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(header: &str) -> Result<Header, Refusal> {
        Header::parse(header.as_bytes(), &Algorithms::default())
    }

    #[test]
    fn the_first_rule_that_a_header_breaks_names_the_refusal() {
        for (header, refusal) in [
            ("[]", Malformed::Header.into()),
            ("{", Malformed::Header.into()),
            (r#"{"alg":"RS256","alg":"none"}"#, Refusal::DuplicateMember),
            (r#"{"kid":"k"}"#, Refusal::UnsupportedAlgorithm),
            (r#"{"alg":"none"}"#, Refusal::UnsupportedAlgorithm),
            (r#"{"alg":"rs256"}"#, Refusal::UnsupportedAlgorithm),
            (r#"{"alg":"HS256"}"#, Refusal::UnsupportedAlgorithm),
            (r#"{"alg":"PS256"}"#, Refusal::UnsupportedAlgorithm),
            (r#"{"alg":["RS256"]}"#, Refusal::UnsupportedAlgorithm),
            (r#"{"alg":"RS256","crit":["exp"]}"#, Refusal::CriticalHeader),
            (r#"{"alg":"RS256","crit":[]}"#, Refusal::CriticalHeader),
            (r#"{"alg":"RS256","crit":null}"#, Refusal::CriticalHeader),
            (r#"{"alg":"RS256","zip":"DEF"}"#, Refusal::UnsupportedHeader),
            (r#"{"alg":"RS256","b64":true}"#, Refusal::UnsupportedHeader),
            (
                r#"{"alg":"RS256","enc":"A256GCM"}"#,
                Refusal::UnsupportedHeader,
            ),
            (r#"{"alg":"RS256"}"#, Refusal::MissingKeyId),
            (r#"{"alg":"RS256","kid":1}"#, Refusal::UnsupportedHeader),
            (r#"{"alg":"RS256","kid":null}"#, Refusal::UnsupportedHeader),
            (r#"{"alg":"RS256","kid":""}"#, Refusal::UnsupportedHeader),
        ] {
            assert_eq!(parse(header), Err(refusal), "{header}");
        }
    }

    #[test]
    fn keys_that_a_header_brings_or_points_to_are_not_looked_at() {
        let plain = json!({"alg": "RS256", "kid": "k"});
        for (name, value) in [
            ("jku", json!("https://evil.example/jwks.json")),
            ("x5u", json!("https://evil.example/a.pem")),
            ("jwk", json!({"kty": "RSA", "kid": "k"})),
            ("x5c", json!(["MIIB"])),
        ] {
            let mut header = plain.clone();
            header[name] = value;
            let read = parse(&header.to_string()).unwrap();
            assert_eq!(Ok(read), parse(&plain.to_string()), "{name}");
        }
    }

    #[test]
    fn a_header_and_its_key_id_have_a_longest_length() {
        let of_key =
            |length| parse(&json!({"alg": "RS256", "kid": "k".repeat(length)}).to_string());
        assert_eq!(of_key(256).unwrap().key_id.len(), 256);
        assert_eq!(of_key(257), Err(Refusal::UnsupportedHeader));
        let of_length = |length: usize| {
            let header = r#"{"alg":"RS256","kid":"k","x":""}"#;
            let filling = "x".repeat(length - header.len());
            parse(&header.replace(r#""x":"""#, &format!(r#""x":"{filling}""#)))
        };
        assert_eq!(of_length(4_096).unwrap().key_id, "k");
        assert_eq!(of_length(4_097), Err(Malformed::HeaderTooLong.into()));
    }
}
