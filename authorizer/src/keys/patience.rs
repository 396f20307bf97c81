//! How long one decision waits for keys, all its waits together.

use std::time::Duration;

use tokio::time::Instant;

use crate::keys::flight::Landing;

/// The end of all waiting.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience(Instant);

impl Patience {
    /// From now on.
    pub(super) fn lasting(span: Duration) -> Self {
        Self(Instant::now() + span)
    }

    /// The same, or less.
    pub(super) fn at_most(self, span: Duration) -> Self {
        Self(self.0.min(Instant::now() + span))
    }

    pub(super) async fn wait(self, landing: Landing) {
        landing.wait_until(self.0).await;
    }
}
