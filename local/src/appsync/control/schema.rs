//! `StartSchemaCreation`, `GetSchemaCreationStatus`, `GetIntrospectionSchema`.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_StartSchemaCreation.html>

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::deployed_api::DeployedApi;
use super::members::Members;
use super::refusal::{bad_request, no_schema};
use super::registry::Registry;
use crate::appsync::model::ApiError;
use crate::appsync::schema::ApiSchema;
use crate::aws::Refusal;

/// Source: <https://docs.aws.amazon.com/general/latest/gr/appsync.html>
const LARGEST_SCHEMA: usize = 1024 * 1024;

/// A valid schema, as it was sent.
pub(super) struct DeployedSchema {
    pub(super) text: String,
    pub(super) parsed: ApiSchema,
}

/// What came of the last schema that was sent.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "status", rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum SchemaCreation {
    NotApplicable,
    Success { details: String },
    Failed { details: String },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Wanted {
    format: String,
    include_directives: Option<bool>,
}

/// Answers as AppSync does, that it will be looked into; it has been by then.
pub(super) async fn start_creation(
    State(registry): State<Arc<Registry>>,
    Path(api_id): Path<String>,
    mut members: Members,
) -> Result<Json<Value>, Refusal> {
    let text = definition(&members.require::<String>("definition")?)?;
    members.finish()?;
    registry.change(&api_id, |api| {
        create(api, text);
        Ok(Json(json!({ "status": "PROCESSING" })))
    })
}

pub(super) async fn creation_status(
    State(registry): State<Arc<Registry>>,
    Path(api_id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    registry.read(&api_id, |api| Ok(Json(json!(api.creation))))
}

pub(super) async fn introspection(
    State(registry): State<Arc<Registry>>,
    Path(api_id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refusal> {
    if wanted.format != "SDL" || wanted.include_directives == Some(false) {
        return Err(bad_request(
            "The local AppSync gives the schema in the format SDL and with its directives only.",
        ));
    }
    let schema = registry.read(&api_id, |api| api.schema.clone().ok_or_else(no_schema))?;
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((kind, schema.text.clone()).into_response())
}

fn definition(base64: &str) -> Result<String, Refusal> {
    let bytes = STANDARD
        .decode(base64)
        .map_err(|error| bad_request(format!("definition is not base64: {error}")))?;
    if bytes.len() > LARGEST_SCHEMA {
        return Err(bad_request("The schema exceeds 1 MB."));
    }
    String::from_utf8(bytes).map_err(|_| bad_request("The schema is not UTF-8."))
}

/// A valid schema takes the place of the old one, an invalid one leaves it.
fn create(api: &mut DeployedApi, text: String) {
    match ApiSchema::parse(&text) {
        Ok(parsed) => {
            detach_resolvers(api, &parsed);
            // Assumed: which types are counted.
            let details = format!(
                "Successfully created schema with {} types.",
                parsed.own_types()
            );
            api.schema = Some(Arc::new(DeployedSchema { text, parsed }));
            api.creation = SchemaCreation::Success { details };
        }
        Err(ApiError::Schema(details)) => api.creation = SchemaCreation::Failed { details },
        Err(error) => {
            api.creation = SchemaCreation::Failed {
                details: error.to_string(),
            };
        }
    }
}

/// A resolver whose field goes away stays, but resolves nothing, also if the field comes
/// back: it has to be updated then.
///
/// Source: <https://github.com/aws/aws-appsync-community/issues/146>
fn detach_resolvers(api: &mut DeployedApi, schema: &ApiSchema) {
    for (field, resolver) in &mut api.resolvers {
        resolver.attached &= field.is_in(schema).is_ok();
    }
}
