//! `AWSDateTime`: `YYYY-MM-DDThh:mm:ss.sssZ`, the offset required, the seconds not.
//!
//! Real AppSync returns and accepts values without seconds (`2021-01-26T16:44Z`).
//! Assumed: a value without an offset is refused, since the documented format ends in one.

use super::{aws_date, aws_time, offset};

pub(super) fn is_valid(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let Some((time, true)) = offset::split(time, 0) else {
        return false;
    };
    aws_date::is_date(date) && aws_time::is_time(time, false)
}
