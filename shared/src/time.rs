//! The time of day, from a clock that tests can set.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds left out.
    fn now_milliseconds(&self) -> i64;

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    fn now_seconds(&self) -> i64 {
        self.now_milliseconds().div_euclid(1000)
    }
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_milliseconds(&self) -> i64 {
        let milliseconds =
            |duration: Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => milliseconds(since),
            Err(error) => -milliseconds(error.duration()),
        }
    }
}

/// A clock that stands still until it is set: for tests.
#[derive(Debug)]
pub struct SetClock(AtomicI64);

impl SetClock {
    /// A clock that shows `seconds` since 1970-01-01T00:00:00Z.
    pub fn at(seconds: i64) -> Self {
        Self(AtomicI64::new(seconds * 1000))
    }

    /// Moves the clock, backwards too.
    pub fn advance_milliseconds(&self, milliseconds: i64) {
        self.0.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// Moves the clock, backwards too.
    pub fn advance(&self, seconds: i64) {
        self.advance_milliseconds(seconds * 1000);
    }
}

impl Clock for SetClock {
    fn now_milliseconds(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_round_down_on_both_sides_of_1970() {
        let clock = SetClock::at(0);
        clock.advance_milliseconds(-1);
        assert_eq!(clock.now_seconds(), -1);
        clock.advance_milliseconds(1_000);
        assert_eq!(clock.now_seconds(), 0);
        clock.advance(5);
        assert_eq!(clock.now_seconds(), 5);
    }
}
