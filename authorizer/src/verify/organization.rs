//! The organisation that the user signed in to is one of those that may call.

use shared::claim_set::ClaimSet;

use crate::reason::Refusal;
use crate::settings::organizations::AllowedOrganizations;

/// # Errors
/// [`Refusal::OrganizationNotAllowed`].
pub(super) fn check(claims: &ClaimSet, allowed: &AllowedOrganizations) -> Result<(), Refusal> {
    if allowed.allow(claims.organization()?) {
        Ok(())
    } else {
        Err(Refusal::OrganizationNotAllowed)
    }
}
