//! When a request was signed: the header `X-Amz-Date`.

use std::time::Duration;

use http::HeaderMap;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::problem::Problem;

/// ISO 8601 in its basic form, in UTC.
const FORMAT: &str = "%Y%m%dT%H%M%SZ";

/// How old a signature may be, and how far ahead a clock.
///
/// Source: <https://repost.aws/knowledge-center/lambda-sdk-signature>
const WINDOW: Duration = Duration::from_secs(5 * 60);

/// A moment, in the form that is signed.
#[derive(Debug)]
pub(super) struct RequestDate {
    text: String,
    at: Timestamp,
}

impl RequestDate {
    /// Reads the one header.
    pub(super) fn read(headers: &HeaderMap) -> Result<Self, Problem> {
        let mut values = headers.get_all("x-amz-date").iter();
        let value = values.next().ok_or(Problem::DateMissing)?;
        if values.next().is_some() {
            return Err(Problem::Twice("X-Amz-Date"));
        }
        let text = value.to_str().ok();
        text.and_then(Self::parse).ok_or(Problem::DateMissing)
    }

    fn parse(text: &str) -> Option<Self> {
        let date = DateTime::strptime(FORMAT, text).ok()?;
        let at = TimeZone::UTC.to_timestamp(date).ok()?;
        // The library also reads what it would not write.
        (format(at) == text).then(|| Self {
            text: text.to_owned(),
            at,
        })
    }

    /// `YYYYMMDD'T'HHMMSS'Z'`.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// `YYYYMMDD`.
    pub(super) fn day(&self) -> &str {
        self.text.split('T').next().unwrap_or_default()
    }

    /// Refuses a moment further than the window from `now`, the time since 1970 began.
    pub(super) fn is_within_five_minutes_of(&self, now: Duration) -> Result<(), Problem> {
        let now = Timestamp::UNIX_EPOCH
            .saturating_add(now)
            .unwrap_or(Timestamp::MAX);
        let (Ok(earliest), Ok(latest)) = (now.checked_sub(WINDOW), now.checked_add(WINDOW)) else {
            return Err(Problem::Mismatch);
        };
        if self.at < earliest {
            return Err(Problem::Expired {
                signed: self.text.clone(),
                earliest: format(earliest),
                now: format(now),
            });
        }
        if self.at > latest {
            return Err(Problem::NotYetCurrent {
                signed: self.text.clone(),
                latest: format(latest),
                now: format(now),
            });
        }
        Ok(())
    }
}

fn format(at: Timestamp) -> String {
    at.strftime(FORMAT).to_string()
}
