//! The authorizer's answers, kept for as long as they may be reused.
//!
//! The key is the token alone (a cache belongs to one API): not the operation, not the
//! variables, not the other headers. An answer that depends on those is wrong with a cache.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_lc_rs::digest::{SHA256, digest};

use super::authorize::Decision;
use super::credentials::AuthorizationToken;
use super::limits::MAX_CACHED_ANSWERS;

/// Tells the time; tests bring their own.
pub trait Clock: Send + Sync {
    /// The time since 1970-01-01T00:00Z.
    fn now(&self) -> Duration;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
    }
}

/// A digest, so that no token stays in memory for the sake of the cache.
type Key = Vec<u8>;

struct Entry {
    expires: Duration,
    decision: Decision,
}

/// The answers of one API's authorizer.
pub(super) struct ResultCache {
    clock: Arc<dyn Clock>,
    entries: Mutex<HashMap<Key, Entry>>,
}

impl ResultCache {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            entries: Mutex::default(),
        }
    }

    /// The answer that was given for `token` and may still be used.
    pub(super) fn find(&self, token: &AuthorizationToken) -> Option<Decision> {
        let now = self.clock.now();
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries
            .get(&key(token))
            .filter(|entry| now < entry.expires)
            .map(|entry| entry.decision.clone())
    }

    /// Keeps the answer for `token` for `ttl`.
    pub(super) fn keep(&self, token: &AuthorizationToken, decision: &Decision, ttl: Duration) {
        if ttl.is_zero() {
            return;
        }
        let now = self.clock.now();
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= MAX_CACHED_ANSWERS {
            entries.retain(|_, entry| now < entry.expires);
        }
        if entries.len() >= MAX_CACHED_ANSWERS {
            entries.clear();
        }
        entries.insert(
            key(token),
            Entry {
                expires: now.saturating_add(ttl),
                decision: decision.clone(),
            },
        );
    }
}

fn key(token: &AuthorizationToken) -> Key {
    digest(&SHA256, token.expose().as_bytes()).as_ref().to_vec()
}
