//! The client that the token was made for is one of those that may call.

use shared::claim_set::ClaimSet;

use crate::reason::Refusal;
use crate::settings::clients::AllowedClients;
use crate::settings::expected_token::TokenProfile;

/// Judges the client of a token whose audience and claims are right for `profile`.
///
/// # Errors
/// [`Refusal::ClientNotAllowed`].
pub(super) fn check(
    claims: &ClaimSet,
    allowed: &AllowedClients,
    profile: TokenProfile,
) -> Result<(), Refusal> {
    let client = claims.client_id()?;
    // OpenID Connect Core 1.0, section 2: an ID token for one client, as Auth0 makes them,
    // need not have `azp`. Its audience is the client, and on the list.
    let is_the_audience = profile == TokenProfile::IdToken && client.is_none();
    if is_the_audience || allowed.allow(client) {
        Ok(())
    } else {
        Err(Refusal::ClientNotAllowed)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use shared::environment::Environment;

    use super::*;

    fn checked(claims: &Value, profile: TokenProfile) -> Result<(), Refusal> {
        let lookup = |_: &str| Some("a,b".to_owned());
        let allowed = AllowedClients::from_environment(&Environment::new(&lookup)).unwrap();
        let claims = ClaimSet::new(claims.as_object().unwrap().clone());
        check(&claims, &allowed, profile)
    }

    #[test]
    fn only_an_id_token_may_leave_its_client_to_its_audience() {
        use TokenProfile::{AccessToken, IdToken, Rfc9068};
        for (claims, takers) in [
            (
                json!({"aud": "a", "azp": "b"}),
                vec![AccessToken, IdToken, Rfc9068],
            ),
            (
                json!({"aud": "a", "client_id": "b"}),
                vec![AccessToken, IdToken, Rfc9068],
            ),
            (json!({"aud": "a", "azp": "c"}), vec![]),
            (json!({"aud": "a"}), vec![IdToken]),
        ] {
            for profile in [AccessToken, IdToken, Rfc9068] {
                let expected = if takers.contains(&profile) {
                    Ok(())
                } else {
                    Err(Refusal::ClientNotAllowed)
                };
                assert_eq!(checked(&claims, profile), expected, "{claims} {profile:?}");
            }
        }
    }
}
