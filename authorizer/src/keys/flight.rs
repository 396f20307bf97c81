//! A fetch that is under way, which many can wait for and nobody needs to.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::Instant;

use crate::keys::fetch::TIME_FOR_A_TRY;
use crate::keys::moment::Moment;

/// A fetch has two tries of 1.5 seconds. One that took longer by the clock on the wall was
/// frozen with the process, and so was its connection.
const OVERDUE: Duration = TIME_FOR_A_TRY.saturating_mul(3);

/// A fetch that was started.
#[derive(Debug)]
pub(super) struct Flight {
    number: u64,
    started_at: Moment,
    task: AbortHandle,
    landing: Landing,
}

impl Flight {
    pub(super) fn new(
        number: u64,
        started_at: Moment,
        task: AbortHandle,
        landing: Landing,
    ) -> Self {
        Self {
            number,
            started_at,
            task,
            landing,
        }
    }

    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// What to wait for; nothing where it will not land in time.
    pub(super) fn under_way(&self, now: Moment) -> Option<Landing> {
        (!self.was_frozen(now)).then(|| self.landing.clone())
    }

    /// Whether it was frozen on its way, so that its failure says nothing of the server.
    pub(super) fn was_frozen(&self, now: Moment) -> bool {
        !self.started_at.is_within(OVERDUE, now)
    }

    pub(super) fn give_up(&self) {
        self.task.abort();
    }
}

/// The end of a flight, however it ends: the task holds the other half and drops it.
#[derive(Clone, Debug)]
pub(super) struct Landing(watch::Receiver<()>);

impl Landing {
    /// A landing and what must be dropped for it to come.
    pub(super) fn new() -> (watch::Sender<()>, Self) {
        let (sender, receiver) = watch::channel(());
        (sender, Self(receiver))
    }

    /// Waits for it, but no longer than until `end`.
    pub(super) async fn wait_until(mut self, end: Instant) {
        // Nothing is ever sent, so this ends with an error when the other half is gone.
        drop(tokio::time::timeout_at(end, self.0.changed()).await);
    }
}
