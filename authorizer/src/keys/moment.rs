//! Moments of wall-clock time.
//!
//! Not std's `Instant`: that may stand still while Lambda has the process frozen, and keys
//! grow old then too. The price is a clock that can be set back, so a moment can turn out
//! to lie in the future.

use std::time::Duration;

use shared::time::Clock;

/// Milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(i64);

impl Moment {
    pub(super) fn now(clock: &dyn Clock) -> Self {
        Self(clock.now_milliseconds())
    }

    pub(super) fn at_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000))
    }

    pub(super) fn after(self, span: Duration) -> Self {
        let span = i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
        Self(self.0.saturating_add(span))
    }

    /// How long ago it was at `now`; nothing for a moment that is still to come.
    pub(super) fn age(self, now: Self) -> Option<Duration> {
        let milliseconds = u64::try_from(now.0.saturating_sub(self.0)).ok()?;
        Some(Duration::from_millis(milliseconds))
    }

    /// Whether it was no longer ago than `span`. A moment still to come was not.
    pub(super) fn is_within(self, span: Duration, now: Self) -> bool {
        self.age(now).is_some_and(|age| age <= span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_still_to_come_has_no_age() {
        let (earlier, later) = (Moment(1_000), Moment(2_500));
        assert_eq!(earlier.age(later), Some(Duration::from_millis(1_500)));
        assert_eq!(later.age(earlier), None);
        assert_eq!(Moment(i64::MAX).age(Moment(i64::MIN)), None);
        let span = Duration::from_millis(1_500);
        assert_eq!(earlier.after(span), later);
        assert!(earlier.is_within(span, later));
        assert!(!earlier.is_within(Duration::from_millis(1_499), later));
        assert!(!later.is_within(span, earlier));
        assert_eq!(Moment::at_seconds(i64::MAX).after(span), Moment(i64::MAX));
    }
}
