//! The kind of the token: one that was made for something else is not taken for ours.
//!
//! Source: RFC 8725, sections 3.11 and 3.12; RFC 9068, section 4.

use shared::claim_set::ClaimSet;

use crate::reason::Refusal;
use crate::settings::expected_token::TokenProfile;
use crate::token::typ::Typ;

/// Claims that stand in ID tokens alone: OpenID Connect Core 1.0, sections 2, 3.1.3.6 and
/// 3.3.2.11.
const OF_ID_TOKENS: [&str; 3] = ["at_hash", "c_hash", "nonce"];

/// Claims that Auth0 puts into access tokens alone.
const OF_ACCESS_TOKENS: [&str; 2] = ["gty", "scope"];

/// Holds the header's `typ`, and the claims that tell the kinds apart, against `profile`.
///
/// # Errors
/// [`Refusal::UnsupportedTyp`], or [`Refusal::IdTokenNotAllowed`] for an ID token in place
/// of an access token.
pub(super) fn check(typ: Typ, claims: &ClaimSet, profile: TokenProfile) -> Result<(), Refusal> {
    let has = |names: &[&str]| names.iter().any(|name| claims.value(name).is_some());
    let is_typ_expected = match profile {
        TokenProfile::AccessToken => matches!(typ, Typ::Absent | Typ::AccessToken | Typ::Jwt),
        TokenProfile::IdToken => matches!(typ, Typ::Absent | Typ::Jwt),
        TokenProfile::Rfc9068 => typ == Typ::AccessToken,
    };
    match profile {
        // Before `typ`: an ID token has the one of a default access token.
        TokenProfile::AccessToken | TokenProfile::Rfc9068 if has(&OF_ID_TOKENS) => {
            Err(Refusal::IdTokenNotAllowed)
        }
        TokenProfile::IdToken if has(&OF_ACCESS_TOKENS) => Err(Refusal::UnsupportedTyp),
        _ if !is_typ_expected => Err(Refusal::UnsupportedTyp),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn checked(typ: Typ, claims: &Value, profile: TokenProfile) -> Result<(), Refusal> {
        let claims = ClaimSet::new(claims.as_object().unwrap().clone());
        check(typ, &claims, profile)
    }

    #[test]
    fn each_profile_takes_its_own_types() {
        use TokenProfile::{AccessToken, IdToken, Rfc9068};
        for (typ, takers) in [
            (Typ::Absent, vec![AccessToken, IdToken]),
            (Typ::Jwt, vec![AccessToken, IdToken]),
            (Typ::AccessToken, vec![AccessToken, Rfc9068]),
            (Typ::Other, vec![]),
        ] {
            for profile in [AccessToken, IdToken, Rfc9068] {
                let expected = if takers.contains(&profile) {
                    Ok(())
                } else {
                    Err(Refusal::UnsupportedTyp)
                };
                assert_eq!(
                    checked(typ, &json!({}), profile),
                    expected,
                    "{typ:?} {profile:?}"
                );
            }
        }
    }

    #[test]
    fn a_claim_of_the_other_kind_gives_a_token_away() {
        for name in ["nonce", "at_hash", "c_hash"] {
            let claims = json!({ name: null });
            for (typ, profile, expected) in [
                (
                    Typ::Jwt,
                    TokenProfile::AccessToken,
                    Err(Refusal::IdTokenNotAllowed),
                ),
                (
                    Typ::Jwt,
                    TokenProfile::Rfc9068,
                    Err(Refusal::IdTokenNotAllowed),
                ),
                (Typ::Jwt, TokenProfile::IdToken, Ok(())),
            ] {
                assert_eq!(
                    checked(typ, &claims, profile),
                    expected,
                    "{name} {profile:?}"
                );
            }
        }
        for name in ["gty", "scope"] {
            let claims = json!({ name: "x" });
            assert_eq!(
                checked(Typ::Jwt, &claims, TokenProfile::AccessToken),
                Ok(())
            );
            assert_eq!(
                checked(Typ::Jwt, &claims, TokenProfile::IdToken),
                Err(Refusal::UnsupportedTyp),
                "{name}"
            );
        }
    }
}
