//! `NumericDate`: the way tokens write a time.

use serde_json::Value;

/// Seconds since 1970-01-01T00:00:00Z, possibly with a fraction, up to the year 9999.
///
/// Auth0 sends whole seconds, but its own samples make tokens with fractions, which
/// RFC 7519, section 2, allows.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct NumericDate(f64);

impl NumericDate {
    /// 9999-12-31T23:59:59Z: more is a mistake, such as milliseconds in place of seconds.
    const LAST: f64 = 253_402_300_799.0;

    /// Reads a JSON number; nothing for anything else, and for a time before 1970 or after
    /// the year 9999.
    pub fn from_json(value: &Value) -> Option<Self> {
        let seconds = value.as_f64()?;
        (0.0..=Self::LAST)
            .contains(&seconds)
            .then_some(Self(seconds))
    }

    /// Whole seconds, rounded down: for the last moment of something.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range is checked where a value is made"
    )]
    pub fn floor(self) -> i64 {
        self.0.floor() as i64
    }

    /// Whole seconds, rounded up: for the first moment of something.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range is checked where a value is made"
    )]
    pub fn ceil(self) -> i64 {
        self.0.ceil() as i64
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_fraction_rounds_against_the_token() {
        let date = NumericDate::from_json(&json!(1.5)).unwrap();
        assert_eq!((date.floor(), date.ceil()), (1, 2));
        let date = NumericDate::from_json(&json!(253_402_300_799_i64)).unwrap();
        assert_eq!(date.floor(), 253_402_300_799);
    }

    #[test]
    fn only_numbers_from_1970_to_9999_are_dates() {
        for value in [
            json!(-1),
            json!(253_402_300_800_i64),
            json!(1e300),
            json!("1"),
            json!(null),
            json!([1]),
        ] {
            assert_eq!(NumericDate::from_json(&value), None, "{value}");
        }
    }
}
