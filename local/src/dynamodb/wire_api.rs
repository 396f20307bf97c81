//! DynamoDB's front: `POST /` with the operation in `X-Amz-Target`.
//!
//! The signature must be there and is not checked: whoever reaches this port on this
//! machine may do everything. DynamoDB's checksum header is left out, as clients only
//! check one that is there.
//!
//! Source: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html>

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use dynoxide::DynoxideError;
use dynoxide::auth_material::{self, AuthMaterial};
use serde::de::IgnoredAny;
use uuid::Uuid;

use crate::dynamodb::DynamoDb;
use crate::dynamodb::error::OperationError;
use crate::dynamodb::operation::{self, Operation};

/// The largest request, in bytes: that of a batch.
///
/// Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html>
const LARGEST_REQUEST: usize = 16 * 1_024 * 1_024;

/// In front of the operation's name in `X-Amz-Target`.
const TARGET_PREFIX: &str = "DynamoDB_20120810.";

const NOT_JSON: &str = r#"{"__type":"com.amazon.coral.service#SerializationException"}"#;
const UNKNOWN_OPERATION: &str =
    r#"{"__type":"com.amazon.coral.service#UnknownOperationException"}"#;

/// Serves the tables.
pub(crate) fn router(tables: DynamoDb) -> Router {
    Router::new()
        .route("/", post(perform))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .with_state(tables)
}

async fn perform(
    State(tables): State<DynamoDb>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    // In DynamoDB's order: JSON, operation, signature.
    let Ok(body) = String::from_utf8(body.into()) else {
        return answer(StatusCode::BAD_REQUEST, NOT_JSON.to_owned());
    };
    if !body.is_empty() && serde_json::from_str::<IgnoredAny>(&body).is_err() {
        return answer(StatusCode::BAD_REQUEST, NOT_JSON.to_owned());
    }
    let Some(operation) = target(&headers) else {
        return answer(StatusCode::BAD_REQUEST, UNKNOWN_OPERATION.to_owned());
    };
    let signature = AuthMaterial {
        authorization: text(&headers, header::AUTHORIZATION.as_str()),
        query: query.as_deref().unwrap_or_default(),
        has_date_header: headers.contains_key("x-amz-date") || headers.contains_key(header::DATE),
    };
    if let Some(refusal) = auth_material::validate(signature) {
        return answer(StatusCode::BAD_REQUEST, refusal);
    }
    if body.is_empty() {
        return answer(StatusCode::BAD_REQUEST, NOT_JSON.to_owned());
    }
    match run(operation, tables, body).await {
        Ok(body) => answer(StatusCode::OK, body),
        Err(error) => answer(error.status(), error.to_json()),
    }
}

/// What an operation answers; a panic of the engine's is an error of the service.
async fn run(
    operation: Operation,
    tables: DynamoDb,
    body: String,
) -> Result<String, OperationError> {
    let performed = tokio::task::spawn_blocking(move || operation(&tables, &body)).await;
    // What it panicked with stands on standard error already.
    performed.unwrap_or_else(|_panic| {
        Err(DynoxideError::InternalServerError("Internal server error".to_owned()).into())
    })
}

fn target(headers: &HeaderMap) -> Option<Operation> {
    operation::named(text(headers, "x-amz-target")?.strip_prefix(TARGET_PREFIX)?)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn answer(status: StatusCode, body: String) -> Response {
    let headers = [
        ("content-type", "application/x-amz-json-1.0"),
        ("x-amzn-requestid", &Uuid::new_v4().to_string()),
    ];
    (status, headers, body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamodb::Storage;

    #[tokio::test]
    async fn a_panic_is_an_error_that_tells_nothing_of_it() {
        let tables = DynamoDb::open(&Storage::Memory).unwrap();
        let operation: Operation = |_, body| panic!("{body}");
        let error = run(operation, tables, "inside".to_owned())
            .await
            .unwrap_err();
        assert_eq!(error.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let told = error.to_json();
        assert!(told.contains("#InternalServerError"), "{told}");
        assert!(!told.contains("inside"), "{told}");
    }
}
