//! How callers of an API prove who they are, as requests write it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::function_arn::FunctionArn;
use super::members::Members;
use super::refusal::bad_request;
use crate::appsync::model::{Authentication, LambdaAuthorizer, OpenIdConnect};
use crate::aws::Refusal;

/// One authorization mode; answers have the members that requests have.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "authenticationType")]
pub(super) enum Provider {
    #[serde(rename = "AWS_LAMBDA")]
    Lambda {
        #[serde(rename = "lambdaAuthorizerConfig")]
        config: LambdaAuthorizerConfig,
    },
    #[serde(rename = "OPENID_CONNECT")]
    OpenIdConnect {
        #[serde(rename = "openIDConnectConfig")]
        config: OpenIdConnectConfig,
    },
}

/// Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_LambdaAuthorizerConfig.html>
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct LambdaAuthorizerConfig {
    authorizer_uri: FunctionArn,
    /// Seconds.
    #[serde(default)]
    authorizer_result_ttl_in_seconds: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    identity_validation_expression: Option<String>,
}

/// Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_OpenIDConnectConfig.html>
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct OpenIdConnectConfig {
    issuer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    /// Milliseconds.
    #[serde(rename = "iatTTL", default, skip_serializing_if = "Option::is_none")]
    iat_ttl: Option<u64>,
    /// Milliseconds.
    #[serde(rename = "authTTL", default, skip_serializing_if = "Option::is_none")]
    auth_ttl: Option<u64>,
}

impl Provider {
    /// Takes the members that say one mode, and no other mode's.
    ///
    /// # Errors
    /// 400 for a mode that isn't there, or one that isn't whole.
    pub(super) fn take(members: &mut Members) -> Result<Self, Refusal> {
        let kind: String = members.require("authenticationType")?;
        match kind.as_str() {
            "AWS_LAMBDA" => Ok(Self::Lambda {
                config: members.require("lambdaAuthorizerConfig")?,
            }),
            "OPENID_CONNECT" => Ok(Self::OpenIdConnect {
                config: members.require("openIDConnectConfig")?,
            }),
            _ => Err(bad_request(format!(
                "The local AppSync has no authentication type {kind}, only AWS_LAMBDA and OPENID_CONNECT."
            ))),
        }
    }

    /// The mode as it is served.
    pub(super) fn model(&self) -> Authentication {
        match self {
            Self::Lambda { config } => Authentication::Lambda(LambdaAuthorizer {
                function: config.authorizer_uri.as_str().to_owned(),
                result_ttl: Duration::from_secs(config.authorizer_result_ttl_in_seconds),
                identity_validation_expression: config.identity_validation_expression.clone(),
            }),
            Self::OpenIdConnect { config } => Authentication::OpenIdConnect(OpenIdConnect {
                issuer: config.issuer.clone(),
                client_id: config.client_id.clone(),
                iat_ttl: time_to_live(config.iat_ttl),
                auth_ttl: time_to_live(config.auth_ttl),
            }),
        }
    }
}

/// Assumed: 0 is as good as none; it would refuse every token.
fn time_to_live(milliseconds: Option<u64>) -> Option<Duration> {
    milliseconds
        .filter(|milliseconds| *milliseconds > 0)
        .map(Duration::from_millis)
}
