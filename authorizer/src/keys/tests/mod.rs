//! What the key sets do, against servers that misbehave, with a clock that is set.

mod freezing;
mod outages;
mod preloaded;
mod refreshing;
mod rotation;
mod tenant;
mod unknown_keys;
mod waiting;

use std::sync::Arc;
use std::time::Duration;

use shared::time::{Clock, SetClock};

use crate::algorithm::Algorithm;
use crate::keys::held::FRESH;
use crate::keys::{Counts, KeySets, KeySettings};
use crate::reason::{Reason, Refusal, Unavailable};
use crate::test_key_server::KeyServer;

const NOW: i64 = 1_000_000;
const INSTANT: Duration = Duration::from_millis(1);

const UNKNOWN: Result<(), Reason> = Err(Reason::Refused(Refusal::UnknownKey));
const UNREACHABLE: Result<(), Reason> = Err(Reason::Unavailable(Unavailable::KeysUnreachable));
const STALE: Result<(), Reason> = Err(Reason::Unavailable(Unavailable::KeysStale));

/// Key sets with the clock that they go by.
#[derive(Clone)]
struct Subject {
    sets: Arc<KeySets>,
    clock: Arc<SetClock>,
}

impl Subject {
    fn new(settings: &KeySettings) -> Self {
        let clock = Arc::new(SetClock::at(NOW));
        let shared: Arc<dyn Clock> = clock.clone();
        let sets = Arc::new(KeySets::new(settings, &shared).unwrap());
        Self { sets, clock }
    }

    /// After the start of a function with those settings.
    async fn started(settings: &KeySettings) -> Self {
        let subject = Self::new(settings);
        subject.sets.warm_up().await;
        subject
    }

    /// After the start of a function whose only domain is `server`.
    async fn warm(server: &KeyServer) -> Self {
        Self::started(&server.settings()).await
    }

    /// Whether the server's tokens of that key can be verified, or why not.
    async fn find(&self, server: &KeyServer, key_id: &str) -> Result<(), Reason> {
        let issuer = server.issuer();
        let found = self.sets.find(&issuer, key_id, Algorithm::Rs256).await;
        found.map(drop)
    }

    fn advance(&self, span: Duration) {
        let milliseconds = span.as_millis().try_into().unwrap();
        self.clock.advance_milliseconds(milliseconds);
    }

    /// Until what is held must be refreshed before it is used.
    fn let_go_stale(&self) {
        self.advance(FRESH + INSTANT);
    }

    /// Fetches and failures since the last call.
    fn counts(&self) -> (u32, u32) {
        let Counts {
            fetches, failures, ..
        } = self.sets.take_counts();
        (fetches, failures)
    }
}
