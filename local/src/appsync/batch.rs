//! Calls of direct Lambda resolvers, one context or a list of them at a time.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-reference-lambda.html>

use std::sync::Arc;

use apollo_compiler::response::serde_json_bytes;
use bytes::Bytes;
use serde::Deserialize;
use tokio::time::{Instant, timeout_at};

use super::json::{JsonValue, java_class};
use super::model::Resolver;
use crate::invoke::{Caller, Invocation, Invoke, InvokeError};

const NOT_AUTHORIZED: &str = "You are not authorized to make this call.";

/// Why a resolver has no value for a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Failure {
    pub(super) error_type: Option<String>,
    pub(super) message: String,
    pub(super) data: JsonValue,
}

impl Failure {
    pub(super) fn new(error_type: Option<String>, message: String, data: JsonValue) -> Arc<Self> {
        // A function's refusal reads like AppSync's own, whatever it says.
        let message = if error_type.as_deref() == Some("UnauthorizedException") {
            NOT_AUTHORIZED.to_owned()
        } else {
            message
        };
        Arc::new(Self {
            error_type,
            message,
            data,
        })
    }

    fn lambda(kind: &str, message: impl Into<String>) -> Arc<Self> {
        Self::new(
            Some(format!("Lambda:{kind}")),
            message.into(),
            JsonValue::Null,
        )
    }

    /// The call that was to be made would carry more than a call may.
    pub(super) fn payload_too_large() -> Arc<Self> {
        Self::lambda(
            "RequestEntityTooLargeException",
            "The request to the Lambda function is too large.",
        )
    }

    /// The request takes longer than its execution may.
    pub(super) fn timed_out() -> Arc<Self> {
        Self::lambda("ExecutionTimeoutException", "Execution timed out.")
    }

    /// The call came to nothing.
    pub(super) fn unhandled() -> Arc<Self> {
        Self::lambda("Unhandled", "The Lambda function failed.")
    }
}

/// What a resolver came to for one context. All fields of a call share its failure.
pub(super) type Resolution = Result<JsonValue, Arc<Failure>>;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FunctionError {
    error_type: Option<String>,
    #[serde(default)]
    error_message: Option<String>,
}

/// One item of a batch's answer; other members are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    #[serde(default)]
    data: JsonValue,
    error_type: Option<String>,
    error_message: Option<String>,
}

/// Calls the function for the API of that ARN and gives its answer as it came.
pub(super) async fn call(
    functions: Arc<dyn Invoke>,
    api: String,
    resolver: Resolver,
    payload: Bytes,
    deadline: Instant,
) -> Result<Bytes, Arc<Failure>> {
    let caller = match &resolver.role {
        Some(role) => Caller::DataSource { role, api: &api },
        None => Caller::Account,
    };
    let invocation = functions.invoke(caller, &resolver.function, payload);
    match timeout_at(deadline, invocation).await {
        Err(_) => Err(Failure::timed_out()),
        Ok(Err(error)) => Err(not_called(&error)),
        Ok(Ok(Invocation::Failed(error))) => Err(failed(&error)),
        Ok(Ok(Invocation::Answered(answer))) => Ok(answer),
    }
}

/// One resolution for each of `count` contexts, in order, out of a function's answer.
pub(super) fn resolutions(
    resolver: &Resolver,
    answer: Result<Bytes, Arc<Failure>>,
    count: usize,
) -> Vec<Resolution> {
    let value = answer.and_then(|answer| {
        // Assumed: an empty answer is a null.
        if answer.trim_ascii().is_empty() {
            return Ok(JsonValue::Null);
        }
        serde_json::from_slice(&answer).map_err(|_| {
            tracing::error!(
                function = resolver.function,
                "the resolver's answer is not JSON"
            );
            Failure::lambda(
                "IllegalArgument",
                "The response of the Lambda function is not valid JSON.",
            )
        })
    });
    match value {
        Err(failure) => vec![Err(failure); count],
        Ok(value) if resolver.max_batch_size > 0 => items(value, count),
        Ok(value) => vec![Ok(value)],
    }
}

/// Assumed: the error of a list of the wrong length or shape.
fn items(answer: JsonValue, count: usize) -> Vec<Resolution> {
    let JsonValue::Array(items) = answer else {
        let message = format!(
            "The response of the Lambda function is not a list of {count} results: got {}.",
            java_class(&answer)
        );
        return vec![Err(Failure::lambda("IllegalArgument", message)); count];
    };
    if items.len() != count {
        let message = format!(
            "The response of the Lambda function has {} results for {count} invocations.",
            items.len()
        );
        return vec![Err(Failure::lambda("IllegalArgument", message)); count];
    }
    items.into_iter().map(item).collect()
}

fn item(value: JsonValue) -> Resolution {
    if value.is_null() {
        return Ok(JsonValue::Null);
    }
    match read_item(value) {
        Some(Item {
            error_type,
            error_message: Some(message),
            data,
        }) => Err(Failure::new(error_type, message, data)),
        Some(Item { data, .. }) => Ok(data),
        None => Err(Failure::lambda(
            "IllegalArgument",
            "A result of the Lambda function is not an object of data, errorType and errorMessage.",
        )),
    }
}

fn read_item(value: JsonValue) -> Option<Item> {
    // The fields in order, as a list, are no item.
    let is_object = value.is_object();
    is_object
        .then(|| serde_json_bytes::from_value(value).ok())
        .flatten()
}

fn failed(error: &[u8]) -> Arc<Failure> {
    match serde_json::from_slice::<FunctionError>(error) {
        Ok(error) => Failure::new(
            error.error_type,
            error.error_message.unwrap_or_default(),
            JsonValue::Null,
        ),
        Err(_) => Failure::unhandled(),
    }
}

/// Assumed: the types and texts for a call that never reached its function.
fn not_called(error: &InvokeError) -> Arc<Failure> {
    tracing::error!(%error, "the resolver was not called");
    match error {
        InvokeError::AccessDenied(_) => Failure::lambda(
            "AccessDeniedException",
            "The data source's role may not invoke the Lambda function.",
        ),
        InvokeError::FunctionNotFound(_) => Failure::lambda(
            "ResourceNotFoundException",
            "The Lambda function does not exist.",
        ),
        InvokeError::RequestTooLarge(_) => Failure::payload_too_large(),
        InvokeError::TooManyRequests(_) => {
            Failure::lambda("TooManyRequestsException", "Rate Exceeded.")
        }
    }
}
