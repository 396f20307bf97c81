//! Sign-ins that have begun: the page is shown and the form not yet posted.
//!
//! Each has a random state, which only the page knows: a form that another site makes the
//! browser post lacks it.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use super::authorize_request::AuthorizationRequest;
use super::clock::NumericDate;
use super::error::InternalError;
use super::expiring_map::ExpiringMap;
use super::random::{Fingerprint, random_token};

const LIFETIME: Duration = Duration::from_mins(60);
const CAPACITY: usize = 1_000;

/// Every sign-in that has begun, by its state.
#[derive(Debug)]
pub(super) struct Logins(ExpiringMap<Fingerprint, Arc<AuthorizationRequest>>);

impl Logins {
    pub(super) fn new() -> Self {
        Self(ExpiringMap::with_capacity(CAPACITY))
    }

    /// Remembers what the sign-in is for and gives the state for its form.
    pub(super) fn begin(
        &mut self,
        request: Arc<AuthorizationRequest>,
        now: NumericDate,
    ) -> Result<SecretString, InternalError> {
        let state = random_token()?;
        self.0
            .insert(Fingerprint::of(&state), request, now, now.after(LIFETIME));
        Ok(state)
    }

    pub(super) fn find(
        &self,
        state: &SecretString,
        now: NumericDate,
    ) -> Option<Arc<AuthorizationRequest>> {
        self.0.get(&Fingerprint::of(state), now).map(Arc::clone)
    }

    pub(super) fn end(&mut self, state: &SecretString, now: NumericDate) {
        self.0.remove(&Fingerprint::of(state), now);
    }
}
