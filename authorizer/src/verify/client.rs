//! The client that the token was made for is one of those that may call.

use shared::claim_set::ClaimSet;

use crate::reason::Refusal;
use crate::settings::clients::AllowedClients;

/// # Errors
/// [`Refusal::ClientNotAllowed`].
pub(super) fn check(claims: &ClaimSet, allowed: &AllowedClients) -> Result<(), Refusal> {
    if allowed.allow(claims.client_id()?) {
        Ok(())
    } else {
        Err(Refusal::ClientNotAllowed)
    }
}
