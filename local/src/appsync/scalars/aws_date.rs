//! `AWSDate`: `YYYY-MM-DD` and an optional offset.

use jiff::civil::Date;

use super::offset;

pub(super) fn is_valid(text: &str) -> bool {
    offset::split(text, "YYYY-MM-DD".len()).is_some_and(|(date, _)| is_date(date))
}

/// Whether `text` is a day of the calendar, written with exactly ten characters.
pub(super) fn is_date(text: &str) -> bool {
    text.len() == "YYYY-MM-DD".len()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
        && text.parse::<Date>().is_ok()
}
