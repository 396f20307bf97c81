//! The tenant's one source of time, so that a test can let a day pass at once.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;

/// Whole seconds since 1970-01-01T00:00:00Z (RFC 7519, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct NumericDate(i64);

impl NumericDate {
    /// The date that many seconds after 1970 began.
    pub(super) const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// The date `duration` later; its fraction of a second is dropped.
    pub(super) fn after(self, duration: Duration) -> Self {
        Self(
            self.0
                .saturating_add(i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)),
        )
    }
}

/// Tells the time.
#[derive(Clone)]
pub(super) struct Clock(Arc<dyn Fn() -> NumericDate + Send + Sync>);

impl Clock {
    /// The machine's clock.
    pub(super) fn system() -> Self {
        Self::from_fn(|| NumericDate(Timestamp::now().as_second()))
    }

    /// A clock that shows what `now` returns.
    pub(super) fn from_fn(now: impl Fn() -> NumericDate + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The time.
    pub(super) fn now(&self) -> NumericDate {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Clock").field(&self.now()).finish()
    }
}
