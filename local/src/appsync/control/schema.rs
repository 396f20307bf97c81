//! `StartSchemaCreation` and `GetSchemaCreationStatus`.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_StartSchemaCreation.html>

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde_json::{Value, json};

use super::deployed_api::DeployedApi;
use super::members::Members;
use super::refusal::bad_request;
use super::registry::Registry;
use super::uri::InPath;
use crate::appsync::model::ApiError;
use crate::appsync::schema::ApiSchema;
use crate::aws::Refusal;

/// Source: <https://docs.aws.amazon.com/general/latest/gr/appsync.html>
const LARGEST_SCHEMA: usize = 1024 * 1024;

/// A valid schema, as it was sent and as it is read.
#[derive(Clone)]
pub(super) struct DeployedSchema {
    pub(super) text: Arc<str>,
    pub(super) parsed: Arc<ApiSchema>,
}

/// What came of the last schema that was sent.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "status", rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum SchemaCreation {
    NotApplicable,
    Success { details: String },
    Failed { details: String },
}

impl DeployedSchema {
    fn read(text: String) -> Result<Self, ApiError> {
        let parsed = Arc::new(ApiSchema::parse(&text)?);
        Ok(Self {
            text: text.into(),
            parsed,
        })
    }
}

/// Answers as AppSync does, that it will be looked into; it has been by then.
pub(super) async fn start_creation(
    State(registry): State<Arc<Registry>>,
    InPath(api_id): InPath<String>,
    mut members: Members,
) -> Result<Json<Value>, Refusal> {
    let text = definition(&members.require::<String>("definition")?)?;
    members.finish()?;
    // A schema can be made that takes long to check; nothing else waits for it.
    let read = tokio::task::spawn_blocking(move || DeployedSchema::read(text))
        .await
        .map_err(|_| bad_request("The schema can't be checked."))?;
    registry.change(&api_id, |api| {
        replace(api, read);
        Ok(Json(json!({ "status": "PROCESSING" })))
    })
}

pub(super) async fn creation_status(
    State(registry): State<Arc<Registry>>,
    InPath(api_id): InPath<String>,
) -> Result<Json<Value>, Refusal> {
    registry.read(&api_id, |api| Ok(Json(json!(api.creation))))
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
fn replace(api: &mut DeployedApi, read: Result<DeployedSchema, ApiError>) {
    match read {
        Ok(schema) => {
            detach_resolvers(api, &schema.parsed);
            api.creation = SchemaCreation::Success {
                // Assumed: which types are counted.
                details: format!(
                    "Successfully created schema with {} types.",
                    schema.parsed.own_types()
                ),
            };
            api.schema = Some(schema);
        }
        Err(error) => {
            let details = match error {
                ApiError::Schema(details) => details,
                other => other.to_string(),
            };
            api.creation = SchemaCreation::Failed { details };
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
