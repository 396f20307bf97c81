//! JSON whose objects keep the order of their keys.
//!
//! A GraphQL response lists its fields in the order of the query, so a map that sorts them
//! would not do. The type is the one that the GraphQL compiler brings.

use std::borrow::Cow;

pub(super) use apollo_compiler::response::{JsonMap, JsonValue};

/// The JSON text of `value`.
pub(super) fn text(value: &JsonValue) -> String {
    // Serialising a tree of JSON values to memory has no way to fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// The memory that `value` or its text takes, in bytes, roughly, and not less.
pub(super) fn size(value: &JsonValue) -> usize {
    let below = match value {
        JsonValue::Null | JsonValue::Bool(_) | JsonValue::Number(_) => 0,
        JsonValue::String(text) => text.as_str().bytes().map(text_size).sum(),
        JsonValue::Array(items) => items.iter().map(size).sum(),
        JsonValue::Object(members) => members
            .iter()
            .map(|(name, value)| name.as_str().len().saturating_add(size(value)))
            .sum(),
    };
    below.saturating_add(size_of::<JsonValue>())
}

/// How long a byte of a string can become in JSON text, where `\u0001` stands for one.
fn text_size(byte: u8) -> usize {
    match byte {
        ..0x20 => 6,
        b'"' | b'\\' => 2,
        _ => 1,
    }
}

/// `value` as Java prints it: a string without quotes, an object as `{a=[1, null]}`.
pub(super) fn java_text(value: &JsonValue) -> Cow<'_, str> {
    let joined = |parts: Vec<String>| parts.join(", ");
    match value {
        JsonValue::String(string) => Cow::Borrowed(string.as_str()),
        JsonValue::Array(items) => {
            let items = items.iter().map(|item| java_text(item).into_owned());
            Cow::Owned(format!("[{}]", joined(items.collect())))
        }
        JsonValue::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| format!("{}={}", name.as_str(), java_text(value)));
            Cow::Owned(format!("{{{}}}", joined(members.collect())))
        }
        JsonValue::Null | JsonValue::Bool(_) | JsonValue::Number(_) => Cow::Owned(text(value)),
    }
}

/// The Java class of a JSON value once Jackson has read it, as messages name it.
pub(super) fn java_class(value: &JsonValue) -> &'static str {
    match value {
        JsonValue::Null => "null",
        JsonValue::Bool(_) => "Boolean",
        JsonValue::Number(number) => match number.as_i64() {
            Some(whole) if i32::try_from(whole).is_ok() => "Integer",
            Some(_) => "Long",
            None if number.is_u64() => "BigInteger",
            None => "Double",
        },
        JsonValue::String(_) => "String",
        JsonValue::Array(_) => "ArrayList",
        JsonValue::Object(_) => "LinkedHashMap",
    }
}

#[cfg(test)]
mod tests {
    use super::{JsonValue, java_class, java_text};

    #[test]
    fn a_value_is_told_as_java_has_it() {
        let cases = [
            ("null", "null", "null"),
            ("true", "true", "Boolean"),
            ("-7", "-7", "Integer"),
            ("2147483648", "2147483648", "Long"),
            ("18446744073709551615", "18446744073709551615", "BigInteger"),
            ("1.5", "1.5", "Double"),
            (r#""a\"b""#, "a\"b", "String"),
            (r#"[1, ["x"], null]"#, "[1, [x], null]", "ArrayList"),
            (
                r#"{"b": {"a": 1}, "c": []}"#,
                "{b={a=1}, c=[]}",
                "LinkedHashMap",
            ),
        ];
        for (json, text, class) in cases {
            let value: JsonValue = serde_json::from_str(json).unwrap();
            assert_eq!((&*java_text(&value), java_class(&value)), (text, class));
        }
    }
}
