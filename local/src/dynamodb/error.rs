//! Why an operation was refused, as DynamoDB says it.

use axum::http::StatusCode;
use dynoxide::DynoxideError;
use serde_json::json;

/// A refusal of the engine's, or of what stands in front of it.
#[derive(Debug, thiserror::Error)]
pub(super) enum OperationError {
    /// The engine's own.
    #[error(transparent)]
    Engine(#[from] DynoxideError),
    /// No table of that name, said of its backups.
    #[error("Table not found: {0}")]
    TableNotFound(String),
}

impl OperationError {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Engine(error) => StatusCode::from_u16(error.status_code())
                .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            Self::TableNotFound(_) => StatusCode::BAD_REQUEST,
        }
    }

    /// The body of the answer.
    pub(super) fn to_json(&self) -> String {
        match self {
            Self::Engine(error) => error.to_json(),
            Self::TableNotFound(_) => json!({
                "__type": "com.amazonaws.dynamodb.v20120810#TableNotFoundException",
                "message": self.to_string(),
            })
            .to_string(),
        }
    }
}
