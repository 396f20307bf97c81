//! Refresh tokens with rotation: each is good once and answered with its successor.
//!
//! The tokens that follow from one sign-in are a family. A token that is used twice has
//! been copied; nobody can tell by whom, so the whole family ends (RFC 9700, section
//! 4.14.2; Auth0's "automatic reuse detection", without its reuse interval).
//!
//! A token is a secret of its family's and one of its own. So a spent one is known for what
//! it is, however many came after it, and none has to be remembered.

use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};

use super::claims::GrantTypeClaim;
use super::clients::Client;
use super::clock::NumericDate;
use super::error::InternalError;
use super::expiring_map::ExpiringMap;
use super::grant::Grant;
use super::random::{Fingerprint, random_token};

/// Auth0's default absolute lifetime of a family.
const LIFETIME: Duration = Duration::from_hours(30 * 24);
const CAPACITY: usize = 1_000;

/// Names a family, by the digest of its secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FamilyId(Fingerprint);

/// Every family.
#[derive(Debug)]
pub(super) struct RefreshTokens(ExpiringMap<FamilyId, Family>);

#[derive(Debug)]
struct Family {
    grant: Grant,
    gty: GrantTypeClaim,
    /// The one token that is not spent.
    current: Fingerprint,
}

/// What a good refresh token is exchanged for.
#[derive(Debug)]
pub(super) struct Rotation {
    pub(super) grant: Grant,
    pub(super) gty: GrantTypeClaim,
    pub(super) successor: SecretString,
}

/// Why a refresh token is refused.
#[derive(Debug, thiserror::Error)]
pub(super) enum RefreshTokenError {
    #[error(transparent)]
    Internal(#[from] InternalError),
    #[error("the refresh token was issued to another client")]
    OtherClient,
    #[error("the refresh token was used before: its family is revoked")]
    Reused,
    #[error("the refresh token is unknown, expired or revoked")]
    Unknown,
}

impl RefreshTokens {
    pub(super) fn new() -> Self {
        Self(ExpiringMap::with_capacity(CAPACITY))
    }

    /// The first token of a new family; `gty` is what refreshed access tokens will say.
    pub(super) fn start(
        &mut self,
        grant: Grant,
        gty: GrantTypeClaim,
        now: NumericDate,
    ) -> Result<(SecretString, FamilyId), InternalError> {
        let secret = random_token()?;
        let id = FamilyId(Fingerprint::of(&secret));
        let token = token_of(&secret)?;
        let family = Family {
            grant,
            gty,
            current: Fingerprint::of(&token),
        };
        self.0.insert(id, family, now, now.after(LIFETIME));
        Ok((token, id))
    }

    /// Spends `token`, as presented by `client`, and makes its successor.
    pub(super) fn rotate(
        &mut self,
        token: &SecretString,
        client: &Client,
        now: NumericDate,
    ) -> Result<Rotation, RefreshTokenError> {
        let (secret, _) = token
            .expose_secret()
            .split_once('.')
            .ok_or(RefreshTokenError::Unknown)?;
        let secret = SecretString::from(secret);
        let id = FamilyId(Fingerprint::of(&secret));
        let family = self.0.get_mut(&id, now).ok_or(RefreshTokenError::Unknown)?;
        if family.grant.client != client {
            return Err(RefreshTokenError::OtherClient);
        }
        if family.current != Fingerprint::of(token) {
            self.revoke(id, now);
            return Err(RefreshTokenError::Reused);
        }

        let successor = token_of(&secret)?;
        family.current = Fingerprint::of(&successor);
        Ok(Rotation {
            grant: family.grant.clone(),
            gty: family.gty,
            successor,
        })
    }

    pub(super) fn revoke(&mut self, family: FamilyId, now: NumericDate) {
        self.0.remove(&family, now);
    }
}

/// A new token of the family with that secret.
fn token_of(family: &SecretString) -> Result<SecretString, InternalError> {
    let own = random_token()?;
    Ok(format!("{}.{}", family.expose_secret(), own.expose_secret()).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth0::api::Audience;
    use crate::auth0::clients::PUBLIC_CLIENT;
    use crate::auth0::scope::Scope;
    use crate::auth0::users::USERS;

    #[test]
    fn no_number_of_rotations_ends_another_family_or_hides_a_reuse() {
        let mut tokens = RefreshTokens::new();
        let mut start = |seconds| {
            let grant = Grant {
                client: &PUBLIC_CLIENT,
                user: &USERS[0],
                audience: Audience::Records,
                scope: Scope::of_permissions(&[]),
                session_id: None,
                authenticated_at: None,
            };
            let now = NumericDate::from_seconds(seconds);
            tokens
                .start(grant, GrantTypeClaim::RefreshToken, now)
                .unwrap()
                .0
        };
        let (quiet, first) = (start(0), start(1));
        let now = NumericDate::from_seconds(2);
        let mut rotate = |token: &SecretString| tokens.rotate(token, &PUBLIC_CLIENT, now);

        let mut busy = first.clone();
        for _ in 0..20_000 {
            busy = rotate(&busy).unwrap().successor;
        }
        assert!(rotate(&quiet).is_ok());
        assert!(matches!(rotate(&first), Err(RefreshTokenError::Reused)));
        assert!(matches!(rotate(&busy), Err(RefreshTokenError::Unknown)));
        for guess in ["", "guess", "guess.guess", "."] {
            let refused = rotate(&guess.into());
            assert!(
                matches!(refused, Err(RefreshTokenError::Unknown)),
                "{guess}"
            );
        }
    }
}
