//! A data source, as requests write it and answers give it back.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::api_settings::Switch;
use super::deployed_api::DeployedApi;
use super::function_arn::FunctionArn;
use super::members::Members;
use super::refusal::bad_request;
use super::resource_name::ResourceName;
use super::role_arn::RoleArn;
use crate::aws::Refusal;

/// A function, and the role that AppSync calls it in.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DataSource {
    #[serde(rename = "type")]
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    pub(super) service_role_arn: RoleArn,
    pub(super) lambda_config: LambdaConfig,
    #[serde(skip_serializing_if = "Option::is_none")]
    metrics_config: Option<Switch>,
}

#[derive(Clone, Copy, Debug, Serialize)]
enum Kind {
    #[serde(rename = "AWS_LAMBDA")]
    Lambda,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct LambdaConfig {
    pub(super) lambda_function_arn: FunctionArn,
}

impl DataSource {
    /// Reads a data source; nothing else may be left.
    ///
    /// # Errors
    /// 400 for what is missing, malformed, or not to be had here.
    pub(super) fn read(mut members: Members) -> Result<Self, Refusal> {
        let kind: String = members.require("type")?;
        if kind != "AWS_LAMBDA" {
            return Err(bad_request(format!(
                "The local AppSync has no data source type {kind}, only AWS_LAMBDA."
            )));
        }
        let source = Self {
            kind: Kind::Lambda,
            description: members.take("description")?,
            service_role_arn: members.require("serviceRoleArn")?,
            lambda_config: members.require("lambdaConfig")?,
            metrics_config: members.take("metricsConfig")?,
        };
        members.finish()?;
        Ok(source)
    }

    /// What is answered of it.
    pub(super) fn answer(&self, api: &DeployedApi, name: &ResourceName) -> Value {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Named<'a> {
            name: &'a ResourceName,
            data_source_arn: String,
            #[serde(flatten)]
            source: &'a DataSource,
        }
        json!(Named {
            name,
            data_source_arn: format!("{}/datasources/{name}", api.arn()),
            source: self,
        })
    }
}
