//! The key set of one issuer.
//!
//! Whatever the key server does: keys that are held keep serving, a failed fetch never
//! replaces them, one fetch is under way at a time, and nobody who only reads a key waits
//! for one.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use shared::issuer::Issuer;
use shared::time::Clock;

use crate::algorithm::Algorithm;
use crate::keys::back_off::BackOff;
use crate::keys::candidates::Candidates;
use crate::keys::counts::Counts;
use crate::keys::fetch::{Fetcher, Http};
use crate::keys::flight::{Flight, Landing};
use crate::keys::held::{Held, serving};
use crate::keys::moment::Moment;
use crate::keys::patience::Patience;
use crate::keys::token_bucket::TokenBucket;
use crate::reason::{Reason, Refusal, Unavailable};

/// For so long a decision waits for the refresh of keys that it could use.
const WAIT_FOR_FRESH_KEYS: Duration = Duration::from_millis(1_500);

/// One issuer's keys.
pub(super) struct KeySet {
    pub(super) issuer: Issuer,
    pub(super) fetcher: Fetcher,
    pub(super) max_stale: Duration,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

/// What changes, behind a lock that is never held over input or output.
#[derive(Default)]
pub(super) struct State {
    pub(super) held: Option<Arc<Held>>,
    /// Whether a key was asked for since the last fetch.
    pub(super) is_used: bool,
    /// The latest fetch, until it has landed.
    pub(super) flight: Option<Flight>,
    pub(super) flights: u64,
    pub(super) back_off: BackOff,
    pub(super) bucket: TokenBucket,
    pub(super) counts: Counts,
}

impl KeySet {
    /// A set that holds `held`, if anything, and fetches the rest.
    pub(super) fn new(
        issuer: Issuer,
        http: Http,
        held: Option<Held>,
        max_stale: Duration,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let state = State {
            held: held.map(Arc::new),
            ..State::default()
        };
        Self {
            fetcher: Fetcher::new(http, issuer.clone()),
            issuer,
            clock,
            max_stale,
            state: Mutex::new(state),
        }
    }

    /// The keys that a token names, from what is held if that is fresh.
    ///
    /// # Errors
    /// [`Unavailable`] where nobody can say; [`Refusal::UnknownKey`] only where the issuer
    /// has just said so.
    pub(super) async fn find(
        self: &Arc<Self>,
        key_id: &str,
        algorithm: Algorithm,
        patience: Patience,
    ) -> Result<(Arc<Held>, Candidates), Reason> {
        self.state().is_used = true;
        self.freshen(patience).await;
        let (held, found) = self.look_up(key_id, algorithm)?;
        if let Some(candidates) = found {
            return Ok((held, candidates));
        }
        if !held.is_proof(self.now())
            && let Some(landing) = self.refresh_for_unknown_key()
        {
            patience.wait(landing).await;
        }
        match self.look_up(key_id, algorithm)? {
            (held, Some(candidates)) => Ok((held, candidates)),
            (held, None) if held.is_proof(self.now()) => Err(Refusal::UnknownKey.into()),
            (_, None) => Err(Unavailable::KeysUnreachable.into()),
        }
    }

    /// Refreshes what is not fresh, waiting for it.
    pub(super) async fn freshen(self: &Arc<Self>, patience: Patience) {
        let (held, now) = (self.held(), self.now());
        if held.as_ref().is_some_and(|held| held.is_fresh(now)) {
            return;
        }
        let Some(landing) = self.refresh() else {
            return;
        };
        if serving(held.as_ref(), now).is_ok() {
            patience.at_most(WAIT_FOR_FRESH_KEYS).wait(landing).await;
        } else {
            patience.wait(landing).await;
        }
    }

    /// What is held.
    pub(super) fn held(&self) -> Option<Arc<Held>> {
        self.state().held.clone()
    }

    /// Takes what a fetch costs that anybody's token can cause.
    pub(super) fn take_token(&self) -> bool {
        self.state().bucket.take(self.now())
    }

    /// What happened since the last call.
    pub(super) fn take_counts(&self) -> Counts {
        let (mut state, now) = (self.state(), self.now());
        let held = state.held.as_ref();
        let age_seconds = held.and_then(|held| held.age_seconds(now));
        Counts {
            age_seconds,
            ..std::mem::take(&mut state.counts)
        }
    }

    pub(super) fn now(&self) -> Moment {
        Moment::now(self.clock.as_ref())
    }

    fn look_up(
        &self,
        key_id: &str,
        algorithm: Algorithm,
    ) -> Result<(Arc<Held>, Option<Candidates>), Reason> {
        let (held, now) = (self.held(), self.now());
        let held = serving(held.as_ref(), now)?;
        Ok((held.clone(), held.candidates(key_id, algorithm, now)?))
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The end of the fetch that is under way.
    pub(super) fn under_way(&self, now: Moment) -> Option<Landing> {
        self.flight.as_ref()?.under_way(now)
    }
}

impl std::fmt::Debug for KeySet {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("KeySet")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}
