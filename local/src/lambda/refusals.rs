//! Lambda's errors, each said in one place. Where a text was seen in an answer of AWS, it is
//! that text.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html>, "Errors" of
//! each operation

use std::fmt;

use axum::http::StatusCode;

use crate::aws::Refusal;
use crate::lambda::arn::NameError;
use crate::lambda::limits::{LARGEST_REQUEST, LARGEST_ZIP};

/// A request that can't be done as it stands.
pub(crate) fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        "InvalidParameterValueException",
        message,
    )
}

/// A member that is outside of what the API documents for it, as Lambda puts that. Assumed: the
/// words for texts, where Lambda shows a longer pattern.
pub(crate) fn constraint(member: &str, value: impl fmt::Display, constraint: &str) -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        "ValidationException",
        format!(
            "1 validation error detected: Value '{value}' at '{member}' failed to satisfy \
             constraint: Member must {constraint}"
        ),
    )
}

/// A body that is not what the operation takes. Assumed: the code, and that the reason is told.
pub(crate) fn unreadable(error: &serde_json::Error) -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        "SerializationException",
        format!("The request can't be read: {error}"),
    )
}

/// Something that is not there.
pub(crate) fn not_found(message: impl Into<String>) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "ResourceNotFoundException", message)
}

pub(crate) fn function_not_found(arn: impl fmt::Display) -> Refusal {
    not_found(format!("Function not found: {arn}"))
}

/// Something that is in the way of what was asked for.
pub(crate) fn conflict(message: impl Into<String>) -> Refusal {
    Refusal::new(StatusCode::CONFLICT, "ResourceConflictException", message)
}

/// Somebody else was faster.
pub(crate) fn stale_revision() -> Refusal {
    Refusal::new(
        StatusCode::PRECONDITION_FAILED,
        "PreconditionFailedException",
        "The Revision Id provided does not match the latest Revision Id. Call the \
         GetFunction/GetAlias API to retrieve the latest Revision Id",
    )
}

pub(crate) fn request_too_large() -> Refusal {
    too_large(format!(
        "Request must be smaller than {LARGEST_REQUEST} bytes for the operation"
    ))
}

pub(crate) fn zip_too_large() -> Refusal {
    too_large(format!(
        "Zipped size must be smaller than {LARGEST_ZIP} bytes"
    ))
}

pub(crate) fn too_large(message: String) -> Refusal {
    Refusal::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "RequestEntityTooLargeException",
        message,
    )
}

impl From<NameError> for Refusal {
    fn from(error: NameError) -> Self {
        match error {
            // Assumed: nothing is said of whose it is.
            NameError::Elsewhere(name) => function_not_found(name),
            NameError::Malformed { member, value } => constraint(
                member,
                value,
                "be a function's name or ARN, of letters, digits, hyphens and underscores",
            ),
            NameError::OtherQualifier => invalid(
                "The derived qualifier from the function name does not match the specified \
                 qualifier.",
            ),
        }
    }
}
