//! Lambda's front: the Invoke API, as `cargo lambda invoke` and the AWS SDKs call it.
//!
//! `X-Amz-Log-Type` is accepted and has no effect: the lines that a function writes are in
//! the stack's own output.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use serde::Deserialize;
use serde::de::IgnoredAny;
use uuid::Uuid;

use crate::aws::Refusal;
use crate::invoke::{Invocation, InvokeError};
use crate::lambda::Functions;
use crate::lambda::arn::FunctionArn;
use crate::lambda::functions::Target;
use crate::lambda::limits::{LARGEST_ASYNCHRONOUS_EVENT, LARGEST_EVENT};
use crate::lambda::refusals;

/// Serves the calls of `functions`.
pub fn router(functions: Arc<Functions>) -> Router {
    Router::new()
        .route("/2015-03-31/functions/{name}/invocations", post(invoke))
        // More than the limit, so that the refusal is Lambda's own.
        .layer(DefaultBodyLimit::max(LARGEST_EVENT * 2))
        .with_state(functions)
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameters {
    qualifier: Option<String>,
}

async fn invoke(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let call = Call::read(&functions, &name, &parameters, &headers, body);
    let answered = match call {
        Ok(call) => call.answer(functions).await,
        Err(refusal) => Err(refusal),
    };
    let id = Uuid::new_v4().to_string();
    (
        [("x-amzn-requestid", id)],
        answered.unwrap_or_else(Refusal::into_response),
    )
        .into_response()
}

/// How the caller wants to wait: the header `X-Amz-Invocation-Type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InvocationType {
    /// Not at all, and nothing is called.
    DryRun,
    /// Only until the event was accepted.
    Event,
    /// For the answer.
    RequestResponse,
}

/// A call that Lambda accepts.
struct Call {
    arn: FunctionArn,
    target: Target,
    kind: InvocationType,
    payload: Bytes,
}

impl Call {
    fn read(
        functions: &Functions,
        name: &str,
        parameters: &Parameters,
        headers: &HeaderMap,
        body: Bytes,
    ) -> Result<Self, Refusal> {
        let kind = InvocationType::read(headers)?;
        let arn = FunctionArn::parse(name, parameters.qualifier.as_deref())?;
        let target = functions.target(&arn).map_err(refusal)?;
        // A call without a payload is one with an empty object.
        let payload = if body.is_empty() {
            Bytes::from_static(b"{}")
        } else {
            body
        };
        if serde_json::from_slice::<IgnoredAny>(&payload).is_err() {
            return Err(Refusal::new(
                StatusCode::BAD_REQUEST,
                "InvalidRequestContentException",
                "Could not parse request body into json.",
            ));
        }
        if payload.len() > kind.largest_event() {
            return Err(too_large(payload.len(), kind));
        }
        Ok(Self {
            arn,
            target,
            kind,
            payload,
        })
    }

    async fn answer(self, functions: Arc<Functions>) -> Result<Response, Refusal> {
        let version = self.target.version.clone();
        match self.kind {
            InvocationType::DryRun => Ok(StatusCode::NO_CONTENT.into_response()),
            InvocationType::Event => {
                // Nobody learns what comes of it; Lambda would try a failure twice more, and for
                // hours where no environment is free.
                tokio::spawn(async move {
                    let called = functions.call(self.target, self.arn, self.payload).await;
                    if let Err(error) = called {
                        tracing::warn!("an event is lost: {error}");
                    }
                });
                Ok(StatusCode::ACCEPTED.into_response())
            }
            InvocationType::RequestResponse => {
                let headers = [
                    ("content-type", "application/json"),
                    ("x-amz-executed-version", &version),
                ];
                let failed = [("x-amz-function-error", "Unhandled")];
                let invocation = functions.call(self.target, self.arn, self.payload).await;
                Ok(match invocation.map_err(refusal)? {
                    Invocation::Answered(answer) => (headers, answer).into_response(),
                    Invocation::Failed(failure) => (headers, failed, failure).into_response(),
                })
            }
        }
    }
}

impl InvocationType {
    /// In bytes.
    fn largest_event(self) -> usize {
        match self {
            Self::Event => LARGEST_ASYNCHRONOUS_EVENT,
            Self::DryRun | Self::RequestResponse => LARGEST_EVENT,
        }
    }

    fn read(headers: &HeaderMap) -> Result<Self, Refusal> {
        let Some(value) = headers.get("x-amz-invocation-type") else {
            return Ok(Self::RequestResponse);
        };
        match value.as_bytes() {
            b"DryRun" => Ok(Self::DryRun),
            b"Event" => Ok(Self::Event),
            b"RequestResponse" => Ok(Self::RequestResponse),
            _ => Err(Refusal::new(
                StatusCode::BAD_REQUEST,
                "ValidationException",
                "1 validation error detected: Value at 'invocationType' failed to satisfy \
                 constraint: Member must satisfy enum value set: \
                 [Event, RequestResponse, DryRun]",
            )),
        }
    }
}

/// Lambda's error for a call that never reached the function.
fn refusal(error: InvokeError) -> Refusal {
    match error {
        InvokeError::AccessDenied(name) => Refusal::new(
            StatusCode::FORBIDDEN,
            "AccessDeniedException",
            format!("No permission to invoke {name}"),
        ),
        InvokeError::FunctionNotFound(name) => refusals::function_not_found(name),
        InvokeError::RequestTooLarge(bytes) => too_large(bytes, InvocationType::RequestResponse),
        InvokeError::TooManyRequests(_) => Refusal::new(
            StatusCode::TOO_MANY_REQUESTS,
            "TooManyRequestsException",
            "Rate Exceeded.",
        ),
    }
}

fn too_large(bytes: usize, kind: InvocationType) -> Refusal {
    let largest = kind.largest_event();
    refusals::too_large(format!(
        "{bytes} byte payload is too large for the {kind:?} invocation type (limit {largest} bytes)"
    ))
}
