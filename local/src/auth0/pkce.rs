//! Proof Key for Code Exchange with S256, the only method the tenant takes (RFC 7636).

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};

/// The digest that the client sends with the authorization request.
#[derive(Clone, Debug)]
pub(super) struct CodeChallenge(Vec<u8>);

impl CodeChallenge {
    /// Parses the `code_challenge` parameter: a SHA-256 digest in base64url without padding.
    pub(super) fn parse(parameter: &str) -> Option<Self> {
        let digest = URL_SAFE_NO_PAD.decode(parameter).ok()?;
        (digest.len() == SHA256.output_len()).then_some(Self(digest))
    }

    /// Whether this is the digest of `verifier`.
    pub(super) fn is_met_by(&self, verifier: &CodeVerifier) -> bool {
        let digest = digest(&SHA256, verifier.0.expose_secret().as_bytes());
        verify_slices_are_equal(digest.as_ref(), &self.0).is_ok()
    }
}

/// The secret that the client sends with the code.
#[derive(Debug)]
pub(super) struct CodeVerifier(SecretString);

impl CodeVerifier {
    /// Parses the `code_verifier` parameter: 43 to 128 unreserved characters (section 4.1).
    pub(super) fn parse(parameter: SecretString) -> Option<Self> {
        let text = parameter.expose_secret();
        let legal = (43..=128).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
        legal.then_some(Self(parameter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn only_the_verifier_of_a_challenge_meets_it() {
        let challenge = CodeChallenge::parse(CHALLENGE).unwrap();
        let cases = [
            ("the verifier", VERIFIER, true),
            ("the challenge itself", CHALLENGE, false),
        ];
        for (name, verifier, expected) in cases {
            let verifier = CodeVerifier::parse(verifier.into()).unwrap();
            assert_eq!(challenge.is_met_by(&verifier), expected, "{name}");
        }
    }

    #[test]
    fn a_challenge_is_a_sha_256_digest() {
        let cases = [
            ("a digest", CHALLENGE.to_owned(), true),
            ("padding", format!("{CHALLENGE}="), false),
            ("a shorter digest", "E9Melhoa2OwvFrEMTJg".to_owned(), false),
            ("another alphabet", CHALLENGE.replace('-', "+"), false),
            ("nothing", String::new(), false),
        ];
        for (name, parameter, expected) in cases {
            assert_eq!(
                CodeChallenge::parse(&parameter).is_some(),
                expected,
                "{name}"
            );
        }
    }

    #[test]
    fn a_verifier_has_43_to_128_unreserved_characters() {
        let cases = [
            ("42", "a".repeat(42), false),
            ("43", "a".repeat(43), true),
            ("128", "~".repeat(128), true),
            ("129", "a".repeat(129), false),
            (
                "a reserved character",
                format!("{}+", "a".repeat(42)),
                false,
            ),
        ];
        for (name, parameter, expected) in cases {
            assert_eq!(
                CodeVerifier::parse(parameter.into()).is_some(),
                expected,
                "{name}"
            );
        }
    }
}
