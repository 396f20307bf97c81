//! What the key sets do, against servers that misbehave, with a clock that is set.

mod rotation;

use std::sync::Arc;
use std::time::Duration;

use shared::time::{Clock, SetClock};

use crate::algorithm::Algorithm;
use crate::keys::{KeySets, KeySettings};
use crate::reason::{Reason, Refusal, Unavailable};
use crate::test_tokens::KeyServer;

const UNKNOWN: Result<(), Reason> = Err(Reason::Refused(Refusal::UnknownKey));
const UNREACHABLE: Result<(), Reason> = Err(Reason::Unavailable(Unavailable::KeysUnreachable));

/// Key sets with the clock that they go by.
struct Subject {
    sets: Arc<KeySets>,
    clock: Arc<SetClock>,
}

impl Subject {
    fn new(settings: &KeySettings) -> Self {
        let clock = Arc::new(SetClock::at(1_000_000));
        let shared: Arc<dyn Clock> = clock.clone();
        let sets = Arc::new(KeySets::new(settings, &shared).unwrap());
        Self { sets, clock }
    }

    /// Sets that have fetched what `server` has.
    async fn warm(server: &KeyServer) -> Self {
        let subject = Self::new(&server.settings());
        subject.sets.warm_up().await;
        subject
    }

    async fn find(&self, server: &KeyServer, key_id: &str) -> Result<(), Reason> {
        let issuer = server.domain.parse().unwrap();
        let found = self.sets.find(&issuer, key_id, Algorithm::Rs256).await;
        found.map(drop)
    }

    fn advance(&self, span: Duration) {
        let milliseconds = span.as_millis().try_into().unwrap();
        self.clock.advance_milliseconds(milliseconds);
    }
}
