//! What can go wrong in the store. The SDK's own words go to the log and nowhere else.

use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
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
    /// DynamoDB failed or could not be reached.
    #[error("{0}")]
    Sdk(String),
    /// DynamoDB asks to slow down.
    #[error("throttled: {0}")]
    Throttled(String),
}

impl<E> From<SdkError<E>> for StoreError
where
    E: std::error::Error + ProvideErrorMetadata + 'static,
{
    fn from(error: SdkError<E>) -> Self {
        const THROTTLING: [&str; 3] = [
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "ThrottlingException",
        ];
        let is_throttling = error.code().is_some_and(|code| THROTTLING.contains(&code));
        let cause = DisplayErrorContext(&error).to_string();
        if is_throttling {
            Self::Throttled(cause)
        } else {
            Self::Sdk(cause)
        }
    }
}
