//! The other claims: those that the profile requires are there, and each has its type.
//! `scope` and `permissions` are read where permissions are.
//!
//! A claim of the wrong type is refused even where nothing here would look at it, because
//! whoever reads the token next may.

use shared::claim_set::ClaimSet;

use crate::reason::Refusal;
use crate::settings::expected_token::TokenProfile;

/// RFC 9068, section 2.2; `iss`, `exp`, `aud` and `sub` are required of every token.
const OF_RFC_9068: [&str; 3] = ["client_id", "iat", "jti"];

/// OpenID Connect Core 1.0, section 2.
const OF_ID_TOKENS: [&str; 1] = ["iat"];

/// # Errors
/// [`Refusal::MissingClaim`] or [`Refusal::InvalidClaim`] with the claim's name.
pub(super) fn check(claims: &ClaimSet, profile: TokenProfile) -> Result<(), Refusal> {
    let required: &[&'static str] = match profile {
        TokenProfile::AccessToken => &[],
        TokenProfile::IdToken => &OF_ID_TOKENS,
        TokenProfile::Rfc9068 => &OF_RFC_9068,
    };
    if let Some(missing) = required.iter().find(|name| claims.value(name).is_none()) {
        return Err(Refusal::MissingClaim(missing));
    }
    claims.subject()?;
    claims.client_id()?;
    claims.string("jti")?;
    claims.organization()?;
    // Core, section 3.1.3.7: of several audiences it must be said which one asked.
    let is_ambiguous = profile == TokenProfile::IdToken && claims.audience()?.len() > 1;
    if is_ambiguous && claims.string("azp")?.is_none() {
        return Err(Refusal::MissingClaim("azp"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn checked(claims: &Value, profile: TokenProfile) -> Result<(), Refusal> {
        check(&ClaimSet::new(claims.as_object().unwrap().clone()), profile)
    }

    #[test]
    fn each_profile_requires_its_own_claims() {
        let complete = json!({"sub": "s", "aud": "a", "client_id": "c", "iat": 1, "jti": "j"});
        for (removed, required_by) in [
            ("client_id", vec![TokenProfile::Rfc9068]),
            ("jti", vec![TokenProfile::Rfc9068]),
            ("iat", vec![TokenProfile::Rfc9068, TokenProfile::IdToken]),
            (
                "sub",
                vec![
                    TokenProfile::Rfc9068,
                    TokenProfile::IdToken,
                    TokenProfile::AccessToken,
                ],
            ),
        ] {
            let mut claims = complete.clone();
            claims.as_object_mut().unwrap().remove(removed);
            for profile in [
                TokenProfile::AccessToken,
                TokenProfile::IdToken,
                TokenProfile::Rfc9068,
            ] {
                assert_eq!(checked(&complete, profile), Ok(()));
                let expected = if required_by.contains(&profile) {
                    Err(Refusal::MissingClaim(removed))
                } else {
                    Ok(())
                };
                assert_eq!(checked(&claims, profile), expected, "{removed} {profile:?}");
            }
        }
    }

    #[test]
    fn a_claim_of_the_wrong_type_is_refused_although_nothing_needs_it() {
        for (name, value) in [
            ("sub", json!(1)),
            ("azp", json!(["a"])),
            ("client_id", json!(null)),
            ("jti", json!(1)),
            ("org_id", json!(["org_a"])),
        ] {
            let mut claims = json!({"sub": "s"});
            claims[name] = value;
            assert_eq!(
                checked(&claims, TokenProfile::AccessToken),
                Err(Refusal::InvalidClaim(name))
            );
        }
    }

    #[test]
    fn an_id_token_for_several_says_which_client_asked() {
        for (claims, expected) in [
            (json!({"aud": ["a"]}), Ok(())),
            (json!({"aud": ["a", "b"], "azp": "a"}), Ok(())),
            (
                json!({"aud": ["a", "b"]}),
                Err(Refusal::MissingClaim("azp")),
            ),
        ] {
            let mut claims = claims;
            claims["sub"] = "s".into();
            claims["iat"] = 1.into();
            assert_eq!(
                checked(&claims, TokenProfile::IdToken),
                expected,
                "{claims}"
            );
        }
    }
}
