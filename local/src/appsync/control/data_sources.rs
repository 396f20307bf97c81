//! `CreateDataSource`, `GetDataSource`, `UpdateDataSource`, `DeleteDataSource`,
//! `ListDataSources`.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateDataSource.html>

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::data_source::DataSource;
use super::deployed_api::DeployedApi;
use super::members::Members;
use super::page::Page;
use super::refusal::{bad_request, not_found};
use super::registry::Registry;
use super::resource_name::ResourceName;
use super::uri::{InPath, InQuery};
use crate::aws::Refusal;

pub(super) async fn create(
    State(registry): State<Arc<Registry>>,
    InPath(api_id): InPath<String>,
    mut members: Members,
) -> Result<Json<Value>, Refusal> {
    let name: ResourceName = members.require("name")?;
    let source = DataSource::read(members)?;
    registry.change(&api_id, |api| {
        if api.data_sources.contains_key(&name) {
            return Err(bad_request(format!(
                "Data source with name {name} already exists"
            )));
        }
        put(api, name, source)
    })
}

pub(super) async fn find(
    State(registry): State<Arc<Registry>>,
    InPath((api_id, name)): InPath<(String, ResourceName)>,
) -> Result<Json<Value>, Refusal> {
    registry.read(&api_id, |api| {
        let source = api
            .data_sources
            .get(&name)
            .ok_or_else(|| no_source(&name))?;
        Ok(Json(json!({ "dataSource": source.answer(api, &name) })))
    })
}

/// Replaces all of it but the name.
pub(super) async fn update(
    State(registry): State<Arc<Registry>>,
    InPath((api_id, name)): InPath<(String, ResourceName)>,
    members: Members,
) -> Result<Json<Value>, Refusal> {
    let source = DataSource::read(members)?;
    registry.change(&api_id, |api| {
        if !api.data_sources.contains_key(&name) {
            return Err(no_source(&name));
        }
        put(api, name, source)
    })
}

/// Refused while a resolver uses it.
pub(super) async fn delete(
    State(registry): State<Arc<Registry>>,
    InPath((api_id, name)): InPath<(String, ResourceName)>,
) -> Result<Json<Value>, Refusal> {
    registry.change(&api_id, |api| {
        let user = api
            .resolvers
            .iter()
            .find(|(_, resolver)| resolver.data_source_name == name);
        if let Some((field, _)) = user {
            return Err(bad_request(format!(
                "Resolver for type {} and field {} associated with data source",
                field.type_name, field.field_name
            )));
        }
        api.data_sources
            .remove(&name)
            .ok_or_else(|| no_source(&name))?;
        Ok(Json(json!({})))
    })
}

pub(super) async fn list(
    State(registry): State<Arc<Registry>>,
    InPath(api_id): InPath<String>,
    InQuery(page): InQuery<Page>,
) -> Result<Json<Value>, Refusal> {
    let sources = registry.read(&api_id, |api| {
        let named = |(name, source): (&ResourceName, &DataSource)| {
            (name.to_string(), source.answer(api, name))
        };
        Ok(api.data_sources.iter().map(named).collect())
    })?;
    page.of("dataSources", sources)
}

/// The refusal where there is no data source of that name.
pub(super) fn no_source(name: &ResourceName) -> Refusal {
    not_found(format!("No data source found named {name}"))
}

fn put(
    api: &mut DeployedApi,
    name: ResourceName,
    source: DataSource,
) -> Result<Json<Value>, Refusal> {
    let answer = json!({ "dataSource": source.answer(api, &name) });
    api.data_sources.insert(name, source);
    Ok(Json(answer))
}
