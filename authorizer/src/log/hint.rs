//! What an operator can change where tokens are good and still don't work, in words.
//!
//! A hint is about the tenant or the client rather than one token, so each is given at most
//! once in ten minutes and not with every decision.

use std::sync::{Mutex, PoisonError};

use shared::claim_set::ClaimSet;
use shared::permission_source::PermissionSource;

/// Above this some report that AppSync refuses a token before it asks the authorizer:
/// <https://github.com/aws-amplify/amplify-cli/issues/11076>.
pub(crate) const LONG_TOKEN_BYTES: usize = 2_048;

const SILENCE_SECONDS: i64 = 600;

/// Something to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Hint {
    #[error(
        "a token is longer than {LONG_TOKEN_BYTES} characters, where some report that AppSync refuses it: put fewer claims into it"
    )]
    LongToken,
    #[error(
        "a token has no permissions claim: turn on RBAC and \"Add Permissions in the Access Token\" for this API in Auth0, or set AUTH0_PERMISSIONS to where permissions are"
    )]
    NoPermissionsClaim,
    #[error(
        "a token's only audience is /userinfo: the client must request this API's audience from Auth0"
    )]
    OnlyUserInfo,
}

impl Hint {
    /// What the claims of a signed token tell.
    pub(crate) fn about(claims: &ClaimSet, source: &PermissionSource) -> Option<Self> {
        let reads_permissions = matches!(
            source,
            PermissionSource::Permissions | PermissionSource::Both
        );
        let is_user_info = |audience: &String| {
            let issuer = claims.issuer().unwrap_or_default();
            audience.strip_prefix(issuer) == Some("userinfo")
        };
        match claims.audience() {
            Ok(audience) if !audience.is_empty() && audience.iter().all(is_user_info) => {
                Some(Self::OnlyUserInfo)
            }
            _ if reads_permissions && claims.value("permissions").is_none() => {
                Some(Self::NoPermissionsClaim)
            }
            _ => None,
        }
    }
}

/// Gives hints, but not the same one all the time.
#[derive(Debug, Default)]
pub(crate) struct Hints(Mutex<Vec<(Hint, i64)>>);

impl Hints {
    /// Writes `hint`, unless it was written in the ten minutes before `now`, in seconds
    /// since 1970.
    pub(crate) fn give(&self, hint: Hint, now: i64) {
        if self.is_due(hint, now) {
            tracing::warn!(%hint);
        }
    }

    fn is_due(&self, hint: Hint, now: i64) -> bool {
        let mut given = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_recent = given.iter().any(|(other, at)| {
            *other == hint && (0..SILENCE_SECONDS).contains(&now.saturating_sub(*at))
        });
        if is_recent {
            return false;
        }
        given.retain(|(other, _)| *other != hint);
        given.push((hint, now));
        true
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_hint_is_given_again_after_ten_minutes_and_alone() {
        let hints = Hints::default();
        assert!(hints.is_due(Hint::LongToken, 1_000));
        assert!(hints.is_due(Hint::OnlyUserInfo, 1_000));
        assert!(!hints.is_due(Hint::LongToken, 1_599));
        assert!(hints.is_due(Hint::LongToken, 1_600));
        assert!(!hints.is_due(Hint::LongToken, 1_601));
        // The clock was set back: nobody knows when it was given.
        assert!(hints.is_due(Hint::LongToken, 10));
    }

    #[test]
    fn claims_tell_what_to_change() {
        let permissions = PermissionSource::Permissions;
        for (claims, source, expected) in [
            (
                json!({"aud": "https://api", "permissions": []}),
                &permissions,
                None,
            ),
            (
                json!({"aud": "https://api"}),
                &permissions,
                Some(Hint::NoPermissionsClaim),
            ),
            (
                json!({"aud": "https://api"}),
                &PermissionSource::Both,
                Some(Hint::NoPermissionsClaim),
            ),
            (
                json!({"aud": "https://api"}),
                &PermissionSource::Scope,
                None,
            ),
            (
                json!({"aud": "https://api"}),
                &PermissionSource::Everything,
                None,
            ),
            (
                json!({"aud": "https://t/userinfo"}),
                &permissions,
                Some(Hint::OnlyUserInfo),
            ),
            (
                json!({"aud": ["https://t/userinfo"]}),
                &permissions,
                Some(Hint::OnlyUserInfo),
            ),
            (
                json!({"aud": ["https://t/userinfo", "https://api"], "permissions": []}),
                &permissions,
                None,
            ),
            (
                json!({"aud": "https://other/userinfo", "permissions": []}),
                &permissions,
                None,
            ),
            (json!({"aud": [], "permissions": []}), &permissions, None),
        ] {
            let mut members = claims.as_object().unwrap().clone();
            members.insert("iss".to_owned(), "https://t/".into());
            assert_eq!(
                Hint::about(&ClaimSet::new(members), source),
                expected,
                "{claims}"
            );
        }
    }
}
