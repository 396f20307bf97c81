//! `GetIntrospectionSchema`: the schema as text, or as the answer to the usual query.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetIntrospectionSchema.html>

use std::sync::Arc;

use apollo_compiler::introspection::partial_execute;
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, response::JsonMap};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::header;
use serde::Deserialize;

use super::refusal::{bad_request, no_schema};
use super::registry::Registry;
use super::uri::{InPath, InQuery};
use crate::appsync::schema::ApiSchema;
use crate::aws::Refusal;

/// What tools ask for.
const QUERY: &str = include_str!("introspection.graphql");

/// How the schema is asked for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Wanted {
    format: Format,
    include_directives: Option<bool>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Format {
    Sdl,
    Json,
}

pub(super) async fn schema(
    State(registry): State<Arc<Registry>>,
    InPath(api_id): InPath<String>,
    InQuery(wanted): InQuery<Wanted>,
) -> Result<Response, Refusal> {
    if wanted.include_directives == Some(false) {
        return Err(bad_request(
            "The local AppSync gives the schema with its directives only.",
        ));
    }
    let schema = registry.read(&api_id, |api| api.schema.clone().ok_or_else(no_schema))?;
    let (kind, text) = match wanted.format {
        Format::Sdl => ("text/plain; charset=utf-8", schema.text.to_string()),
        Format::Json => ("application/json", introspected(&schema.parsed)?),
    };
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

fn introspected(schema: &ApiSchema) -> Result<String, Refusal> {
    // The query is valid for every schema; nobody but its author could make it fail.
    let unanswered = |reason: &dyn std::fmt::Display| bad_request(reason.to_string());
    let query =
        ExecutableDocument::parse_and_validate(schema.valid(), QUERY, "introspection.graphql")
            .map_err(|invalid| unanswered(&invalid.errors))?;
    let operation = query
        .operations
        .get(None)
        .map_err(|_| unanswered(&"the query has no operation"))?;
    let variables = Valid::assume_valid(JsonMap::new());
    let answer = partial_execute(
        schema.valid(),
        schema.implementers(),
        &query,
        operation,
        &variables,
    )
    .map_err(|error| unanswered(&error.message()))?;
    serde_json::to_string(&answer).map_err(|error| unanswered(&error))
}
