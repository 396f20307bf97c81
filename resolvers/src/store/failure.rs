//! What can go wrong in the store. The SDK's own words go to the log and nowhere else.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::error::ConditionalCheckFailedException;
use shared::causes::causes;

use crate::record::Item;

/// Why the store could not do it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The clock shows no time that can be written.
    #[error("the clock shows no time that can be written")]
    Clock,
    /// Others kept writing the same record.
    #[error("the record was written by others at every attempt")]
    Contention,
    /// The table holds an item that is no record.
    #[error("an item of the table is no record")]
    Malformed,
    /// The owner's records take up the 10 GB that they may.
    #[error("the owner's item collection is full")]
    QuotaExceeded,
    /// DynamoDB failed or could not be reached.
    #[error("{0}")]
    Sdk(String),
    /// DynamoDB asks to slow down.
    #[error("{0}")]
    Throttled(String),
}

impl<E> From<SdkError<E>> for StoreError
where
    E: std::error::Error + ProvideErrorMetadata + 'static,
{
    /// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html>
    fn from(error: SdkError<E>) -> Self {
        let cause = match error.code() {
            // DynamoDB's own words, and the id by which AWS finds the request.
            Some(_) => error.meta().to_string(),
            // Not what `Debug` shows: a whole answer, and so what users keep.
            None => causes(&error),
        };
        match error.code() {
            Some("ItemCollectionSizeLimitExceededException") => Self::QuotaExceeded,
            Some(
                "ProvisionedThroughputExceededException"
                | "RequestLimitExceeded"
                | "ThrottlingException",
            ) => Self::Throttled(cause),
            _ => Self::Sdk(cause),
        }
    }
}

/// The item that was there in place of what a condition asked for, empty where there was
/// none; nothing where the condition held.
pub(super) fn found_instead<T, E>(
    outcome: Result<T, SdkError<E>>,
) -> Result<Option<Item>, StoreError>
where
    E: std::error::Error + ProvideErrorMetadata + ConditionalWriteError + 'static,
{
    let Err(error) = outcome else {
        return Ok(None);
    };
    match error.as_service_error().and_then(E::failed_condition) {
        Some(failed) => Ok(Some(failed.item.clone().unwrap_or_default())),
        None => Err(error.into()),
    }
}

/// The error of an operation that has a condition.
pub(super) trait ConditionalWriteError {
    /// How the condition failed, if that is the error.
    fn failed_condition(&self) -> Option<&ConditionalCheckFailedException>;
}

impl ConditionalWriteError for DeleteItemError {
    fn failed_condition(&self) -> Option<&ConditionalCheckFailedException> {
        match self {
            Self::ConditionalCheckFailedException(failed) => Some(failed),
            _ => None,
        }
    }
}

impl ConditionalWriteError for PutItemError {
    fn failed_condition(&self) -> Option<&ConditionalCheckFailedException> {
        match self {
            Self::ConditionalCheckFailedException(failed) => Some(failed),
            _ => None,
        }
    }
}
