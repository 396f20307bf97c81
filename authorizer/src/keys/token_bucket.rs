//! How often keys that nobody knows may cause a fetch.
//!
//! Whoever can send a request can name any key in it. Scheduled refreshes take nothing from
//! this bucket, so a flood costs neither good tokens nor the tenant much.

use std::time::Duration;

use crate::keys::moment::Moment;

/// As many fetches may follow each other.
const CAPACITY: u32 = 3;

/// From then on, one for each such time.
const REFILL: Duration = Duration::from_secs(30);

/// A bucket that is full at first.
#[derive(Debug)]
pub(super) struct TokenBucket {
    tokens: u32,
    /// Up to when its tokens are counted.
    counted_to: Option<Moment>,
}

impl Default for TokenBucket {
    fn default() -> Self {
        Self {
            tokens: CAPACITY,
            counted_to: None,
        }
    }
}

impl TokenBucket {
    /// Takes a token if there is one.
    pub(super) fn take(&mut self, now: Moment) -> bool {
        self.refill(now);
        match self.tokens.checked_sub(1) {
            Some(left) => {
                self.tokens = left;
                true
            }
            None => false,
        }
    }

    fn refill(&mut self, now: Moment) {
        let age = self.counted_to.and_then(|moment| moment.age(now));
        let (Some(counted_to), Some(age)) = (self.counted_to, age) else {
            // The first time, or the clock was set back.
            self.counted_to = Some(now);
            return;
        };
        let refills = u32::try_from(age.as_millis() / REFILL.as_millis()).unwrap_or(u32::MAX);
        self.tokens = self.tokens.saturating_add(refills).min(CAPACITY);
        self.counted_to = Some(counted_to.after(REFILL.saturating_mul(refills)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(bucket: &mut TokenBucket, now: i64) -> usize {
        let now = Moment::at_seconds(now);
        (0..10).filter(|_| bucket.take(now)).count()
    }

    #[test]
    fn three_at_once_and_then_one_each_thirty_seconds() {
        let mut bucket = TokenBucket::default();
        for (now, expected) in [
            (1_000, 3),
            (1_029, 0),
            (1_030, 1),
            (1_059, 0),
            (1_095, 2),
            (9_000, 3),
        ] {
            assert_eq!(taken(&mut bucket, now), expected, "{now}");
        }
    }

    #[test]
    fn a_clock_that_is_set_back_neither_fills_nor_blocks_it() {
        let mut bucket = TokenBucket::default();
        assert_eq!(taken(&mut bucket, 1_000), 3);
        assert_eq!(taken(&mut bucket, 500), 0);
        assert_eq!(taken(&mut bucket, 530), 1);
    }
}
