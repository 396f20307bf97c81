//! The errors of the control plane, in AppSync's own words where they are known.
//!
//! Source: the errors of each operation in the API reference; the wording as deployments
//! have been shown it.

use http::{Method, StatusCode};

use crate::appsync::model::ApiError;
use crate::aws::Refusal;

/// The request is not one that AppSync, or the local one, can act on.
pub(super) fn bad_request(message: impl Into<String>) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, "BadRequestException", message)
}

/// What the request names is not there.
pub(super) fn not_found(message: impl Into<String>) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "NotFoundException", message)
}

/// The API has no schema that could be given.
pub(super) fn no_schema() -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        "GraphQLSchemaException",
        "No schema definition exists.",
    )
}

/// The operation is not there. Never a status that a client would try again.
pub(super) fn no_operation(method: &Method, path: &str) -> Refusal {
    Refusal::new(
        StatusCode::NOT_FOUND,
        "UnknownOperationException",
        format!("The local AppSync has no operation {method} {path}."),
    )
}

/// An API that can't be served as it would be after the change.
pub(super) fn not_servable(error: &ApiError) -> Refusal {
    bad_request(format!("{error}."))
}
