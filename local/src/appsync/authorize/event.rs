//! What the Lambda authorizer is told of a request.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-lambda-authorization>

use bytes::Bytes;
use serde::Serialize;

use crate::appsync::json::JsonMap;

/// The event; `operationName` is absent unless the request itself names the operation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::appsync) struct AuthorizerEvent<'a> {
    pub(in crate::appsync) authorization_token: &'a str,
    pub(in crate::appsync) request_context: RequestContext<'a>,
    pub(in crate::appsync) request_headers: &'a JsonMap,
}

/// The request that is to be authorized.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::appsync) struct RequestContext<'a> {
    pub(in crate::appsync) api_id: &'a str,
    pub(in crate::appsync) account_id: &'a str,
    pub(in crate::appsync) request_id: &'a str,
    pub(in crate::appsync) query_string: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::appsync) operation_name: Option<&'a str>,
    pub(in crate::appsync) variables: &'a JsonMap,
}

impl AuthorizerEvent<'_> {
    /// The event as JSON text.
    pub(super) fn payload(&self) -> Bytes {
        // Strings and JSON values have no way to fail.
        Bytes::from(serde_json::to_vec(self).unwrap_or_default())
    }
}
