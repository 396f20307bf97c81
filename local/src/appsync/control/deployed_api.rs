//! An API as the control plane knows it, and the model that is served of it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::api_settings::ApiSettings;
use super::data_source::DataSource;
use super::deployed_resolver::{DeployedResolver, Field};
use super::environment_variables::EnvironmentVariables;
use super::resource_name::ResourceName;
use super::schema::{DeployedSchema, SchemaCreation};
use super::tags::Tags;
use crate::appsync::api_arn;
use crate::appsync::apis::Platform;
use crate::appsync::model::{Api, Resolver};
use crate::aws::{ACCOUNT, REGION};

/// Everything that was deployed under one id.
#[derive(Clone)]
pub(super) struct DeployedApi {
    pub(super) id: String,
    pub(super) settings: ApiSettings,
    pub(super) tags: Tags,
    pub(super) environment_variables: EnvironmentVariables,
    pub(super) schema: Option<DeployedSchema>,
    pub(super) creation: SchemaCreation,
    pub(super) data_sources: BTreeMap<ResourceName, DataSource>,
    pub(super) resolvers: BTreeMap<Field, DeployedResolver>,
}

/// `GraphqlApi`, as it is answered.
///
/// Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_GraphqlApi.html>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct GraphqlApi<'a> {
    api_id: &'a str,
    arn: String,
    uris: BTreeMap<&'static str, String>,
    api_type: &'static str,
    visibility: &'static str,
    owner: &'static str,
    #[serde(skip_serializing_if = "Tags::is_empty")]
    tags: &'a Tags,
    #[serde(flatten)]
    settings: &'a ApiSettings,
}

impl DeployedApi {
    /// An API with nothing but its settings.
    pub(super) fn new(id: String, settings: ApiSettings, tags: Tags) -> Self {
        Self {
            id,
            settings,
            tags,
            environment_variables: EnvironmentVariables::default(),
            schema: None,
            creation: SchemaCreation::NotApplicable,
            data_sources: BTreeMap::new(),
            resolvers: BTreeMap::new(),
        }
    }

    /// The API's ARN.
    pub(super) fn arn(&self) -> String {
        api_arn::of(REGION, ACCOUNT, &self.id)
    }

    /// What is answered of it; `address` is where the GraphQL endpoints are.
    pub(super) fn answer(&self, address: &str) -> GraphqlApi<'_> {
        let url = format!("{address}/{}/graphql", self.id);
        // AWS always names the address of subscriptions, and deployments read it.
        let realtime = url.replacen("http", "ws", 1);
        GraphqlApi {
            api_id: &self.id,
            arn: self.arn(),
            uris: BTreeMap::from([("GRAPHQL", url), ("REALTIME", realtime)]),
            api_type: "GRAPHQL",
            visibility: "GLOBAL",
            owner: ACCOUNT,
            tags: &self.tags,
            settings: &self.settings,
        }
    }

    /// The model that is served; without a schema it has no resolvers either.
    pub(super) fn model(&self, platform: &Platform) -> Api {
        let schema = self.schema.as_ref().map(|schema| schema.text.to_string());
        Api {
            id: self.id.clone(),
            account_id: ACCOUNT.to_owned(),
            region: REGION.to_owned(),
            schema: schema.unwrap_or_default(),
            authentication: self.settings.authentication(),
            resolvers: self.resolvers(),
            introspection: self.settings.introspection(),
            query_depth_limit: self.settings.query_depth_limit,
            resolver_count_limit: self.settings.resolver_count_limit,
            strict: platform.strict,
            token_limit: platform.token_limit,
        }
    }

    fn resolvers(&self) -> BTreeMap<String, Resolver> {
        self.resolvers
            .iter()
            .filter(|(_, resolver)| resolver.attached)
            .filter_map(|(field, resolver)| {
                let source = self.data_sources.get(&resolver.data_source_name)?;
                Some((field.to_string(), resolver.model(source)))
            })
            .collect()
    }
}
