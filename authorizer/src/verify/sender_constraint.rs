//! `cnf`: the token is worth something only together with a key of the client's.
//!
//! AppSync shows the authorizer no proof of that key that an answer which it keeps could
//! rest on, so as a bearer token it would be worth what a stolen one is.
//!
//! Source: RFC 7800, section 3; RFC 8705, section 3; RFC 9449, section 6.

use shared::claim_set::ClaimSet;

use crate::reason::Refusal;

/// # Errors
/// [`Refusal::SenderConstrained`] whatever the claim's value.
pub(super) fn check(claims: &ClaimSet) -> Result<(), Refusal> {
    if claims.value("cnf").is_some() {
        return Err(Refusal::SenderConstrained);
    }
    Ok(())
}
