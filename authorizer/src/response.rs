//! The answer to AppSync.
//!
//! Every member is always set: what AppSync makes of a null is not documented, and an
//! allowed answer without `resolverContext` was once refused.

use aws_lambda_events::appsync::AppSyncLambdaAuthorizerResponse;
use serde_json::Value;
use shared::field_name::FieldName;
use shared::identity::Identity;

use crate::settings::Settings;

/// What AppSync is told.
pub type Response = AppSyncLambdaAuthorizerResponse<Value>;

/// An answer that lets `identity` in: denied fields sorted, and a time to live, in
/// seconds, that never passes the token's end.
pub fn allow(identity: &Identity, settings: &Settings, now: i64) -> Response {
    let left = identity.expires_at.saturating_sub(now);
    let denied = settings.field_permissions.denied(&identity.permissions);
    let mut response = Response::default();
    response.is_authorized = true;
    response.resolver_context = identity
        .to_resolver_context()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Value::String(value)))
        .collect();
    response.denied_fields = Some(denied.into_iter().map(FieldName::to_string).collect());
    response.ttl_override = Some(settings.result_ttl.within(left));
    response
}

/// An answer that refuses, not to be kept.
pub fn deny() -> Response {
    let mut response = Response::default();
    response.denied_fields = Some(Vec::new());
    response.ttl_override = Some(0);
    response
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_denial_has_no_null_in_it() {
        let expected = json!({
            "isAuthorized": false, "resolverContext": {}, "deniedFields": [], "ttlOverride": 0
        });
        assert_eq!(serde_json::to_value(deny()).unwrap(), expected);
    }
}
