//! Tokens that a machine got for itself.
//!
//! No single mark is reliable: RFC 9068 tokens have no `gty`, and tokens of agents have no
//! `@clients`. Source: RFC 9068, section 5; Auth0's access token profiles.

use serde_json::Value;
use shared::claim_set::ClaimSet;

use crate::reason::Refusal;
use crate::settings::client_credentials::ClientCredentials;

/// # Errors
/// [`Refusal::ClientCredentialsNotAllowed`], or that of a claim which can't be read.
pub(super) fn check(claims: &ClaimSet, setting: ClientCredentials) -> Result<(), Refusal> {
    if setting == ClientCredentials::Deny && is_of_machine(claims)? {
        return Err(Refusal::ClientCredentialsNotAllowed);
    }
    Ok(())
}

fn is_of_machine(claims: &ClaimSet) -> Result<bool, Refusal> {
    let subject = claims.subject()?;
    let is_client = claims.client_id()? == Some(subject.as_str());
    Ok(is_client || subject.as_str().ends_with("@clients") || has_grant_type(claims)?)
}

/// Auth0 writes one grant as a string and several as an array.
fn has_grant_type(claims: &ClaimSet) -> Result<bool, Refusal> {
    const GRANT: &str = "client-credentials";
    match claims.value("gty") {
        None => Ok(false),
        Some(Value::String(grant)) => Ok(grant == GRANT),
        Some(_) => {
            let grants = claims.strings("gty")?.unwrap_or_default();
            Ok(grants.iter().any(|grant| grant == GRANT))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_machine_is_known_by_any_of_its_marks() {
        for (claims, expected) in [
            (json!({"sub": "auth0|1", "azp": "c"}), Ok(())),
            (json!({"sub": "auth0|1", "gty": "password"}), Ok(())),
            (
                json!({"sub": "auth0|1", "gty": ["refresh_token", "password"]}),
                Ok(()),
            ),
            (
                json!({"sub": "auth0|1", "https://x/gty": "client-credentials"}),
                Ok(()),
            ),
            (
                json!({"sub": "auth0|1", "gty": "client-credentials"}),
                Err(Refusal::ClientCredentialsNotAllowed),
            ),
            (
                json!({"sub": "auth0|1", "gty": ["client-credentials"]}),
                Err(Refusal::ClientCredentialsNotAllowed),
            ),
            (
                json!({"sub": "c@clients"}),
                Err(Refusal::ClientCredentialsNotAllowed),
            ),
            (
                json!({"sub": "c", "azp": "c"}),
                Err(Refusal::ClientCredentialsNotAllowed),
            ),
            (
                json!({"sub": "c", "client_id": "c"}),
                Err(Refusal::ClientCredentialsNotAllowed),
            ),
            (
                json!({"sub": "auth0|1", "gty": 1}),
                Err(Refusal::InvalidClaim("gty")),
            ),
        ] {
            let set = ClaimSet::new(claims.as_object().unwrap().clone());
            assert_eq!(check(&set, ClientCredentials::Deny), expected, "{claims}");
            assert_eq!(check(&set, ClientCredentials::Allow), Ok(()), "{claims}");
        }
    }
}
