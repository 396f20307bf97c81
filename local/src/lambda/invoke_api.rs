//! Lambda's front: the Invoke API, as `cargo lambda invoke` and the AWS SDKs call it.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use serde::de::IgnoredAny;
use serde_json::json;
use uuid::Uuid;

use crate::invoke::{Invocation, Invoke, InvokeError};
use crate::lambda::{Functions, LARGEST_PAYLOAD};

/// Serves the synchronous call of `functions`.
pub fn router(functions: Arc<Functions>) -> Router {
    Router::new()
        .route("/2015-03-31/functions/{name}/invocations", post(invoke))
        // More than the limit, so that the refusal is Lambda's own.
        .layer(DefaultBodyLimit::max(LARGEST_PAYLOAD * 2))
        .with_state(functions)
}

async fn invoke(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    body: Bytes,
) -> Response {
    // A call without a payload is one with an empty object.
    let payload = if body.is_empty() {
        Bytes::from_static(b"{}")
    } else {
        body
    };
    if serde_json::from_slice::<IgnoredAny>(&payload).is_err() {
        let message = "Could not parse request body into json.";
        return refusal(
            StatusCode::BAD_REQUEST,
            "InvalidRequestContentException",
            message,
        );
    }
    let id = Uuid::new_v4().to_string();
    let headers = [
        ("content-type", "application/json"),
        ("x-amz-executed-version", "$LATEST"),
        ("x-amzn-requestid", &id),
    ];
    match functions.invoke(&name, payload).await {
        Ok(Invocation::Answered(answer)) => (headers, answer).into_response(),
        Ok(Invocation::Failed(failure)) => {
            (headers, [("x-amz-function-error", "Unhandled")], failure).into_response()
        }
        Err(error) => {
            let (status, code) = match error {
                InvokeError::FunctionNotFound(_) => {
                    (StatusCode::NOT_FOUND, "ResourceNotFoundException")
                }
                InvokeError::RequestTooLarge(_) => {
                    (StatusCode::PAYLOAD_TOO_LARGE, "RequestTooLargeException")
                }
                InvokeError::TooManyRequests(_) => {
                    (StatusCode::TOO_MANY_REQUESTS, "TooManyRequestsException")
                }
            };
            refusal(status, code, &error.to_string())
        }
    }
}

fn refusal(status: StatusCode, code: &'static str, message: &str) -> Response {
    let body = json!({"Type": "User", "Message": message}).to_string();
    (
        status,
        [
            ("content-type", "application/json"),
            ("x-amzn-errortype", code),
        ],
        body,
    )
        .into_response()
}
