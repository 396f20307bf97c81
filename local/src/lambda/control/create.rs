//! `CreateFunction`.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html>

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use crate::aws::Refusal;
use crate::lambda::Functions;
use crate::lambda::arn::FunctionArn;
use crate::lambda::code::Architecture;
use crate::lambda::configuration::Change;
use crate::lambda::control::code::{Zip, architecture};
use crate::lambda::control::request::{Json, Rest, unqualified};
use crate::lambda::refusals;
use crate::lambda::registry::{Function, Tags};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Create {
    function_name: String,
    code: Zip,
    #[serde(rename = "PackageType")]
    _package_type: Option<PackageType>,
    architectures: Option<Vec<Architecture>>,
    #[serde(default)]
    publish: bool,
    #[serde(default)]
    tags: BTreeMap<String, String>,
    #[serde(flatten)]
    settings: Change,
    #[serde(flatten)]
    rest: Rest,
}

/// Images are not here.
#[derive(Debug, Deserialize)]
enum PackageType {
    Zip,
}

pub(super) async fn create(
    State(functions): State<Arc<Functions>>,
    Json(request): Json<Create>,
) -> Result<Response, Refusal> {
    request.rest.refuse()?;
    let arn = unqualified(&request.function_name)?;
    let configuration = request.settings.create(&arn.name)?;
    let tags = Tags::new(request.tags)?;
    let architecture = architecture(request.architectures.as_deref())?;
    if functions.registry().get(&arn).is_some() {
        return Err(already_there(&arn));
    }
    let code = request
        .code
        .unpack(architecture.unwrap_or(Architecture::X86_64))
        .await?;
    let function = Function::new(&arn.name, configuration, code, tags, functions.given());
    let mut registry = functions.registry_mut();
    let function = registry
        .insert(function)
        .ok_or_else(|| already_there(&arn))?;
    let version = if request.publish {
        function.publish(None)
    } else {
        function.latest()
    };
    // Without a version in its ARN, as Lambda answers.
    Ok((StatusCode::CREATED, Answer(version.shown(&arn))).into_response())
}

fn already_there(arn: &FunctionArn) -> Refusal {
    refusals::conflict(format!("Function already exist: {}", arn.name))
}
