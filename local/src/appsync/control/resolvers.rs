//! `CreateResolver`, `GetResolver`, `UpdateResolver`, `DeleteResolver`, `ListResolvers`.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateResolver.html>

use std::fmt;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::api_settings::Switch;
use super::data_sources::{DataSource, no_source};
use super::deployed_api::DeployedApi;
use super::members::Members;
use super::page::Page;
use super::refusal::{bad_request, not_found};
use super::registry::Registry;
use super::resource_name::ResourceName;
use crate::appsync::model::Resolver;
use crate::appsync::schema::ApiSchema;
use crate::aws::Refusal;

/// A field of a type, by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Field {
    pub(super) type_name: ResourceName,
    pub(super) field_name: ResourceName,
}

/// A direct Lambda resolver, without its field.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DeployedResolver {
    kind: Kind,
    pub(super) data_source_name: ResourceName,
    max_batch_size: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    metrics_config: Option<Switch>,
    /// Whether the schema has had its field ever since it was last written.
    #[serde(skip)]
    pub(super) attached: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Kind {
    Unit,
    Pipeline,
}

#[derive(Deserialize)]
pub(super) struct FieldPath {
    api_id: String,
    type_name: ResourceName,
    field_name: ResourceName,
}

impl Field {
    /// Finds the field in a schema.
    ///
    /// # Errors
    /// 404 if it isn't there.
    pub(super) fn is_in(&self, schema: &ApiSchema) -> Result<(), Refusal> {
        let (type_name, field_name) = (&self.type_name, &self.field_name);
        if schema.type_named(type_name.as_str()).is_none() {
            return Err(no_type(type_name));
        }
        if schema
            .field(type_name.as_str(), field_name.as_str())
            .is_none()
        {
            return Err(not_found(format!(
                "No field named {field_name} found on type {type_name}"
            )));
        }
        Ok(())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.type_name, self.field_name)
    }
}

impl DeployedResolver {
    fn read(mut members: Members) -> Result<Self, Refusal> {
        let kind = members.take("kind")?.unwrap_or(Kind::Unit);
        if kind == Kind::Pipeline {
            return Err(bad_request(
                "The local AppSync has no resolvers of the kind PIPELINE, only UNIT.",
            ));
        }
        let data_source_name = members
            .take("dataSourceName")?
            .ok_or_else(|| bad_request("DataSourceName is required for UNIT resolver"))?;
        let resolver = Self {
            kind,
            data_source_name,
            max_batch_size: members.take("maxBatchSize")?.unwrap_or_default(),
            metrics_config: members.take("metricsConfig")?,
            attached: true,
        };
        members.finish()?;
        Ok(resolver)
    }

    /// The resolver as it is served, over its data source.
    pub(super) fn model(&self, source: &DataSource) -> Resolver {
        Resolver {
            function: source.lambda_config.lambda_function_arn.as_str().to_owned(),
            max_batch_size: self.max_batch_size,
            role: Some(source.service_role_arn.as_str().to_owned()),
        }
    }

    fn answer(&self, api: &DeployedApi, field: &Field) -> Value {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct OfField<'a> {
            #[serde(flatten)]
            field: &'a Field,
            resolver_arn: String,
            #[serde(flatten)]
            resolver: &'a DeployedResolver,
        }
        let Field {
            type_name,
            field_name,
        } = field;
        json!(OfField {
            field,
            resolver_arn: format!("{}/types/{type_name}/resolvers/{field_name}", api.arn()),
            resolver: self,
        })
    }
}

pub(super) async fn create(
    State(registry): State<Arc<Registry>>,
    Path((api_id, type_name)): Path<(String, ResourceName)>,
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
    Path(path): Path<FieldPath>,
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
    Path(path): Path<FieldPath>,
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
    Path(path): Path<FieldPath>,
) -> Result<Json<Value>, Refusal> {
    let (api_id, field) = path.split();
    registry.change(&api_id, |api| {
        api.resolvers.remove(&field).ok_or_else(no_resolver)?;
        Ok(Json(json!({})))
    })
}

pub(super) async fn list(
    State(registry): State<Arc<Registry>>,
    Path((api_id, type_name)): Path<(String, ResourceName)>,
    Query(page): Query<Page>,
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

fn no_type(type_name: &ResourceName) -> Refusal {
    not_found(format!("Type {type_name} not found"))
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
