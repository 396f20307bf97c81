//! A key set that is held, and for how long it may be believed.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;

use crate::algorithm::Algorithm;
use crate::keys::candidates::Candidates;
use crate::keys::jwk_set::JwkSet;
use crate::keys::moment::Moment;
use crate::keys::preloaded::PreloadedSet;
use crate::keys::source::Source;
use crate::reason::{Refusal, Unavailable};

/// In use, a set is refreshed this often, after an answer.
pub(super) const REFRESH_AFTER: Duration = Duration::from_secs(600);

/// A set older than this is refreshed before it is used.
pub(super) const FRESH: Duration = Duration::from_secs(900);

/// A fetch that succeeded no longer ago proves that there is no other key.
pub(super) const PROOF: Duration = Duration::from_secs(10);

/// What one fetch brought, or the deployment. It is never changed, only replaced.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) keys: Arc<JwkSet>,
    source: Source,
    /// When the issuer was asked: what it revoked since is not known.
    fetched_at: Moment,
    /// When the set came here. A preloaded one counts as fresh from the start on, however
    /// old it is, because a start should not need the network.
    here_since: Moment,
    refresh_at: Moment,
    max_stale: Duration,
    pub(super) etag: Option<HeaderValue>,
}

impl Held {
    /// A set that the issuer was asked for at `asked_at`.
    pub(super) fn fetched(
        keys: Arc<JwkSet>,
        etag: Option<HeaderValue>,
        asked_at: Moment,
        max_stale: Duration,
    ) -> Self {
        // Sooner where keys serve for less time than the usual.
        let refresh_after = REFRESH_AFTER.min(max_stale * 2 / 3);
        Self {
            keys,
            source: Source::Fetched,
            fetched_at: asked_at,
            here_since: asked_at,
            refresh_at: asked_at.after(refresh_after),
            max_stale,
            etag,
        }
    }

    /// A preloaded set, whose first refresh comes after `delay`.
    pub(super) fn preloaded(
        set: &PreloadedSet,
        started_at: Moment,
        delay: Duration,
        max_stale: Duration,
    ) -> Self {
        Self {
            keys: set.keys.clone(),
            source: Source::Preloaded,
            fetched_at: set.fetched_at.map_or(started_at, Moment::at_seconds),
            here_since: started_at,
            refresh_at: started_at.after(delay),
            max_stale,
            etag: None,
        }
    }

    /// Whether it may be used without being refreshed.
    pub(super) fn is_fresh(&self, now: Moment) -> bool {
        self.here_since.is_within(FRESH, now) && self.may_serve(now)
    }

    /// Whether it may be used where no refresh works. A set from the future may not: nobody
    /// knows how old it is.
    pub(super) fn may_serve(&self, now: Moment) -> bool {
        // In whole seconds, so that a set is never too old in the second that brought it.
        self.age_seconds(now)
            .is_some_and(|age| age <= self.max_stale.as_secs())
    }

    /// Whether a refresh should follow the next answer.
    pub(super) fn is_due(&self, now: Moment) -> bool {
        self.refresh_at.age(now).is_some() || !self.is_fresh(now)
    }

    /// Whether it proves that a key which it lacks does not exist.
    pub(super) fn is_proof(&self, now: Moment) -> bool {
        self.source == Source::Fetched && self.fetched_at.is_within(PROOF, now)
    }

    /// Whole seconds since it was fetched.
    pub(super) fn age_seconds(&self, now: Moment) -> Option<u64> {
        self.fetched_at.age(now).map(|age| age.as_secs())
    }

    /// The keys of that name; nothing where the set has none of that name.
    ///
    /// # Errors
    /// [`Refusal::WeakKey`] and, for a key that is for another algorithm,
    /// [`Refusal::UnknownKey`]: to ask the issuer again would bring no other answer.
    pub(super) fn candidates(
        &self,
        key_id: &str,
        algorithm: Algorithm,
        now: Moment,
    ) -> Result<Option<Candidates>, Refusal> {
        let Some(named) = self.keys.named(key_id) else {
            return Ok(None);
        };
        let keys: Vec<_> = named.of(algorithm).cloned().collect();
        match (keys.is_empty(), named.has_weak()) {
            (false, _) => Ok(Some(Candidates {
                keys,
                age_seconds: self.age_seconds(now).unwrap_or_default(),
                source: self.source,
            })),
            (true, true) => Err(Refusal::WeakKey),
            (true, false) => Err(Refusal::UnknownKey),
        }
    }
}

/// The set that may serve at `now`.
pub(super) fn serving(held: Option<&Arc<Held>>, now: Moment) -> Result<&Arc<Held>, Unavailable> {
    let held = held.ok_or(Unavailable::KeysUnreachable)?;
    if !held.may_serve(now) {
        return Err(Unavailable::KeysStale);
    }
    Ok(held)
}
