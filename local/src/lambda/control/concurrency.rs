//! Reserved concurrency: `PutFunctionConcurrency`, `GetFunctionConcurrency`,
//! `DeleteFunctionConcurrency`.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html>

use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::aws::Refusal;
use crate::lambda::Functions;
use crate::lambda::control::request::{Json, Rest, unqualified};
use crate::lambda::refusals;
use crate::lambda::registry::Function;

/// An account's 1,000, less what must stay for functions that have reserved nothing.
const MOST_RESERVED: u32 = 900;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Put {
    reserved_concurrent_executions: i64,
    #[serde(flatten)]
    rest: Rest,
}

/// How many events a function may work on at a time, if that was said.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Reserved {
    reserved_concurrent_executions: u32,
}

impl From<u32> for Reserved {
    fn from(number: u32) -> Self {
        Self {
            reserved_concurrent_executions: number,
        }
    }
}

pub(super) async fn put(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Json(request): Json<Put>,
) -> Result<Response, Refusal> {
    request.rest.refuse()?;
    let arn = unqualified(&name)?;
    let number = request.reserved_concurrent_executions;
    let reserved = u32::try_from(number).map_err(|_| {
        let constraint = "have value greater than or equal to 0";
        refusals::constraint("reservedConcurrentExecutions", number, constraint)
    })?;
    let mut registry = functions.registry_mut();
    let others = registry
        .functions()
        .filter(|function| function.arn() != arn)
        .filter_map(Function::reserved)
        .sum::<u32>();
    let function = registry.function_mut(&arn)?;
    if reserved > MOST_RESERVED.saturating_sub(others) {
        return Err(refusals::invalid(
            "Specified ReservedConcurrentExecutions for function decreases account's \
             UnreservedConcurrentExecution below its minimum value of [100].",
        ));
    }
    let provisioned = function.total_provisioned();
    if reserved < provisioned {
        return Err(refusals::invalid(format!(
            "ReservedConcurrentExecutions {reserved} should not be lower than function's total \
             provisioned concurrency [{provisioned}]."
        )));
    }
    function.reserve(Some(reserved));
    Ok(Answer(Reserved::from(reserved)).into_response())
}

pub(super) async fn get(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
) -> Result<Response, Refusal> {
    let arn = unqualified(&name)?;
    let registry = functions.registry();
    Ok(match registry.function(&arn)?.reserved() {
        Some(reserved) => Answer(Reserved::from(reserved)).into_response(),
        None => Answer(json!({})).into_response(),
    })
}

pub(super) async fn delete(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
) -> Result<StatusCode, Refusal> {
    let arn = unqualified(&name)?;
    let mut registry = functions.registry_mut();
    registry.function_mut(&arn)?.reserve(None);
    Ok(StatusCode::NO_CONTENT)
}
