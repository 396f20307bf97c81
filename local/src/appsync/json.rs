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

/// The memory that `value` takes, in bytes, roughly.
pub(super) fn size(value: &JsonValue) -> usize {
    let below = match value {
        JsonValue::Null | JsonValue::Bool(_) | JsonValue::Number(_) => 0,
        JsonValue::String(text) => text.as_str().len(),
        JsonValue::Array(items) => items.iter().map(size).sum(),
        JsonValue::Object(members) => members
            .iter()
            .map(|(name, value)| name.as_str().len().saturating_add(size(value)))
            .sum(),
    };
    below.saturating_add(size_of::<JsonValue>())
}

/// `value` as people write it: a string without its quotes, anything else as JSON.
pub(super) fn plain(value: &JsonValue) -> Cow<'_, str> {
    match value.as_str() {
        Some(string) => Cow::Borrowed(string),
        None => Cow::Owned(text(value)),
    }
}

/// The kind of a JSON value, as messages name it.
pub(super) fn kind(value: &JsonValue) -> &'static str {
    match value {
        JsonValue::Null => "null",
        JsonValue::Bool(_) => "Boolean",
        JsonValue::Number(number) if number.is_f64() => "Double",
        JsonValue::Number(_) => "Integer",
        JsonValue::String(_) => "String",
        JsonValue::Array(_) => "List",
        JsonValue::Object(_) => "Map",
    }
}
