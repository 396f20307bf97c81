//! Pauses after fetches that failed, so that an issuer in trouble is not asked all the time.

use std::time::Duration;

use crate::keys::moment::Moment;

/// The pause after the first failure; each further one doubles it.
const FIRST_PAUSE: Duration = Duration::from_secs(5);

/// The longest pause: an issuer that is back serves tokens again within it.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The failures since the last success.
#[derive(Debug, Default)]
pub(super) struct BackOff {
    failures: u32,
    last: Option<Moment>,
}

impl BackOff {
    /// Whether it is too early for another fetch. A failure from the future, after the
    /// clock was set back, does not count.
    pub(super) fn forbids(&self, now: Moment) -> bool {
        let age = self.last.and_then(|last| last.age(now));
        age.is_some_and(|age| age < self.pause())
    }

    pub(super) fn failed(&mut self, now: Moment) {
        self.failures = self.failures.saturating_add(1);
        self.last = Some(now);
    }

    pub(super) fn succeeded(&mut self) {
        *self = Self::default();
    }

    fn pause(&self) -> Duration {
        let doublings = self.failures.saturating_sub(1).min(10);
        (FIRST_PAUSE * 2_u32.pow(doublings)).min(LONGEST_PAUSE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_doubles_from_5_to_60_seconds_and_ends_with_a_success() {
        let mut back_off = BackOff::default();
        let now = Moment::at_seconds(1_000);
        assert!(!back_off.forbids(now));
        for pause in [5, 10, 20, 40, 60, 60] {
            back_off.failed(now);
            assert!(back_off.forbids(now));
            let pause = Duration::from_secs(pause);
            assert!(back_off.forbids(now.after(pause - Duration::from_millis(1))));
            assert!(!back_off.forbids(now.after(pause)));
        }
        back_off.succeeded();
        assert!(!back_off.forbids(now));
    }

    #[test]
    fn a_failure_from_the_future_forbids_nothing() {
        let mut back_off = BackOff::default();
        back_off.failed(Moment::at_seconds(1_000));
        assert!(!back_off.forbids(Moment::at_seconds(999)));
    }
}
