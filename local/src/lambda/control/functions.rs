//! A function as a whole: `GetFunction`, `ListFunctions`, `DeleteFunction`.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html>

use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use serde_json::json;

use crate::aws::Refusal;
use crate::lambda::Functions;
use crate::lambda::control::concurrency::Reserved;
use crate::lambda::control::request::Parameters;
use crate::lambda::refusals;
use crate::lambda::registry::{Shown, Tags, VersionName};

/// A function, with what belongs to no version of it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Whole<'a> {
    configuration: Shown<'a>,
    code: Repository,
    #[serde(skip_serializing_if = "Option::is_none")]
    concurrency: Option<Reserved>,
    #[serde(skip_serializing_if = "Tags::is_empty")]
    tags: &'a Tags,
}

/// Where the zip is; without its address, as nothing here keeps it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Repository {
    repository_type: &'static str,
}

pub(super) async fn get(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, Refusal> {
    let arn = parameters.arn(&name)?;
    let registry = functions.registry();
    let (function, version) = (registry.function(&arn)?, registry.version(&arn)?);
    let answer = Whole {
        configuration: version.shown(&arn),
        code: Repository {
            repository_type: "S3",
        },
        concurrency: function.reserved().map(Reserved::from),
        tags: &function.tags,
    };
    Ok(Answer(answer).into_response())
}

/// All of them in one page.
pub(super) async fn list(State(functions): State<Arc<Functions>>) -> Response {
    let registry = functions.registry();
    let shown: Vec<_> = registry
        .functions()
        .map(|function| json!(function.latest().shown(&function.arn())))
        .collect();
    Answer(json!({"Functions": shown})).into_response()
}

pub(super) async fn delete(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<StatusCode, Refusal> {
    let arn = parameters.arn(&name)?;
    let mut registry = functions.registry_mut();
    match arn.qualifier.as_deref().map(VersionName::parse) {
        None => registry.remove(&arn)?,
        Some(Some(VersionName::Number(number))) => {
            registry.function_mut(&arn)?.delete_version(number)?;
        }
        Some(Some(VersionName::Latest)) => {
            return Err(refusals::invalid(
                "$LATEST version cannot be deleted without deleting the function.",
            ));
        }
        // Assumed: the words.
        Some(None) => {
            return Err(refusals::invalid(
                "Deletion of aliases is not currently supported.",
            ));
        }
    }
    Ok(StatusCode::NO_CONTENT)
}
