//! `aud`: the token was made for this API.
//!
//! Source: RFC 7519, section 4.1.3; RFC 8725, section 3.9.

use shared::audience::Audiences;
use shared::claim_set::ClaimSet;

use crate::reason::Refusal;

/// # Errors
/// [`Refusal::WrongAudience`], or that of a claim that is absent or malformed.
pub(super) fn check(claims: &ClaimSet, accepted: &Audiences) -> Result<(), Refusal> {
    if accepted.accept(&claims.audience()?) {
        Ok(())
    } else {
        Err(Refusal::WrongAudience)
    }
}
