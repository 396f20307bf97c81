//! `AWSTimestamp`: whole seconds since 1970-01-01T00:00Z, earlier ones negative.

use crate::appsync::json::JsonValue;

pub(super) fn is_valid(value: &JsonValue) -> bool {
    value.is_i64()
}
