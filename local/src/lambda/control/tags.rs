//! Tags: `TagResource`, `ListTags`, `UntagResource`.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html>

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::json;

use crate::aws::Refusal;
use crate::lambda::Functions;
use crate::lambda::arn::FunctionArn;
use crate::lambda::control::request::{Json, Rest};
use crate::lambda::refusals;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Tag {
    tags: BTreeMap<String, String>,
    #[serde(flatten)]
    rest: Rest,
}

pub(super) async fn list(
    State(functions): State<Arc<Functions>>,
    Path(arn): Path<String>,
) -> Result<Response, Refusal> {
    let arn = resource(&arn)?;
    let registry = functions.registry();
    let tags = &registry.function(&arn)?.tags;
    Ok(Answer(json!({"Tags": tags})).into_response())
}

pub(super) async fn tag(
    State(functions): State<Arc<Functions>>,
    Path(arn): Path<String>,
    Json(request): Json<Tag>,
) -> Result<StatusCode, Refusal> {
    request.rest.refuse()?;
    let arn = resource(&arn)?;
    if request.tags.is_empty() {
        return Err(refusals::invalid(
            "An error occurred and the request cannot be processed.",
        ));
    }
    let mut registry = functions.registry_mut();
    let function = registry.function_mut(&arn)?;
    function.tags = function.tags.with(request.tags)?;
    Ok(StatusCode::NO_CONTENT)
}

/// The keys stand in the query, each as another `tagKeys`.
pub(super) async fn untag(
    State(functions): State<Arc<Functions>>,
    Path(arn): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<StatusCode, Refusal> {
    let arn = resource(&arn)?;
    let query = query.unwrap_or_default();
    let keys: Vec<_> = url::form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name == "tagKeys")
        .map(|(_, key)| key.into_owned())
        .collect();
    if keys.is_empty() {
        return Err(refusals::constraint("tagKeys", "", "not be null"));
    }
    let mut registry = functions.registry_mut();
    registry.function_mut(&arn)?.tags.remove(&keys);
    Ok(StatusCode::NO_CONTENT)
}

/// The function of a whole ARN.
fn resource(text: &str) -> Result<FunctionArn, Refusal> {
    if !text.starts_with("arn:") {
        return Err(refusals::constraint("resource", text, "be an ARN"));
    }
    let arn = FunctionArn::parse(text, None)?;
    if arn.qualifier.is_some() {
        return Err(refusals::invalid(
            "Tags on function aliases and versions are not supported. Please specify a \
             function ARN.",
        ));
    }
    Ok(arn)
}
