//! The issuer's keys: fetched once, kept while they may be believed, refreshed as one.
//!
//! Three rules hold whatever the key server does: keys that are held keep serving for a
//! day, a failed fetch never replaces them, and nobody asks more often than every ten
//! seconds, however many unknown keys are named.

mod admission;
mod discovery;
mod fetch;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jsonwebtoken::DecodingKey;
use shared::environment::SettingError;
use shared::issuer::Issuer;
use shared::time::Clock;

use crate::keys::fetch::Fetcher;
use crate::reason::{Reason, Refusal, Unavailable};

/// Keys older than this are refreshed before they are used.
const FRESH_SECONDS: i64 = 600;

/// Keys older than this are not believed at all.
const STALE_SECONDS: i64 = 86_400;

/// The time between two fetches.
const COOLDOWN_SECONDS: i64 = 10;

/// The keys of one issuer.
pub(crate) struct KeySet {
    issuer: Issuer,
    clock: Arc<dyn Clock>,
    fetcher: Fetcher,
    held: Mutex<Held>,
    /// Held over a fetch, so that many who wait make one; never needed to read a key.
    refresh: tokio::sync::Mutex<()>,
}

/// Keys by their names, as one fetch brought them.
type Keys = HashMap<String, DecodingKey>;

#[derive(Clone, Default)]
struct Held {
    keys: Arc<Keys>,
    fetched_at: Option<i64>,
    attempted_at: Option<i64>,
}

impl KeySet {
    /// An empty set.
    pub(crate) fn new(issuer: Issuer, clock: Arc<dyn Clock>) -> Result<Self, SettingError> {
        let fetcher = Fetcher::new(&issuer)?;
        let (held, refresh) = (Mutex::default(), tokio::sync::Mutex::default());
        Ok(Self {
            issuer,
            clock,
            fetcher,
            held,
            refresh,
        })
    }

    /// Fetches the keys, if there are none.
    pub(crate) async fn warm_up(&self) {
        self.refresh(&self.snapshot()).await;
    }

    /// The key that a token names.
    pub(crate) async fn find(&self, key_id: &str) -> Result<DecodingKey, Reason> {
        let held = self.snapshot();
        if let Some(key) = held.keys.get(key_id)
            && held.age_is_within(FRESH_SECONDS, self.clock.now_seconds())
        {
            return Ok(key.clone());
        }
        self.refresh(&held).await;
        let (held, now) = (self.snapshot(), self.clock.now_seconds());
        if held.fetched_at.is_none() {
            return Err(Unavailable::KeysUnreachable.into());
        }
        if !held.age_is_within(STALE_SECONDS, now) {
            return Err(Unavailable::KeysStale.into());
        }
        match held.keys.get(key_id) {
            Some(key) => Ok(key.clone()),
            // Only a fetch of a moment ago can prove that there is no such key.
            None if held.age_is_within(COOLDOWN_SECONDS, now) => Err(Refusal::UnknownKey.into()),
            None => Err(Unavailable::KeysUnreachable.into()),
        }
    }

    /// Replaces the keys that `seen` holds, unless somebody else just did or tried.
    async fn refresh(&self, seen: &Held) {
        let _turn = self.refresh.lock().await;
        let (held, now) = (self.snapshot(), self.clock.now_seconds());
        let is_cooling = held
            .attempted_at
            .is_some_and(|at| (0..COOLDOWN_SECONDS).contains(&(now - at)));
        if is_cooling || held.attempted_at != seen.attempted_at {
            return;
        }
        self.change(|held| held.attempted_at = Some(now));
        match self.fetcher.fetch(&self.issuer).await {
            Ok(keys) => self.change(|held| {
                held.keys = Arc::new(keys);
                held.fetched_at = Some(now);
            }),
            Err(error) => {
                tracing::warn!(issuer = %self.issuer, cause = %error, "the keys can't be fetched");
            }
        }
    }

    fn snapshot(&self) -> Held {
        self.held
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn change(&self, change: impl FnOnce(&mut Held)) {
        change(&mut self.held.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Held {
    /// A set from the future, after the clock was set back, has no age that counts.
    fn age_is_within(&self, seconds: i64, now: i64) -> bool {
        self.fetched_at
            .is_some_and(|at| (0..=seconds).contains(&(now - at)))
    }
}

#[cfg(test)]
mod tests;
