//! Anonymous sessions of Auth0: nobody signed in, so there is nobody to keep records for.

use shared::claim_set::ClaimSet;

use crate::reason::Refusal;

/// # Errors
/// [`Refusal::AnonymousNotAllowed`].
pub(super) fn check(claims: &ClaimSet) -> Result<(), Refusal> {
    if claims.subject()?.as_str().starts_with("anon@") {
        return Err(Refusal::AnonymousNotAllowed);
    }
    Ok(())
}
