//! `exp`, `nbf` and `iat` against the clock.
//!
//! Source: RFC 7519, sections 4.1.4 to 4.1.6.

use shared::claim_set::ClaimSet;
use shared::numeric_date::NumericDate;

use crate::reason::Refusal;
use crate::settings::clock_skew::ClockSkew;

/// Whether the token is valid at `now`, in whole seconds since 1970.
///
/// # Errors
/// The [`Refusal`] of the first time that is wrong.
pub(super) fn check(claims: &ClaimSet, skew: ClockSkew, now: i64) -> Result<(), Refusal> {
    if now >= claims.expires_at()?.floor() {
        return Err(Refusal::Expired);
    }
    let latest = now.saturating_add(skew.seconds());
    let is_ahead = |date: NumericDate| date.ceil() > latest;
    if claims.not_before()?.is_some_and(is_ahead) {
        return Err(Refusal::NotYetValid);
    }
    if claims.issued_at()?.is_some_and(is_ahead) {
        return Err(Refusal::IssuedInFuture);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_token_is_valid_before_exp_and_from_nbf_and_iat_on() {
        for (claims, expected) in [
            (json!({"exp": 101}), Ok(())),
            (json!({"exp": 101.9, "iat": 100, "nbf": 100}), Ok(())),
            (json!({"exp": 100}), Err(Refusal::Expired)),
            (json!({"exp": 100.9}), Err(Refusal::Expired)),
            (json!({"exp": 99}), Err(Refusal::Expired)),
            (json!({}), Err(Refusal::MissingClaim("exp"))),
            (json!({"exp": "101"}), Err(Refusal::InvalidClaim("exp"))),
            (json!({"exp": 101, "nbf": 105}), Ok(())),
            (json!({"exp": 101, "nbf": 105.1}), Err(Refusal::NotYetValid)),
            (
                json!({"exp": 101, "nbf": null}),
                Err(Refusal::InvalidClaim("nbf")),
            ),
            (
                json!({"exp": 101, "iat": 106}),
                Err(Refusal::IssuedInFuture),
            ),
        ] {
            let set = ClaimSet::new(claims.as_object().unwrap().clone());
            assert_eq!(check(&set, ClockSkew::DEFAULT, 100), expected, "{claims}");
        }
    }
}
