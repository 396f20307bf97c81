//! Aliases: `CreateAlias`, `GetAlias`, `ListAliases`, `UpdateAlias`, `DeleteAlias`.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html>

use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::json;

use crate::aws::Refusal;
use crate::lambda::Functions;
use crate::lambda::configuration::Description;
use crate::lambda::control::request::{Json, Parameters, Rest, unqualified};
use crate::lambda::registry::AliasName;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Create {
    name: String,
    function_version: String,
    #[serde(default)]
    description: String,
    #[serde(flatten)]
    rest: Rest,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Update {
    function_version: Option<String>,
    description: Option<String>,
    revision_id: Option<String>,
    #[serde(flatten)]
    rest: Rest,
}

pub(super) async fn create(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Json(request): Json<Create>,
) -> Result<Response, Refusal> {
    request.rest.refuse()?;
    let arn = unqualified(&name)?;
    let alias = AliasName::new(request.name)?;
    let description = Description::new(request.description)?;
    let mut registry = functions.registry_mut();
    let function = registry.function_mut(&arn)?;
    let alias = function.create_alias(alias, &request.function_version, description)?;
    Ok((StatusCode::CREATED, Answer(alias)).into_response())
}

pub(super) async fn get(
    State(functions): State<Arc<Functions>>,
    Path((name, alias)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let arn = unqualified(&name)?;
    let alias = AliasName::new(alias)?;
    let registry = functions.registry();
    let alias = registry.function(&arn)?.alias(&alias)?;
    Ok(Answer(alias).into_response())
}

/// All of them in one page, or those that lead to one version.
pub(super) async fn list(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, Refusal> {
    let arn = unqualified(&name)?;
    let version = parameters.function_version.as_deref();
    let registry = functions.registry();
    let aliases = registry.function(&arn)?.aliases();
    let shown: Vec<_> = aliases
        .filter(|alias| version.is_none_or(|version| version == alias.version().to_string()))
        .collect();
    Ok(Answer(json!({"Aliases": shown})).into_response())
}

pub(super) async fn update(
    State(functions): State<Arc<Functions>>,
    Path((name, alias)): Path<(String, String)>,
    Json(request): Json<Update>,
) -> Result<Response, Refusal> {
    request.rest.refuse()?;
    let arn = unqualified(&name)?;
    let alias = AliasName::new(alias)?;
    let description = request.description.map(Description::new).transpose()?;
    let mut registry = functions.registry_mut();
    let alias = registry.function_mut(&arn)?.update_alias(
        &alias,
        request.function_version.as_deref(),
        description,
        request.revision_id.as_deref(),
    )?;
    Ok(Answer(alias).into_response())
}

pub(super) async fn delete(
    State(functions): State<Arc<Functions>>,
    Path((name, alias)): Path<(String, String)>,
) -> Result<StatusCode, Refusal> {
    let arn = unqualified(&name)?;
    let alias = AliasName::new(alias)?;
    let mut registry = functions.registry_mut();
    registry.function_mut(&arn)?.delete_alias(&alias);
    Ok(StatusCode::NO_CONTENT)
}
