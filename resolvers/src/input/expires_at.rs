//! `expiresAt`: seconds since 1970, after now and before the year 2100.

use crate::error::ResolverError;

/// 2100-01-01T00:00:00Z. Milliseconds in place of seconds lie far behind it.
const YEAR_2100: i64 = 4_102_444_800;

/// When a record's time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpiresAt(i64);

impl ExpiresAt {
    /// Checks `seconds` since 1970 at the moment `now`.
    ///
    /// # Errors
    /// [`ResolverError::ValidationError`]
    pub fn parse(seconds: i64, now: i64) -> Result<Self, ResolverError> {
        if seconds > now && seconds < YEAR_2100 {
            return Ok(Self(seconds));
        }
        let rule = "must be in seconds, after now and before the year 2100";
        Err(ResolverError::ValidationError {
            field: "expiresAt",
            rule,
        })
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn seconds(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_after_now_and_before_2100() {
        const NOW: i64 = 1_800_000_000;
        for (seconds, is_allowed) in [
            (NOW - 1, false),
            (NOW, false),
            (NOW + 1, true),
            (YEAR_2100 - 1, true),
            (YEAR_2100, false),
            ((NOW + 60) * 1_000, false),
            (i64::MIN, false),
            (i64::MAX, false),
        ] {
            let parsed = ExpiresAt::parse(seconds, NOW);
            assert_eq!(parsed.is_ok(), is_allowed, "{seconds}");
            assert!(parsed.is_err() || parsed.unwrap().seconds() == seconds);
        }
    }
}
