//! The connection to DynamoDB, made once for the life of the process.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder};

/// Pinned: a newer behaviour may change retries and timeouts.
fn behavior() -> BehaviorVersion {
    BehaviorVersion::v2026_01_12()
}

/// A client with the function's own credentials; `AWS_ENDPOINT_URL_DYNAMODB` leads it
/// elsewhere.
pub async fn new() -> Client {
    let environment = aws_config::defaults(behavior()).load().await;
    Client::from_conf(with_limits(Builder::from(&environment)).build())
}

/// The longest wait before the second attempt, doubled before each further one. The SDK's own
/// is a second, which is long for somebody who waits for an answer that takes milliseconds.
const FIRST_WAIT: Duration = Duration::from_millis(100);

/// How long and how often the client tries. An operation ends below the time of a request,
/// so that a hanging connection becomes an error with a sentence and not a killed process.
pub fn with_limits(config: Builder) -> Builder {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(2))
        .operation_timeout(Duration::from_secs(6))
        .build();
    let retries = RetryConfig::standard()
        .with_max_attempts(4)
        .with_initial_backoff(FIRST_WAIT);
    config
        .behavior_version(behavior())
        .timeout_config(timeouts)
        .retry_config(retries)
}
