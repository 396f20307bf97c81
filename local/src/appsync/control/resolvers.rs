//! `CreateResolver`, `GetResolver`, `UpdateResolver`, `DeleteResolver`, `ListResolvers`.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateResolver.html>

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use super::data_sources::no_source;
use super::deployed_api::DeployedApi;
use super::deployed_resolver::{DeployedResolver, Field, no_type};
use super::members::Members;
use super::page::Page;
use super::refusal::{bad_request, not_found};
use super::registry::Registry;
use super::resource_name::ResourceName;
use super::uri::{InPath, InQuery};
use crate::aws::Refusal;

#[derive(Deserialize)]
pub(super) struct FieldPath {
    api_id: String,
    type_name: ResourceName,
    field_name: ResourceName,
}

pub(super) async fn create(
    State(registry): State<Arc<Registry>>,
    InPath((api_id, type_name)): InPath<(String, ResourceName)>,
    mut members: Members,
) -> Result<Json<Value>, Refusal> {
    let field = Field {
        type_name,
        field_name: members.require("fieldName")?,
    };
    let resolver = DeployedResolver::read(members)?;
    registry.change(&api_id, |api| {
        if api.resolvers.contains_key(&field) {
            return Err(bad_request("Only one resolver is allowed per field."));
        }
        put(api, field, resolver)
    })
}

pub(super) async fn find(
    State(registry): State<Arc<Registry>>,
    InPath(path): InPath<FieldPath>,
) -> Result<Json<Value>, Refusal> {
    let (api_id, field) = path.split();
    registry.read(&api_id, |api| {
        let resolver = api.resolvers.get(&field).ok_or_else(no_resolver)?;
        Ok(Json(json!({ "resolver": resolver.answer(api, &field) })))
    })
}

/// Replaces all of it but the field.
pub(super) async fn update(
    State(registry): State<Arc<Registry>>,
    InPath(path): InPath<FieldPath>,
    members: Members,
) -> Result<Json<Value>, Refusal> {
    let (api_id, field) = path.split();
    let resolver = DeployedResolver::read(members)?;
    registry.change(&api_id, |api| {
        if !api.resolvers.contains_key(&field) {
            return Err(no_resolver());
        }
        put(api, field, resolver)
    })
}

pub(super) async fn delete(
    State(registry): State<Arc<Registry>>,
    InPath(path): InPath<FieldPath>,
) -> Result<Json<Value>, Refusal> {
    let (api_id, field) = path.split();
    registry.change(&api_id, |api| {
        api.resolvers.remove(&field).ok_or_else(no_resolver)?;
        Ok(Json(json!({})))
    })
}

pub(super) async fn list(
    State(registry): State<Arc<Registry>>,
    InPath((api_id, type_name)): InPath<(String, ResourceName)>,
    InQuery(page): InQuery<Page>,
) -> Result<Json<Value>, Refusal> {
    let resolvers = registry.read(&api_id, |api| {
        let of_type = |(field, resolver): (&Field, &DeployedResolver)| {
            let named = (field.field_name.to_string(), resolver.answer(api, field));
            (field.type_name == type_name).then_some(named)
        };
        Ok(api.resolvers.iter().filter_map(of_type).collect())
    })?;
    page.of("resolvers", resolvers)
}

impl FieldPath {
    fn split(self) -> (String, Field) {
        let field = Field {
            type_name: self.type_name,
            field_name: self.field_name,
        };
        (self.api_id, field)
    }
}

fn no_resolver() -> Refusal {
    not_found("No resolver found.")
}

fn put(
    api: &mut DeployedApi,
    field: Field,
    resolver: DeployedResolver,
) -> Result<Json<Value>, Refusal> {
    let schema = api
        .schema
        .as_ref()
        .ok_or_else(|| no_type(&field.type_name))?;
    field.is_in(&schema.parsed)?;
    if !api.data_sources.contains_key(&resolver.data_source_name) {
        return Err(no_source(&resolver.data_source_name));
    }
    let answer = json!({ "resolver": resolver.answer(api, &field) });
    api.resolvers.insert(field, resolver);
    Ok(Json(answer))
}
