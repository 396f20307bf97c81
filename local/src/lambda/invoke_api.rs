//! Lambda's front: the Invoke API, as `cargo lambda invoke` and the AWS SDKs call it.
//!
//! `X-Amz-Log-Type` is accepted and has no effect: the lines that a function writes are in
//! the stack's own output. Of Lambda's other operations none is here.
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
use serde_json::json;
use uuid::Uuid;

use crate::invoke::{Invocation, Invoke, InvokeError};
use crate::lambda::Functions;
use crate::lambda::arn::{FunctionArn, LATEST};
use crate::lambda::limits::LARGEST_EVENT;

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
    function: String,
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
        let arn = FunctionArn::parse(name, parameters.qualifier.as_deref())
            .ok_or_else(|| Refusal::function_not_found(name))?;
        if !arn.is_latest() {
            return Err(Refusal::function_not_found(&arn.to_string()));
        }
        // A call without a payload is one with an empty object.
        let payload = if body.is_empty() {
            Bytes::from_static(b"{}")
        } else {
            body
        };
        if serde_json::from_slice::<IgnoredAny>(&payload).is_err() {
            return Err(Refusal {
                status: StatusCode::BAD_REQUEST,
                code: "InvalidRequestContentException",
                message: "Could not parse request body into json.".to_owned(),
            });
        }
        functions.find(&arn.name, &payload)?;
        Ok(Self {
            function: arn.name,
            kind,
            payload,
        })
    }

    async fn answer(self, functions: Arc<Functions>) -> Result<Response, Refusal> {
        match self.kind {
            InvocationType::DryRun => Ok(StatusCode::NO_CONTENT.into_response()),
            InvocationType::Event => {
                // Nobody learns what comes of it; Lambda would try a failure twice more.
                tokio::spawn(async move {
                    drop(functions.invoke(&self.function, self.payload).await);
                });
                Ok(StatusCode::ACCEPTED.into_response())
            }
            InvocationType::RequestResponse => {
                let headers = [
                    ("content-type", "application/json"),
                    ("x-amz-executed-version", LATEST),
                ];
                let failed = [("x-amz-function-error", "Unhandled")];
                let invocation = functions.invoke(&self.function, self.payload).await;
                Ok(match invocation? {
                    Invocation::Answered(answer) => (headers, answer).into_response(),
                    Invocation::Failed(failure) => (headers, failed, failure).into_response(),
                })
            }
        }
    }
}

impl InvocationType {
    fn read(headers: &HeaderMap) -> Result<Self, Refusal> {
        let Some(value) = headers.get("x-amz-invocation-type") else {
            return Ok(Self::RequestResponse);
        };
        match value.as_bytes() {
            b"DryRun" => Ok(Self::DryRun),
            b"Event" => Ok(Self::Event),
            b"RequestResponse" => Ok(Self::RequestResponse),
            _ => Err(Refusal {
                status: StatusCode::BAD_REQUEST,
                code: "ValidationException",
                message:
                    "1 validation error detected: Value at 'invocationType' failed to satisfy \
                          constraint: Member must satisfy enum value set: \
                          [Event, RequestResponse, DryRun]"
                        .to_owned(),
            }),
        }
    }
}

/// An error of Lambda's own, in its REST-JSON shape.
struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    fn function_not_found(arn: &str) -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            code: "ResourceNotFoundException",
            message: format!("Function not found: {arn}"),
        }
    }

    fn too_large(bytes: usize) -> Self {
        Self {
            status: StatusCode::PAYLOAD_TOO_LARGE,
            code: "RequestTooLargeException",
            message: format!(
                "{bytes} byte payload is too large for the RequestResponse invocation type \
                 (limit {LARGEST_EVENT} bytes)"
            ),
        }
    }

    fn into_response(self) -> Response {
        let headers = [
            ("content-type", "application/json"),
            ("x-amzn-errortype", self.code),
        ];
        let body = json!({"Type": "User", "Message": self.message}).to_string();
        (self.status, headers, body).into_response()
    }
}

impl From<InvokeError> for Refusal {
    fn from(error: InvokeError) -> Self {
        match error {
            InvokeError::FunctionNotFound(name) => {
                Self::function_not_found(&FunctionArn::new(&name).to_string())
            }
            InvokeError::RequestTooLarge(bytes) => Self::too_large(bytes),
            InvokeError::TooManyRequests(_) => Self {
                status: StatusCode::TOO_MANY_REQUESTS,
                code: "TooManyRequestsException",
                message: "Rate Exceeded.".to_owned(),
            },
        }
    }
}
