//! What can go wrong, twice: a code and a sentence for the client, the cause for the log.

use lambda_runtime::Diagnostic;
use serde_json::Value;

/// An error as a client sees it. `Display` is the sentence; nothing internal is in it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ResolverError {
    /// Something of ours failed; the log knows what, under the request's id.
    #[error("Something went wrong on our side. The request is {0}.")]
    InternalError(String),
    /// The page token is none, or of another list.
    #[error("nextToken is not one of this list's. Start again without it.")]
    InvalidNextToken,
    /// There is such a record already, with other content.
    #[error("There is a record {0} already, with other content.")]
    RecordAlreadyExists(String),
    /// The caller has no such record.
    #[error("There is no record {0}.")]
    RecordNotFound(String),
    /// The record's data is too long.
    #[error("data is longer than {limit} bytes.")]
    RecordTooLarge {
        /// The most that is allowed, in bytes of JSON text.
        limit: usize,
    },
    /// DynamoDB asks to slow down.
    #[error("Too many requests. Please try again.")]
    Throttled,
    /// The caller may not have this field.
    #[error("You are not authorized for this field.")]
    Unauthorized,
    /// An argument breaks a rule.
    #[error("{field} {rule}.")]
    ValidationError {
        /// The argument.
        field: &'static str,
        /// What is asked of it.
        rule: &'static str,
    },
    /// The record has another version than the caller expected.
    #[error("The record has version {current}.")]
    VersionConflict {
        /// Its version now.
        current: i64,
        /// The record as it is now, for the caller to merge with.
        record: Box<Value>,
    },
}

impl ResolverError {
    /// The stable code: `errorType` to AppSync.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InternalError(_) => "InternalError",
            Self::InvalidNextToken => "InvalidNextToken",
            Self::RecordAlreadyExists(_) => "RecordAlreadyExists",
            Self::RecordNotFound(_) => "RecordNotFound",
            Self::RecordTooLarge { .. } => "RecordTooLarge",
            Self::Throttled => "Throttled",
            Self::Unauthorized => "Unauthorized",
            Self::ValidationError { .. } => "ValidationError",
            Self::VersionConflict { .. } => "VersionConflict",
        }
    }

    /// What a client may see beside the sentence: the current record of a conflict.
    pub fn data(&self) -> Value {
        match self {
            Self::VersionConflict { record, .. } => (**record).clone(),
            _ => Value::Null,
        }
    }
}

impl From<ResolverError> for Diagnostic {
    fn from(error: ResolverError) -> Self {
        Self {
            error_type: error.code().to_owned(),
            error_message: error.to_string(),
        }
    }
}
