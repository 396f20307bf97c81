//! Reading a request into the engine's types, and DynamoDB's error where it can't be read.

use dynoxide::DynoxideError;
use serde::de::DeserializeOwned;

/// Reads the JSON text of a request.
///
/// # Errors
/// `ValidationException` where the engine's types refuse a value, and `SerializationException`
/// where the JSON has another shape.
pub(super) fn read<Request: DeserializeOwned>(body: &str) -> dynoxide::Result<Request> {
    serde_json::from_str(body).map_err(|error| refusal(&error.to_string()))
}

/// The engine's types say in front of their message which of the two errors they mean.
fn refusal(message: &str) -> DynoxideError {
    let (class, rest) = message.split_once(':').unwrap_or_default();
    match class {
        "SERIALIZATION" | "SERIALIZATION_AS_READ" => {
            DynoxideError::SerializationException(without_position(rest))
        }
        "VALIDATION" | "VALIDATION_AS_READ" | "VALIDATION_REQUEST" => {
            DynoxideError::ValidationException(without_position(rest))
        }
        _ if message.contains("empty AttributeValue") => {
            DynoxideError::ValidationException(EMPTY_VALUE.to_owned())
        }
        _ if MISSING.iter().any(|words| message.contains(words)) => {
            DynoxideError::ValidationException(without_position(message))
        }
        _ => DynoxideError::SerializationException(without_position(message)),
    }
}

/// What the JSON reader says where DynamoDB misses a value, and not its shape.
const MISSING: [&str; 4] = [
    "missing field",
    "unknown variant",
    "invalid type: null",
    "Supplied AttributeValue",
];

/// DynamoDB's words for a value without a type.
const EMPTY_VALUE: &str = "Supplied AttributeValue is empty, must contain exactly one of the \
                           supported datatypes";

/// The message without the ` at line 1 column 2` that the JSON reader puts behind it.
fn without_position(message: &str) -> String {
    let end = message.rfind(" at line ").unwrap_or(message.len());
    message.get(..end).unwrap_or(message).to_owned()
}

#[cfg(test)]
mod tests {
    use dynoxide::actions::put_item::PutItemRequest;

    use super::*;

    #[test]
    fn a_request_that_cannot_be_read_has_dynamodbs_class_and_no_trace_of_the_reader() {
        let validation = "com.amazon.coral.validate#ValidationException";
        let serialization = "com.amazon.coral.service#SerializationException";
        for (name, body, expected) in [
            ("no table", r#"{"Item":{}}"#, validation),
            (
                "a value without a type",
                r#"{"TableName":"records","Item":{"id":{}}}"#,
                validation,
            ),
            (
                "a table that is a number",
                r#"{"TableName":5,"Item":{}}"#,
                serialization,
            ),
            (
                "an item that is a list",
                r#"{"TableName":"records","Item":[1]}"#,
                serialization,
            ),
        ] {
            let Err(error) = read::<PutItemRequest>(body) else {
                panic!("{name} was read");
            };
            assert!(error.error_type().ends_with(expected), "{name}: {error:?}");
            for trace in [" at line ", "VALIDATION", "SERIALIZATION"] {
                assert!(!error.to_string().contains(trace), "{name}: {error}");
            }
        }
    }
}
