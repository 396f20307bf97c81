//! `AWSTime`: `hh:mm:ss.sss` and an optional offset.

use super::offset::{self, two_digits};

pub(super) fn is_valid(text: &str) -> bool {
    offset::split(text, 0).is_some_and(|(time, _)| is_time(time, true))
}

/// Whether `text` is a time of day; the fraction may be empty, as in AppSync's own example
/// `12:00:34.`, and the seconds may be missing unless `with_seconds`.
pub(super) fn is_time(text: &str, with_seconds: bool) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    match parts.as_slice() {
        [hours, minutes] => !with_seconds && two_digits(hours, 23) && two_digits(minutes, 59),
        [hours, minutes, seconds] => {
            two_digits(hours, 23) && two_digits(minutes, 59) && is_seconds(seconds)
        }
        _ => false,
    }
}

fn is_seconds(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    two_digits(whole, 59)
        && fraction.len() <= 9
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}
