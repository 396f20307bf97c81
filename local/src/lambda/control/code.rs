//! A function's program: `UpdateFunctionCode`, and what creating one shares with it.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html>

use std::sync::Arc;

use axum::Json as Answer;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde_json::json;

use crate::aws::Refusal;
use crate::lambda::Functions;
use crate::lambda::code::{Architecture, Code};
use crate::lambda::control::request::{Json, Rest, unqualified};
use crate::lambda::refusals;

/// A zip in Base64.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Zip {
    zip_file: Option<String>,
    #[serde(flatten)]
    rest: Rest,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Update {
    zip_file: Option<String>,
    architectures: Option<Vec<Architecture>>,
    #[serde(default)]
    publish: bool,
    revision_id: Option<String>,
    #[serde(flatten)]
    rest: Rest,
}

pub(super) async fn update(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
    Json(request): Json<Update>,
) -> Result<Response, Refusal> {
    request.rest.refuse()?;
    let arn = unqualified(&name)?;
    let architecture = architecture(request.architectures.as_deref())?;
    let before = {
        let registry = functions.registry();
        let latest = registry.function(&arn)?.latest();
        latest.revision.check(request.revision_id.as_deref())?;
        latest.code.architecture()
    };
    let code = unpack(request.zip_file, architecture.unwrap_or(before)).await?;
    let mut registry = functions.registry_mut();
    let function = registry.function_mut(&arn)?;
    let revision = function.latest().revision;
    revision.check(request.revision_id.as_deref())?;
    function.update(function.latest().configuration.clone(), code);
    if !request.publish {
        return Ok(Answer(function.latest().shown(&arn)).into_response());
    }
    let version = function.publish(None);
    let arn = arn.qualified(version.name());
    Ok(Answer(version.shown(&arn)).into_response())
}

/// Nobody signs code here, as in an account that has not set that up.
pub(super) async fn signing(
    State(functions): State<Arc<Functions>>,
    Path(name): Path<String>,
) -> Result<Response, Refusal> {
    let arn = unqualified(&name)?;
    functions.registry().function(&arn)?;
    Ok(Answer(json!({"FunctionName": arn.name})).into_response())
}

impl Zip {
    pub(super) async fn unpack(self, architecture: Architecture) -> Result<Arc<Code>, Refusal> {
        self.rest.refuse()?;
        unpack(self.zip_file, architecture).await
    }
}

/// The one processor that a request names, if it names one.
pub(super) fn architecture(
    architectures: Option<&[Architecture]>,
) -> Result<Option<Architecture>, Refusal> {
    match architectures {
        None | Some([]) => Ok(None),
        Some([architecture]) => Ok(Some(*architecture)),
        Some(several) => Err(refusals::constraint(
            "architectures",
            several.len(),
            "have length less than or equal to 1",
        )),
    }
}

async fn unpack(zip: Option<String>, architecture: Architecture) -> Result<Arc<Code>, Refusal> {
    let zip = zip.ok_or_else(|| refusals::invalid("Please provide a zip as ZipFile."))?;
    let unpacking = tokio::task::spawn_blocking(move || {
        let zip = BASE64_STANDARD.decode(zip);
        let zip = zip.map_err(|_| refusals::invalid("ZipFile is not Base64."))?;
        Code::unpack(&zip, architecture).map(Arc::new)
    });
    let unpacked = unpacking.await;
    unpacked.unwrap_or_else(|_| Err(refusals::invalid("The zip can't be unpacked.")))
}
