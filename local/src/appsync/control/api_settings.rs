//! The settings of an API, as requests write them and answers give them back.

use serde::{Deserialize, Serialize};

use super::authentication::Provider;
use super::members::Members;
use super::refusal::bad_request;
use super::role_arn::RoleArn;
use crate::appsync::model::Authentication;
use crate::aws::Refusal;

/// Source: <https://docs.aws.amazon.com/general/latest/gr/appsync.html>
const MOST_PROVIDERS: usize = 50;

/// Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateGraphqlApi.html>
const LONGEST_CONTACT: usize = 256;

/// What `CreateGraphqlApi` and `UpdateGraphqlApi` both say; an update replaces all of it.
///
/// Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_UpdateGraphqlApi.html>
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ApiSettings {
    name: String,
    #[serde(flatten)]
    default_provider: Provider,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    additional_authentication_providers: Vec<Provider>,
    introspection_config: Switch,
    pub(super) query_depth_limit: u32,
    pub(super) resolver_count_limit: u32,
    // What follows is kept and given back: it changes no answer.
    xray_enabled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    log_config: Option<LogConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enhanced_metrics_config: Option<EnhancedMetricsConfig>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner_contact: Option<String>,
}

/// A setting that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Switch {
    Enabled,
    Disabled,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct LogConfig {
    field_log_level: FieldLogLevel,
    cloud_watch_logs_role_arn: RoleArn,
    #[serde(default)]
    exclude_verbose_content: bool,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum FieldLogLevel {
    None,
    Error,
    All,
    Info,
    Debug,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct EnhancedMetricsConfig {
    resolver_level_metrics_behavior: ResolverMetrics,
    data_source_level_metrics_behavior: DataSourceMetrics,
    operation_level_metrics_config: Switch,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum ResolverMetrics {
    FullRequestResolverMetrics,
    PerResolverMetrics,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum DataSourceMetrics {
    FullRequestDataSourceMetrics,
    PerDataSourceMetrics,
}

impl ApiSettings {
    /// Reads the settings; nothing else may be left.
    ///
    /// # Errors
    /// 400 for what is missing, malformed, or not to be had here.
    pub(super) fn read(mut members: Members) -> Result<Self, Refusal> {
        let settings = Self {
            name: members.require("name")?,
            default_provider: Provider::take(&mut members)?,
            additional_authentication_providers: additional_providers(&mut members)?,
            introspection_config: members
                .take("introspectionConfig")?
                .unwrap_or(Switch::Enabled),
            query_depth_limit: members.take("queryDepthLimit")?.unwrap_or_default(),
            resolver_count_limit: members.take("resolverCountLimit")?.unwrap_or_default(),
            xray_enabled: members.take("xrayEnabled")?.unwrap_or_default(),
            log_config: members.take("logConfig")?,
            enhanced_metrics_config: members.take("enhancedMetricsConfig")?,
            owner_contact: members.take("ownerContact")?,
        };
        members.finish()?;
        if settings.name.is_empty() {
            return Err(bad_request("name is empty."));
        }
        let contact = settings.owner_contact.as_deref().unwrap_or_default();
        if contact.chars().count() > LONGEST_CONTACT {
            return Err(bad_request(format!(
                "ownerContact has more than {LONGEST_CONTACT} characters."
            )));
        }
        Ok(settings)
    }

    /// The modes, the default one first.
    pub(super) fn authentication(&self) -> Vec<Authentication> {
        std::iter::once(&self.default_provider)
            .chain(&self.additional_authentication_providers)
            .map(Provider::model)
            .collect()
    }

    /// Whether the schema may be asked for.
    pub(super) fn introspection(&self) -> bool {
        self.introspection_config == Switch::Enabled
    }
}

fn additional_providers(members: &mut Members) -> Result<Vec<Provider>, Refusal> {
    let list: Option<Vec<Members>> = members.take("additionalAuthenticationProviders")?;
    let list = list.unwrap_or_default();
    if list.len() > MOST_PROVIDERS {
        return Err(bad_request(format!(
            "additionalAuthenticationProviders has more than {MOST_PROVIDERS} items."
        )));
    }
    list.into_iter()
        .map(|mut members| {
            let provider = Provider::take(&mut members)?;
            members.finish()?;
            Ok(provider)
        })
        .collect()
}
