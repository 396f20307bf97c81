//! `CreateGraphqlApi`, `GetGraphqlApi`, `UpdateGraphqlApi`, `DeleteGraphqlApi`,
//! `ListGraphqlApis`.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateGraphqlApi.html>

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use super::api_settings::ApiSettings;
use super::deployed_api::DeployedApi;
use super::members::Members;
use super::page::Page;
use super::refusal::bad_request;
use super::registry::Registry;
use super::tags::Tags;
use super::uri::{InPath, InQuery};
use crate::aws::Refusal;

/// Which APIs are asked for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Wanted {
    api_type: Option<ApiType>,
    owner: Option<Owner>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum ApiType {
    Graphql,
    Merged,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Owner {
    CurrentAccount,
    OtherAccounts,
}

impl Wanted {
    /// There are neither merged APIs here nor those of others.
    fn includes_those_here(&self) -> bool {
        self.api_type != Some(ApiType::Merged) && self.owner != Some(Owner::OtherAccounts)
    }
}

pub(super) async fn create(
    State(registry): State<Arc<Registry>>,
    mut members: Members,
) -> Result<Json<Value>, Refusal> {
    only(&mut members, "apiType", "GRAPHQL")?;
    only(&mut members, "visibility", "GLOBAL")?;
    let tags: Option<Tags> = members.take("tags")?;
    let settings = ApiSettings::read(members)?;
    registry.create(settings, tags.unwrap_or_default(), |api| {
        answer(&registry, api)
    })
}

pub(super) async fn find(
    State(registry): State<Arc<Registry>>,
    InPath(api_id): InPath<String>,
) -> Result<Json<Value>, Refusal> {
    registry.read(&api_id, |api| Ok(answer(&registry, api)))
}

/// Assumed: all settings are replaced, so that a member that is left out has its default
/// again. Tags, schema, data sources and resolvers stay.
pub(super) async fn update(
    State(registry): State<Arc<Registry>>,
    InPath(api_id): InPath<String>,
    members: Members,
) -> Result<Json<Value>, Refusal> {
    let settings = ApiSettings::read(members)?;
    registry.change(&api_id, |api| {
        api.settings = settings;
        Ok(answer(&registry, api))
    })
}

pub(super) async fn delete(
    State(registry): State<Arc<Registry>>,
    InPath(api_id): InPath<String>,
) -> Result<Json<Value>, Refusal> {
    registry.delete(&api_id)?;
    Ok(Json(json!({})))
}

pub(super) async fn list(
    State(registry): State<Arc<Registry>>,
    InQuery(wanted): InQuery<Wanted>,
    InQuery(page): InQuery<Page>,
) -> Result<Json<Value>, Refusal> {
    let apis = if wanted.includes_those_here() {
        registry.read_all(|api| json!(api.answer(registry.address())))
    } else {
        Vec::new()
    };
    page.of("graphqlApis", apis)
}

fn answer(registry: &Registry, api: &DeployedApi) -> Json<Value> {
    Json(json!({ "graphqlApi": api.answer(registry.address()) }))
}

/// A member of which the local AppSync has one value.
fn only(members: &mut Members, name: &str, value: &str) -> Result<(), Refusal> {
    match members.take::<String>(name)? {
        Some(other) if other != value => Err(bad_request(format!(
            "The local AppSync has no {name} {other}, only {value}."
        ))),
        _ => Ok(()),
    }
}
