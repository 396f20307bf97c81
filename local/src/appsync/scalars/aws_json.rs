//! `AWSJSON`: JSON text on the wire, the parsed value at the resolver.

use crate::appsync::json::{self, JsonValue};

/// The value that the text stands for; `None` when it isn't JSON.
pub(super) fn parse(text: &str) -> Option<JsonValue> {
    serde_json::from_str(text).ok()
}

/// The text for what a resolver returned.
/// Assumed: a string is JSON text already.
pub(super) fn serialize(value: &JsonValue) -> JsonValue {
    if value.is_string() {
        value.clone()
    } else {
        json::text(value).into()
    }
}
