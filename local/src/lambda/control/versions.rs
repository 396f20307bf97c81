//! Versions: `PublishVersion`, `ListVersionsByFunction`.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html>

use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::json;

use crate::aws::Refusal;
use crate::lambda::Functions;
use crate::lambda::configuration::Description;
use crate::lambda::control::request::{Json, Rest, unqualified};
use crate::lambda::refusals;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Publish {
    code_sha256: Option<String>,
    description: Option<String>,
    revision_id: Option<String>,
    #[serde(flatten)]
    rest: Rest,
}

pub(super) async fn publish(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Json(request): Json<Publish>,
) -> Result<Response, Refusal> {
    request.rest.refuse()?;
    let arn = unqualified(&name)?;
    let description = request.description.map(Description::new).transpose()?;
    let mut registry = functions.registry_mut();
    let function = registry.function_mut(&arn)?;
    let latest = function.latest();
    latest.revision.check(request.revision_id.as_deref())?;
    let current = latest.code.sha256();
    if let Some(expected) = request.code_sha256
        && expected != current
    {
        return Err(refusals::invalid(format!(
            "CodeSHA256 ({expected}) is different from current CodeSHA256 in $LATEST \
             ({current}). Please try again with the CodeSHA256 in $LATEST."
        )));
    }
    let version = function.publish(description);
    let arn = arn.qualified(version.name());
    Ok((StatusCode::CREATED, Answer(version.shown(&arn))).into_response())
}

/// All of them in one page.
pub(super) async fn list(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
) -> Result<Response, Refusal> {
    let arn = unqualified(&name)?;
    let registry = functions.registry();
    let versions = registry.function(&arn)?.versions();
    let shown: Vec<_> = versions
        .map(|version| json!(version.shown(&arn.qualified(version.name()))))
        .collect();
    Ok(Answer(json!({"Versions": shown})).into_response())
}
