//! The compact form: three parts in base64url with dots between.
//!
//! Source: RFC 7515, section 7.1. The text is checked byte by byte before anything is
//! decoded, as RFC 8725's successor asks.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};

use crate::reason::Refusal;
use crate::settings::token_prefix::TokenPrefix;
use crate::token::malformed::Malformed;

/// The longest token that is looked at, in bytes.
const LONGEST: usize = 8_192;

/// A token in its parts, decoded once, none of them believed yet.
///
/// It is a secret, so nothing can print it. This compiles:
///
/// ```
/// # use authorizer::token::compact::Compact;
/// fn read(token: &Compact) -> usize {
///     token.signature.len()
/// }
/// ```
///
/// and neither of these does:
///
/// ```compile_fail
/// # use authorizer::token::compact::Compact;
/// fn print(token: &Compact) -> String {
///     format!("{token}")
/// }
/// ```
///
/// ```compile_fail
/// # use authorizer::token::compact::Compact;
/// fn print(token: &Compact) -> String {
///     format!("{token:?}")
/// }
/// ```
#[expect(missing_debug_implementations, reason = "a token is a secret")]
pub struct Compact {
    /// The first two parts with their dot: what the signature covers.
    pub signing_input: String,
    /// The decoded header.
    pub header: Vec<u8>,
    /// The decoded claims.
    pub payload: Vec<u8>,
    /// The decoded signature.
    pub signature: Vec<u8>,
    length: usize,
}

impl Compact {
    /// Reads what `Authorization` holds: a bare token, one behind `Bearer` in any case or,
    /// where `prefix` is set, one behind that and nothing else.
    ///
    /// # Errors
    /// The [`Refusal`] that names the form which was found instead.
    pub fn parse(
        authorization: &SecretString,
        prefix: Option<&TokenPrefix>,
    ) -> Result<Self, Refusal> {
        let text = authorization.expose_secret();
        let text = match prefix {
            Some(prefix) => prefix.strip(text).ok_or(Refusal::WrongPrefix)?,
            None => without_scheme(text),
        };
        if text.is_empty() {
            return Err(Refusal::NoToken);
        }
        if text.len() > LONGEST {
            return Err(Refusal::TokenTooLong);
        }
        let is_allowed =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        if text.starts_with('{') {
            return Err(Malformed::JsonSerialization.into());
        }
        if !text.bytes().all(is_allowed) {
            return Err(Malformed::Characters.into());
        }
        let parts: Vec<&str> = text.split('.').collect();
        let [header, payload, signature] = parts.as_slice() else {
            return Err(match parts.len() {
                1 => Refusal::OpaqueToken,
                5 => Refusal::EncryptedToken,
                _ => Malformed::Parts.into(),
            });
        };
        // This engine refuses padding and leftover bits.
        let decode = |part: &str| -> Result<Vec<u8>, Refusal> {
            URL_SAFE_NO_PAD
                .decode(part)
                .map_err(|_| Malformed::Base64Url.into())
        };
        Ok(Self {
            length: text.len(),
            signing_input: format!("{header}.{payload}"),
            header: decode(header)?,
            payload: decode(payload)?,
            signature: decode(signature)?,
        })
    }

    /// The length of the whole token in bytes.
    pub fn length(&self) -> usize {
        self.length
    }
}

/// Source: RFC 9110, section 11.1 (schemes are case-insensitive), and RFC 6750,
/// section 2.1. A scheme with nothing behind it is no token: white space at a header's end
/// gets lost on the way.
fn without_scheme(text: &str) -> &str {
    let (scheme, token) = text.split_once(' ').unwrap_or((text, ""));
    if scheme.eq_ignore_ascii_case("bearer") {
        token
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, prefix: Option<&str>) -> Result<Compact, Refusal> {
        let prefix = prefix.map(|text| text.parse().unwrap());
        Compact::parse(&text.into(), prefix.as_ref())
    }

    #[test]
    fn each_wrong_form_has_its_own_reason() {
        let (longest, long) = ("a".repeat(LONGEST), "a".repeat(LONGEST + 1));
        for (text, refusal) in [
            ("Bearer ", Refusal::NoToken),
            ("bearer", Refusal::NoToken),
            ("Bearer  e30.e30.", Malformed::Characters.into()),
            ("DPoP e30.e30.", Malformed::Characters.into()),
            (longest.as_str(), Refusal::OpaqueToken),
            (long.as_str(), Refusal::TokenTooLong),
            ("opaque", Refusal::OpaqueToken),
            ("a.b", Malformed::Parts.into()),
            ("a.b.c.d", Malformed::Parts.into()),
            ("a.b.c.d.e", Refusal::EncryptedToken),
            ("Bearer Bearer e30.e30.", Malformed::Characters.into()),
            ("Basic e30.e30.", Malformed::Characters.into()),
            (" e30.e30.", Malformed::Characters.into()),
            ("e30.e30.\u{e9}", Malformed::Characters.into()),
            ("e30=.e30.", Malformed::Characters.into()),
            ("e31.e30.", Malformed::Base64Url.into()),
            ("e30.e30.AB", Malformed::Base64Url.into()),
            ("{\"payload\":\"\"}", Malformed::JsonSerialization.into()),
        ] {
            assert_eq!(parse(text, None).err(), Some(refusal), "{text}");
        }
    }

    #[test]
    fn a_bare_token_and_one_behind_bearer_are_the_same() {
        for text in ["e30.e30.AA", "Bearer e30.e30.AA", "bEARER e30.e30.AA"] {
            let compact = parse(text, None).unwrap_or_else(|refusal| panic!("{text}: {refusal}"));
            assert_eq!(compact.signing_input, "e30.e30");
            assert_eq!(compact.header, b"{}");
            assert_eq!(compact.signature, [0]);
        }
    }

    #[test]
    fn a_prefix_that_is_set_must_be_there_and_nothing_else() {
        for (text, refusal) in [
            ("lambda-e30.e30.AA", None),
            ("lambda- e30.e30.AA", None),
            ("lambda-", Some(Refusal::NoToken)),
            ("e30.e30.AA", Some(Refusal::WrongPrefix)),
            ("Bearer e30.e30.AA", Some(Refusal::WrongPrefix)),
            ("LAMBDA-e30.e30.AA", Some(Refusal::WrongPrefix)),
            (
                "lambda-Bearer e30.e30.AA",
                Some(Malformed::Characters.into()),
            ),
        ] {
            assert_eq!(parse(text, Some("lambda-")).err(), refusal, "{text}");
        }
    }
}
