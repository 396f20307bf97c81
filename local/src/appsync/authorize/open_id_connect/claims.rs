//! What AppSync asks of the claims of a token whose signature is good.

use std::time::Duration;

use super::OpenIdConnectMode;
use crate::appsync::json::{JsonMap, JsonValue};

/// Why the claims are not accepted.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ClaimProblem {
    /// `iss` is not the configured issuer.
    #[error("the token has another issuer")]
    Issuer,
    /// Neither `aud` nor `azp` matches the client id.
    #[error("the token is for another client")]
    ClientId,
    /// `iat` is missing or not a number.
    #[error("the token has no time of issue")]
    IssuedAt,
    /// `exp` has passed, or the token is older than the API accepts.
    #[error("the token is too old")]
    TooOld,
}

impl OpenIdConnectMode {
    /// # Errors
    /// The first check that the claims fail.
    pub(super) fn check(&self, claims: &JsonMap) -> Result<(), ClaimProblem> {
        let text = |name: &str| claims.get(name).and_then(JsonValue::as_str);
        if self.compare_issuer && text("iss") != Some(self.settings.issuer.as_str()) {
            return Err(ClaimProblem::Issuer);
        }
        if let Some(expression) = &self.client_id {
            let audiences = match claims.get("aud") {
                Some(JsonValue::Array(audiences)) => {
                    audiences.iter().filter_map(JsonValue::as_str).collect()
                }
                _ => Vec::from_iter(text("aud")),
            };
            if !audiences
                .into_iter()
                .chain(text("azp"))
                .any(|client| expression.is_match(client))
            {
                return Err(ClaimProblem::ClientId);
            }
        }
        let now = self.clock.now();
        let issued_at = seconds(claims, "iat").ok_or(ClaimProblem::IssuedAt)?;
        // Assumed: a token without an end is not refused for it.
        let expired = seconds(claims, "exp").is_some_and(|expires| expires <= now);
        let outlived = |start: Option<Duration>, ttl: Option<Duration>| match (start, ttl) {
            (Some(start), Some(ttl)) => start.saturating_add(ttl) <= now,
            // Assumed: a limit on something that the token doesn't say can't be kept.
            (None, Some(_)) => true,
            (_, None) => false,
        };
        if expired
            || outlived(Some(issued_at), self.settings.iat_ttl)
            || outlived(seconds(claims, "auth_time"), self.settings.auth_ttl)
        {
            return Err(ClaimProblem::TooOld);
        }
        Ok(())
    }
}

fn seconds(claims: &JsonMap, name: &str) -> Option<Duration> {
    claims
        .get(name)
        .and_then(JsonValue::as_f64)
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
}
