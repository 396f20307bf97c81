//! GraphQL's own scalars.
//!
//! Assumed: strict on the way in. Assumed: helpful on the way out, as graphql-java is.
//!
//! Source: GraphQL, section 3.5, with `Int` a signed 32-bit integer.

use super::wrong_kind;
use crate::appsync::json::JsonValue;

pub(super) fn int_input(value: &JsonValue) -> Result<JsonValue, String> {
    integer(value)
        .filter(|_| value.is_number())
        .ok_or_else(|| wrong_kind("Int", value))
}

pub(super) fn float_input(value: &JsonValue) -> Result<JsonValue, String> {
    if value.is_number() {
        Ok(value.clone())
    } else {
        Err(wrong_kind("Float", value))
    }
}

pub(super) fn string_input(value: &JsonValue) -> Result<JsonValue, String> {
    if value.is_string() {
        Ok(value.clone())
    } else {
        Err(wrong_kind("String", value))
    }
}

pub(super) fn boolean_input(value: &JsonValue) -> Result<JsonValue, String> {
    if value.is_boolean() {
        Ok(value.clone())
    } else {
        Err(wrong_kind("Boolean", value))
    }
}

pub(super) fn id_input(value: &JsonValue) -> Result<JsonValue, String> {
    match value {
        JsonValue::String(_) => Ok(value.clone()),
        JsonValue::Number(number) if !number.is_f64() => Ok(number.to_string().into()),
        _ => Err(wrong_kind("ID", value)),
    }
}

pub(super) fn int_output(value: &JsonValue) -> Result<JsonValue, String> {
    let number = match value.as_str() {
        Some(text) => text.parse::<i32>().ok().map(JsonValue::from),
        None => integer(value),
    };
    number.ok_or_else(|| wrong_kind("Int", value))
}

pub(super) fn float_output(value: &JsonValue) -> Result<JsonValue, String> {
    let number = match value.as_str() {
        Some(text) => text
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .map(JsonValue::from),
        None => value.is_number().then(|| value.clone()),
    };
    number.ok_or_else(|| wrong_kind("Float", value))
}

pub(super) fn string_output(value: &JsonValue, expected: &str) -> Result<JsonValue, String> {
    match value {
        JsonValue::String(_) => Ok(value.clone()),
        JsonValue::Number(number) => Ok(number.to_string().into()),
        JsonValue::Bool(boolean) => Ok(boolean.to_string().into()),
        JsonValue::Null | JsonValue::Array(_) | JsonValue::Object(_) => {
            Err(wrong_kind(expected, value))
        }
    }
}

pub(super) fn boolean_output(value: &JsonValue) -> Result<JsonValue, String> {
    let boolean = match value {
        JsonValue::Bool(boolean) => Some(*boolean),
        JsonValue::Number(number) => number.as_f64().map(|number| number != 0.0),
        JsonValue::String(text) => text.as_str().parse().ok(),
        JsonValue::Null | JsonValue::Array(_) | JsonValue::Object(_) => None,
    };
    boolean
        .map(JsonValue::from)
        .ok_or_else(|| wrong_kind("Boolean", value))
}

/// A whole number in the 32-bit range, `1.0` included.
fn integer(value: &JsonValue) -> Option<JsonValue> {
    let whole = match value.as_i64() {
        Some(whole) => i32::try_from(whole).ok(),
        None => value
            .as_f64()
            .filter(|number| number.fract() == 0.0)
            .and_then(|number| format!("{number:.0}").parse().ok()),
    };
    whole.map(JsonValue::from)
}
