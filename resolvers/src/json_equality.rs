//! Whether two JSON texts say the same, however they say it.
//!
//! A client that repeats a request may send its members in another order, and AppSync may
//! write numbers another way. The texts are compared exactly all the same: a number keeps
//! every digit here, where a parser into floating point would lose some and take two
//! contents for one.

use std::fmt::{self, Formatter};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Whether the texts are the same JSON: members in any order, numbers by value, strings by
/// what they spell. Of a member that stands twice both values count, in their order.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    one == other || matches!((read(one), read(other)), (Some(one), Some(other)) if one == other)
}

/// A document, in a form that is equal where it means the same.
#[derive(Debug, PartialEq)]
enum Json {
    Array(Vec<Self>),
    /// Sorted by name.
    Object(Vec<(String, Self)>),
    Number(Decimal),
    String(String),
    /// `true`, `false` or `null`.
    Word(String),
}

/// `digits` × 10 to the power of `exponent`; no zeros at either end of the digits.
#[derive(Debug, PartialEq)]
struct Decimal {
    is_negative: bool,
    digits: String,
    exponent: i64,
}

/// Nothing for a text that only spells itself: no JSON, or one with half a surrogate pair
/// or an exponent beyond all bounds.
fn read(text: &str) -> Option<Json> {
    let text = text.trim();
    match text.bytes().next()? {
        b'[' => {
            let elements: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            let elements = elements.into_iter().map(|element| read(element.get()));
            elements.collect::<Option<_>>().map(Json::Array)
        }
        b'{' => {
            let Members(members) = serde_json::from_str(text).ok()?;
            let members = members
                .into_iter()
                .map(|(name, value)| Some((name, read(value.get())?)));
            let mut members: Vec<_> = members.collect::<Option<_>>()?;
            // Stable, so that a name's values keep their order.
            members.sort_by(|(one, _), (other, _)| one.cmp(other));
            Some(Json::Object(members))
        }
        b'"' => serde_json::from_str(text).ok().map(Json::String),
        b'-' | b'0'..=b'9' => decimal(text).map(Json::Number),
        _ => Some(Json::Word(text.to_owned())),
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (text, 0),
    };
    let (is_negative, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let significant = all.trim_end_matches('0');
    let shift = i64::try_from(all.len().checked_sub(significant.len())?).ok()?;
    let digits = significant.trim_start_matches('0').to_owned();
    if digits.is_empty() {
        return Some(Decimal {
            is_negative: false,
            digits,
            exponent: 0,
        });
    }
    let exponent = exponent
        .checked_sub(i64::try_from(fraction.len()).ok()?)?
        .checked_add(shift)?;
    Some(Decimal {
        is_negative,
        digits,
        exponent,
    })
}

/// The members of an object as they stand there.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Collect)
    }
}

struct Collect;

impl<'de> Visitor<'de> for Collect {
    type Value = Members<'de>;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_order_or_spelling_is_the_same() {
        for (one, other) in [
            (r#"{"a":1,"b":[2]}"#, r#" { "b" : [ 2 ] , "a" : 1 } "#),
            (r#"["\u0061\/"]"#, r#"["a/"]"#),
            ("[1]", "[1.0]"),
            ("[1]", "[10e-1]"),
            ("[100]", "[1E+2]"),
            ("[0]", "[-0.00e5]"),
            ("[-0.05]", "[-5e-2]"),
            (r#"{"a":1,"a":2}"#, r#"{"a":1,"a":2.0}"#),
            (r#"["\ud800"]"#, r#"["\ud800"]"#),
        ] {
            assert!(is_same(one, other), "{one} {other}");
            assert!(is_same(other, one), "{other} {one}");
        }
    }

    #[test]
    fn another_value_is_another() {
        for (one, other) in [
            ("[12345678901234567890123]", "[12345678901234567890124]"),
            ("[0.1]", "[0.10000000000000001]"),
            ("[1e400]", "[1e401]"),
            ("[1e99999999999999999999]", "[1e99999999999999999998]"),
            ("[1]", "[-1]"),
            ("[1]", r#"["1"]"#),
            ("[1,2]", "[2,1]"),
            ("[null]", "[false]"),
            ("[]", "{}"),
            (r#"{"a":1}"#, r#"{"A":1}"#),
            (r#"{"a":1}"#, r#"{"a":1,"b":null}"#),
            (r#"{"a":1,"a":2}"#, r#"{"a":2,"a":1}"#),
            (r#"["\ud800"]"#, r#"["\ud801"]"#),
        ] {
            assert!(!is_same(one, other), "{one} {other}");
            assert!(!is_same(other, one), "{other} {one}");
        }
    }
}
