//! The signature: one of the issuer's keys made it.
//!
//! Source: RFC 7515, section 5.2. The algorithm comes from the allow-list, and each key is
//! one of jsonwebtoken's verifiers that was made for it and for no other.

use std::sync::Arc;

use jsonwebtoken::signature::Verifier as _;

use crate::keys::VerifyingKey;
use crate::reason::Refusal;
use crate::token::compact::Compact;

/// Tries each of the keys that share the name which the token gives.
///
/// # Errors
/// [`Refusal::BadSignature`] when none of them fits.
pub(super) fn check(token: &Compact, keys: &[Arc<VerifyingKey>]) -> Result<(), Refusal> {
    let input = token.signing_input.as_bytes();
    let fits = |key: &Arc<VerifyingKey>| key.verify(input, &token.signature).is_ok();
    if keys.iter().any(fits) {
        Ok(())
    } else {
        Err(Refusal::BadSignature)
    }
}
