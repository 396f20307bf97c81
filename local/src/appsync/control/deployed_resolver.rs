//! A resolver and its field, as requests write them and answers give them back.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::api_settings::Switch;
use super::data_source::DataSource;
use super::deployed_api::DeployedApi;
use super::members::Members;
use super::refusal::{bad_request, not_found};
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
    /// Reads a resolver; nothing else may be left.
    ///
    /// # Errors
    /// 400 for what is missing, malformed, or not to be had here.
    pub(super) fn read(mut members: Members) -> Result<Self, Refusal> {
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

    /// What is answered of it.
    pub(super) fn answer(&self, api: &DeployedApi, field: &Field) -> Value {
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

/// The refusal where there is no type of that name.
pub(super) fn no_type(type_name: &ResourceName) -> Refusal {
    not_found(format!("Type {type_name} not found"))
}
