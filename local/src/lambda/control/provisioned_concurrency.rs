//! Provisioned concurrency: `PutProvisionedConcurrencyConfig`,
//! `GetProvisionedConcurrencyConfig`, `DeleteProvisionedConcurrencyConfig`.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html>

use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use crate::aws::Refusal;
use crate::lambda::Functions;
use crate::lambda::arn::{FunctionArn, LATEST};
use crate::lambda::control::request::{Json, Parameters, Rest};
use crate::lambda::refusals;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Put {
    provisioned_concurrent_executions: i64,
    #[serde(flatten)]
    rest: Rest,
}

pub(super) async fn put(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
    Json(request): Json<Put>,
) -> Result<Response, Refusal> {
    request.rest.refuse()?;
    let (arn, qualifier) = qualified(&name, &parameters)?;
    let number = request.provisioned_concurrent_executions;
    let fitting = u32::try_from(number).ok().filter(|number| *number > 0);
    let fitting = fitting.ok_or_else(|| {
        let constraint = "have value greater than or equal to 1";
        refusals::constraint("provisionedConcurrentExecutions", number, constraint)
    })?;
    let mut registry = functions.registry_mut();
    let function = registry.function_mut(&arn)?;
    function.provision(&qualifier, fitting)?;
    let shown = function.provisioned(&qualifier)?;
    Ok((StatusCode::ACCEPTED, Answer(shown)).into_response())
}

pub(super) async fn get(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, Refusal> {
    let (arn, qualifier) = qualified(&name, &parameters)?;
    let registry = functions.registry();
    let shown = registry.function(&arn)?.provisioned(&qualifier)?;
    Ok(Answer(shown).into_response())
}

pub(super) async fn delete(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<StatusCode, Refusal> {
    let (arn, qualifier) = qualified(&name, &parameters)?;
    let mut registry = functions.registry_mut();
    registry.function_mut(&arn)?.unprovision(&qualifier)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The function, and its version or alias.
fn qualified(name: &str, parameters: &Parameters) -> Result<(FunctionArn, String), Refusal> {
    let arn = parameters.arn(name)?;
    let qualifier = arn.qualifier.clone().unwrap_or_else(|| LATEST.to_owned());
    Ok((arn, qualifier))
}
