//! `expiresAt`: seconds since 1970, after now and before the year 2100.

use crate::error::ResolverError;

/// 2100-01-01T00:00:00Z. Milliseconds in place of seconds lie far behind it.
const YEAR_2100: i64 = 4_102_444_800;

/// The checked moment.
pub(crate) fn parse(seconds: i64, now: i64) -> Result<i64, ResolverError> {
    if seconds > now && seconds < YEAR_2100 {
        return Ok(seconds);
    }
    let rule = "must be in seconds, after now and before the year 2100";
    Err(ResolverError::ValidationError {
        field: "expiresAt",
        rule,
    })
}
