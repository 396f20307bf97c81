//! A function's settings: `GetFunctionConfiguration`, `UpdateFunctionConfiguration`.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html>

use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use crate::aws::Refusal;
use crate::lambda::Functions;
use crate::lambda::configuration::Change;
use crate::lambda::control::request::{Json, Parameters, Rest, unqualified};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Update {
    revision_id: Option<String>,
    #[serde(flatten)]
    settings: Change,
    #[serde(flatten)]
    rest: Rest,
}

pub(super) async fn get(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, Refusal> {
    let arn = parameters.arn(&name)?;
    let registry = functions.registry();
    let version = registry.version(&arn)?;
    Ok(Answer(version.shown(&arn)).into_response())
}

pub(super) async fn update(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Json(request): Json<Update>,
) -> Result<Response, Refusal> {
    request.rest.refuse()?;
    let arn = unqualified(&name)?;
    let mut registry = functions.registry_mut();
    let function = registry.function_mut(&arn)?;
    let latest = function.latest();
    latest.revision.check(request.revision_id.as_deref())?;
    let configuration = request.settings.apply(latest.configuration.clone())?;
    function.update(configuration, latest.code.clone());
    Ok(Answer(function.latest().shown(&arn)).into_response())
}
