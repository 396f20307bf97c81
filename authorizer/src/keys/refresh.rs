//! Refreshing a key set: one fetch at a time, in a task of its own.
//!
//! The task goes on when nobody waits for it any more. It may be frozen with the process in
//! the middle, so whoever needs keys later judges it by the clock on the wall.

use std::sync::Arc;

use crate::keys::fetch::{FetchError, Fetched};
use crate::keys::flight::{Flight, Landing};
use crate::keys::held::{Held, serving};
use crate::keys::key_set::{KeySet, State};
use crate::keys::moment::Moment;

impl KeySet {
    /// Starts a fetch, or joins the one that is under way; nothing while the back-off lasts.
    pub(super) fn refresh(self: &Arc<Self>) -> Option<Landing> {
        let (mut state, now) = (self.state(), self.now());
        match state.under_way(now) {
            Some(landing) => Some(landing),
            None => self.take_off(&mut state, now),
        }
    }

    /// Starts a fetch if what is held may not be used at all.
    pub(super) fn refresh_if_unusable(self: &Arc<Self>) -> Option<Landing> {
        serving(self.held().as_ref(), self.now()).err()?;
        self.refresh()
    }

    /// Starts a fetch if one is due, unless one is under way: then somebody waited for it.
    pub(super) fn refresh_if_due(self: &Arc<Self>) -> Option<Landing> {
        let (mut state, now) = (self.state(), self.now());
        let is_due = state.held.as_ref().is_none_or(|held| held.is_due(now));
        if !state.is_used || !is_due || state.under_way(now).is_some() {
            return None;
        }
        self.take_off(&mut state, now)
    }

    /// Starts a fetch as [`Self::refresh`] does, but takes a token for it.
    pub(super) fn refresh_for_unknown_key(self: &Arc<Self>) -> Option<Landing> {
        let (mut state, now) = (self.state(), self.now());
        if let Some(landing) = state.under_way(now) {
            return Some(landing);
        }
        if state.back_off.forbids(now) || !state.bucket.take(now) {
            return None;
        }
        self.take_off(&mut state, now)
    }

    fn take_off(self: &Arc<Self>, state: &mut State, now: Moment) -> Option<Landing> {
        if state.back_off.forbids(now) {
            return None;
        }
        if let Some(overdue) = state.flight.take() {
            overdue.give_up();
        }
        state.flights += 1;
        let (number, set) = (state.flights, self.clone());
        let (landed, landing) = Landing::new();
        let task = tokio::spawn(async move {
            set.fly(number).await;
            drop(landed);
        });
        let flight = Flight::new(number, now, task.abort_handle(), landing.clone());
        state.flight = Some(flight);
        Some(landing)
    }

    async fn fly(&self, number: u64) {
        let mut asked_at = self.now();
        let etag = self.held().and_then(|held| held.etag.clone());
        let mut fetched = self.fetcher.fetch(etag.as_ref()).await;
        if fetched.as_ref().is_err_and(FetchError::may_pass) {
            asked_at = self.now();
            fetched = self.fetcher.fetch(etag.as_ref()).await;
        }
        self.land(number, asked_at, fetched);
    }

    pub(super) fn land(&self, number: u64, asked_at: Moment, fetched: Result<Fetched, FetchError>) {
        let (mut state, now) = (self.state(), self.now());
        let flight = state.flight.take_if(|flight| flight.number() == number);
        // Another one replaced it: what it brings is out of date.
        let Some(flight) = flight else {
            return;
        };
        state.counts.fetches += 1;
        let trouble = match fetched {
            Ok(fetched) => {
                let held = self.replacement(&state, asked_at, fetched);
                let is_empty = held.keys.is_empty();
                state.held = Some(Arc::new(held));
                state.is_used = false;
                state.back_off.succeeded();
                is_empty.then(|| "the key set has no usable key".to_owned())
            }
            Err(error) => {
                state.counts.failures += 1;
                if !flight.was_frozen(now) {
                    state.back_off.failed(now);
                }
                Some(error.to_string())
            }
        };
        drop(state);
        if let Some(cause) = trouble {
            tracing::warn!(issuer = %self.issuer, cause, "the keys can't be refreshed");
        }
    }

    fn replacement(&self, state: &State, asked_at: Moment, fetched: Fetched) -> Held {
        let held = state.held.as_ref();
        let (keys, etag) = match fetched {
            Fetched::New { keys, etag } => {
                // The same keys stay the same value, by which other sets are compared with it.
                let same = held.filter(|held| *held.keys == keys);
                let keys = same.map_or_else(|| Arc::new(keys), |held| held.keys.clone());
                (keys, etag)
            }
            Fetched::Unchanged => held
                .map(|held| (held.keys.clone(), held.etag.clone()))
                .unwrap_or_default(),
        };
        Held::fetched(keys, etag, asked_at, self.max_stale)
    }
}
