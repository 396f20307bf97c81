//! Access tokens that were asked for without an audience: no JWT, good for `/userinfo`.

use std::time::Duration;

use secrecy::SecretString;

use super::clock::NumericDate;
use super::error::InternalError;
use super::expiring_map::ExpiringMap;
use super::grant::Grant;
use super::random::{Fingerprint, random_token};
use super::scope::Scope;
use super::users::User;

/// Auth0's default for the tenant's own API.
pub(super) const LIFETIME: Duration = Duration::from_hours(24);
const CAPACITY: usize = 1_000;

/// Who bears an access token, and for what: all that `/userinfo` needs to know.
#[derive(Clone, Debug)]
pub(super) struct Bearer {
    pub(super) user: &'static User,
    pub(super) scope: Scope,
}

/// Every opaque token, by its digest.
#[derive(Debug)]
pub(super) struct OpaqueTokens(ExpiringMap<Fingerprint, Bearer>);

impl OpaqueTokens {
    pub(super) fn new() -> Self {
        Self(ExpiringMap::with_capacity(CAPACITY))
    }

    pub(super) fn issue(
        &mut self,
        grant: &Grant,
        now: NumericDate,
    ) -> Result<SecretString, InternalError> {
        let token = random_token()?;
        let bearer = Bearer {
            user: grant.user,
            scope: grant.scope.clone(),
        };
        self.0
            .insert(Fingerprint::of(&token), bearer, now, now.after(LIFETIME));
        Ok(token)
    }

    pub(super) fn find(&self, token: &SecretString, now: NumericDate) -> Option<&Bearer> {
        self.0.get(&Fingerprint::of(token), now)
    }
}
