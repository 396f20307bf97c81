//! The signature: one of the issuer's keys made it.
//!
//! Source: RFC 7515, section 5.2. The mathematics is jsonwebtoken's; the algorithm comes
//! from the allow-list, and the keys were admitted for it.

use jsonwebtoken::{DecodingKey, crypto};

use crate::algorithm::Algorithm;
use crate::reason::Refusal;
use crate::token::compact::Compact;

/// Tries each of the keys that share the name which the token gives.
///
/// # Errors
/// [`Refusal::BadSignature`] when none of them fits.
pub(super) fn check(
    token: &Compact,
    algorithm: Algorithm,
    keys: &[DecodingKey],
) -> Result<(), Refusal> {
    let algorithm = match algorithm {
        Algorithm::Ps256 => jsonwebtoken::Algorithm::PS256,
        Algorithm::Rs256 => jsonwebtoken::Algorithm::RS256,
    };
    let input = token.signing_input.as_bytes();
    let fits = |key: &DecodingKey| {
        // An error is a signature that can't be one of this key, such as one that is too short.
        crypto::verify(&token.signature, input, key, algorithm).unwrap_or(false)
    };
    if keys.iter().any(fits) {
        Ok(())
    } else {
        Err(Refusal::BadSignature)
    }
}
