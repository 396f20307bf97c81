//! Refresh tokens with rotation: each is good once and answered with its successor.
//!
//! The tokens that follow from one sign-in are a family. A token that is used twice has
//! been copied; nobody can tell by whom, so the whole family ends (RFC 9700, section
//! 4.14.2; Auth0's "automatic reuse detection", without its reuse interval).

use std::time::Duration;

use secrecy::SecretString;

use super::claims::GrantTypeClaim;
use super::clients::Client;
use super::clock::NumericDate;
use super::error::InternalError;
use super::expiring_map::ExpiringMap;
use super::grant::Grant;
use super::random::{Fingerprint, random_token};

/// Auth0's default absolute lifetime of a family.
const LIFETIME: Duration = Duration::from_hours(30 * 24);
const FAMILIES: usize = 1_000;
/// Spent ones included, which are kept to notice their reuse.
const TOKENS: usize = 20_000;

/// Names a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FamilyId(u64);

/// Every family and every token, spent or not.
#[derive(Debug)]
pub(super) struct RefreshTokens {
    families: ExpiringMap<FamilyId, Family>,
    tokens: ExpiringMap<Fingerprint, FamilyId>,
    last_family: u64,
}

#[derive(Debug)]
struct Family {
    grant: Grant,
    gty: GrantTypeClaim,
    expires_at: NumericDate,
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
        Self {
            families: ExpiringMap::with_capacity(FAMILIES),
            tokens: ExpiringMap::with_capacity(TOKENS),
            last_family: 0,
        }
    }

    /// The first token of a new family; `gty` is what refreshed access tokens will say.
    pub(super) fn start(
        &mut self,
        grant: Grant,
        gty: GrantTypeClaim,
        now: NumericDate,
    ) -> Result<(SecretString, FamilyId), InternalError> {
        let token = random_token()?;
        let current = Fingerprint::of(&token);
        self.last_family = self.last_family.wrapping_add(1);
        let id = FamilyId(self.last_family);
        let expires_at = now.after(LIFETIME);
        self.families.insert(
            id,
            Family {
                grant,
                gty,
                expires_at,
                current,
            },
            now,
            expires_at,
        );
        self.tokens.insert(current, id, now, expires_at);
        Ok((token, id))
    }

    /// Spends `token`, as presented by `client`, and makes its successor.
    pub(super) fn rotate(
        &mut self,
        token: &SecretString,
        client: &Client,
        now: NumericDate,
    ) -> Result<Rotation, RefreshTokenError> {
        let presented = Fingerprint::of(token);
        let id = *self
            .tokens
            .get(&presented, now)
            .ok_or(RefreshTokenError::Unknown)?;
        let family = self
            .families
            .get_mut(&id, now)
            .ok_or(RefreshTokenError::Unknown)?;
        if family.grant.client != client {
            return Err(RefreshTokenError::OtherClient);
        }
        if family.current != presented {
            self.revoke(id, now);
            return Err(RefreshTokenError::Reused);
        }

        let successor = random_token()?;
        family.current = Fingerprint::of(&successor);
        self.tokens
            .insert(family.current, id, now, family.expires_at);
        Ok(Rotation {
            grant: family.grant.clone(),
            gty: family.gty,
            successor,
        })
    }

    pub(super) fn revoke(&mut self, family: FamilyId, now: NumericDate) {
        self.families.remove(&family, now);
    }
}
