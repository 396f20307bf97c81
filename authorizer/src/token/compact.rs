//! The compact form: three parts in base64url with dots between.
//!
//! Source: RFC 7515, section 7.1. The text is checked byte by byte before anything is
//! decoded, as RFC 8725's successor asks.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};

use crate::reason::Refusal;

/// The longest token that is looked at, in bytes.
const LONGEST: usize = 8_192;

/// A token in its parts, decoded once, none of them believed yet.
pub struct Compact {
    /// The first two parts with their dot: what the signature covers.
    pub signing_input: String,
    /// The decoded header.
    pub header: Vec<u8>,
    /// The decoded claims.
    pub payload: Vec<u8>,
    /// The signature in base64url.
    pub signature: String,
}

impl Compact {
    /// Reads a bare token, or one behind `Bearer` in any case.
    ///
    /// # Errors
    /// The [`Refusal`] that names the form which was found instead.
    pub fn parse(authorization: &SecretString) -> Result<Self, Refusal> {
        let text = without_scheme(authorization.expose_secret());
        if text.is_empty() {
            return Err(Refusal::NoToken);
        }
        if text.len() > LONGEST {
            return Err(Refusal::TokenTooLong);
        }
        let is_allowed =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        if !text.bytes().all(is_allowed) {
            return Err(Refusal::MalformedToken);
        }
        let parts: Vec<&str> = text.split('.').collect();
        let [header, payload, signature] = parts.as_slice() else {
            return Err(match parts.len() {
                1 => Refusal::OpaqueToken,
                5 => Refusal::EncryptedToken,
                _ => Refusal::MalformedToken,
            });
        };
        // This engine refuses padding and leftover bits.
        let decode = |part: &str| {
            URL_SAFE_NO_PAD
                .decode(part)
                .map_err(|_| Refusal::MalformedToken)
        };
        decode(signature)?;
        Ok(Self {
            signing_input: format!("{header}.{payload}"),
            header: decode(header)?,
            payload: decode(payload)?,
            signature: (*signature).to_owned(),
        })
    }
}

impl std::fmt::Debug for Compact {
    /// A token is a secret: none of it is shown.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Compact").finish_non_exhaustive()
    }
}

/// Source: RFC 9110, section 11.1 (schemes are case-insensitive), and RFC 6750,
/// section 2.1.
fn without_scheme(text: &str) -> &str {
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wrong_form_has_its_own_reason() {
        let long = "a".repeat(LONGEST + 1);
        for (text, refusal) in [
            ("Bearer ", Refusal::NoToken),
            (long.as_str(), Refusal::TokenTooLong),
            ("opaque", Refusal::OpaqueToken),
            ("a.b", Refusal::MalformedToken),
            ("a.b.c.d", Refusal::MalformedToken),
            ("a.b.c.d.e", Refusal::EncryptedToken),
            ("Bearer Bearer e30.e30.", Refusal::MalformedToken),
            ("Basic e30.e30.", Refusal::MalformedToken),
            (" e30.e30.", Refusal::MalformedToken),
            ("e30.e30.\u{e9}", Refusal::MalformedToken),
            ("e30=.e30.", Refusal::MalformedToken),
            ("e31.e30.", Refusal::MalformedToken),
            ("e30.e30.AB", Refusal::MalformedToken),
            ("{\"payload\":\"\"}", Refusal::MalformedToken),
        ] {
            assert_eq!(Compact::parse(&text.into()).unwrap_err(), refusal, "{text}");
        }
    }

    #[test]
    fn a_bare_token_and_one_behind_bearer_are_the_same() {
        for text in ["e30.e30.AA", "Bearer e30.e30.AA", "bEARER e30.e30.AA"] {
            let compact = Compact::parse(&text.into()).unwrap();
            assert_eq!(compact.signing_input, "e30.e30");
            assert_eq!(compact.header, b"{}");
            assert_eq!(compact.signature, "AA");
        }
    }

    #[test]
    fn a_token_is_not_shown() {
        let compact = Compact::parse(&"e30.e30.AA".into()).unwrap();
        assert_eq!(format!("{compact:?}"), "Compact { .. }");
    }
}
