//! What an AppSync API is made of: the settings that a deployment gives it.
//!
//! The local stack fills it from the project's schema and field table; the names are those
//! of AppSync's own API (`CreateGraphqlApi`, `CreateResolver`).

use std::collections::BTreeMap;
use std::time::Duration;

use super::api_arn;

/// The settings of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Api {
    /// `apiId`, for example `aaaaaa123123123example123`.
    pub id: String,
    /// The account that owns the API, twelve digits.
    pub account_id: String,
    /// The region, for example `eu-central-1`.
    pub region: String,
    /// The schema in GraphQL's schema definition language, without AppSync's own scalars
    /// and directives.
    pub schema: String,
    /// How callers prove who they are; the first one is the API's default.
    pub authentication: Vec<Authentication>,
    /// Direct Lambda resolvers by field, `Type.field`.
    pub resolvers: BTreeMap<String, Resolver>,
    /// `introspectionConfig`: whether `__schema` and `__type` may be asked for.
    pub introspection: bool,
    /// `queryDepthLimit`: 0 for none, at most 75.
    pub query_depth_limit: u32,
    /// `resolverCountLimit`: 0 for AppSync's own 10,000, at most that.
    pub resolver_count_limit: u32,
    /// Refuses answers of the authorizer whose meaning AppSync doesn't document, instead of
    /// only logging them.
    pub strict: bool,
    /// Refuses authorization tokens of more characters than this; the 2,048 that some
    /// report is not documented.
    pub token_limit: Option<usize>,
}

impl Api {
    /// The API's ARN.
    pub fn arn(&self) -> String {
        api_arn::of(&self.region, &self.account_id, &self.id)
    }
}

/// One of an API's authorization modes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authentication {
    /// `AWS_LAMBDA`
    Lambda(LambdaAuthorizer),
    /// `OPENID_CONNECT`
    OpenIdConnect(OpenIdConnect),
}

/// A function that decides on every request.
///
/// Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_LambdaAuthorizerConfig.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LambdaAuthorizer {
    /// The function's name or ARN.
    pub function: String,
    /// `authorizerResultTtlInSeconds`: how long an answer is reused, 0 to 3600 seconds.
    pub result_ttl: Duration,
    /// `identityValidationExpression`: tokens that don't match it as a whole are refused
    /// before the function is called.
    pub identity_validation_expression: Option<String>,
}

/// An issuer whose tokens AppSync verifies itself.
///
/// Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_OpenIDConnectConfig.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenIdConnect {
    /// The issuer, exactly as it stands in `iss`.
    pub issuer: String,
    /// `clientId`: matched against `aud` or `azp`; without it neither is looked at.
    pub client_id: Option<String>,
    /// `iatTTL`: how long after `iat` a token is accepted.
    pub iat_ttl: Option<Duration>,
    /// `authTTL`: how long after `auth_time` a token is accepted.
    pub auth_ttl: Option<Duration>,
}

/// A direct Lambda resolver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolver {
    /// The function's name or ARN.
    pub function: String,
    /// The ARN of the role that the data source calls it as; without one the account itself
    /// does.
    pub role: Option<String>,
    /// `maxBatchSize`: 0 calls the function with one context, anything else with a list of
    /// at most that many; at most 2000.
    pub max_batch_size: usize,
}

/// Why an API can't be served.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The schema is not valid.
    #[error("the schema is not valid: {0}")]
    Schema(String),
    /// A resolver is attached to a field that the schema lacks.
    #[error("no field {0} in the schema")]
    UnknownField(String),
    /// A resolver's batch size is out of range.
    #[error("the batch size {size} of {field} exceeds 2000")]
    BatchSize {
        /// The field that has the resolver.
        field: String,
        /// The size that was given.
        size: usize,
    },
    /// A regular expression can't be read.
    #[error("{setting} is not a regular expression")]
    Expression {
        /// The setting that holds it.
        setting: &'static str,
        /// What is wrong with it.
        #[source]
        source: Box<regex::Error>,
    },
    /// A setting is out of the range that AppSync accepts.
    #[error("{setting} is out of range: {value}")]
    OutOfRange {
        /// The setting.
        setting: &'static str,
        /// What was given.
        value: u64,
    },
    /// The API has no authorization mode.
    #[error("an API needs an authorization mode")]
    NoAuthentication,
    /// The API has several Lambda authorizers.
    #[error("an API has at most one Lambda authorizer")]
    SeveralLambdaAuthorizers,
    /// The issuer can't be asked for its keys.
    #[error("the issuer {0} is neither https nor on this machine")]
    Issuer(String),
}
