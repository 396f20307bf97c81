//! The connection to DynamoDB, made once for the life of the process.

use std::time::Duration;

use aws_config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::BehaviorVersion;

/// A client with the function's own credentials. Timeouts stay below the function's, so
/// that a hanging connection becomes an error with a sentence and not a killed process;
/// `AWS_ENDPOINT_URL_DYNAMODB` leads it elsewhere.
pub(crate) async fn new() -> Client {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(2))
        .operation_timeout(Duration::from_secs(6))
        .build();
    // Pinned: a newer behaviour may change retries and timeouts.
    let config = aws_config::defaults(BehaviorVersion::v2026_01_12())
        .timeout_config(timeouts)
        .load()
        .await;
    Client::new(&config)
}
