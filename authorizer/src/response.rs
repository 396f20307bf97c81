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

/// An answer that lets `identity` in at `now`, in milliseconds since 1970: denied fields
/// sorted, and a time to live, in seconds, that never passes the token's end.
pub(crate) fn allow(identity: &Identity, settings: &Settings, now: i64) -> Response {
    let left = identity
        .expires_at
        .saturating_mul(1_000)
        .saturating_sub(now);
    // Rounded down: what remains of a second is not there to be given away.
    let left = left.div_euclid(1_000);
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
pub(crate) fn deny() -> Response {
    let mut response = Response::default();
    response.denied_fields = Some(Vec::new());
    response.ttl_override = Some(0);
    response
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;
    use serde_json::json;
    use shared::claim_set::ClaimSet;
    use shared::environment::Environment;
    use shared::permission::Permissions;

    use super::*;

    /// 9999-12-31T23:59:59Z.
    const LAST: i64 = 253_402_300_799;

    fn settings(ttl: u32) -> Settings {
        let lookup = |name: &str| match name {
            "AUTH0_DOMAIN" => Some("tenant.eu.auth0.com".to_owned()),
            "AUTH0_AUDIENCE" => Some("https://records.example".to_owned()),
            "FIELD_PERMISSIONS" => {
                Some(r#"{"Query.me":null,"Query.b":"p","Mutation.c":"p","Query.a":"q"}"#.to_owned())
            }
            "AUTHORIZER_RESULT_TTL_SECONDS" => Some(ttl.to_string()),
            _ => None,
        };
        Settings::from_environment(&Environment::new(&lookup)).unwrap()
    }

    fn identity(exp: i64) -> Identity {
        let claims = json!({"sub": "auth0|1", "iss": "https://a.example/", "aud": "a", "exp": exp});
        let set = ClaimSet::new(claims.as_object().unwrap().clone());
        let none = Permissions::from_space_separated("");
        Identity::from_claims(&set, claims.to_string(), none).unwrap()
    }

    proptest! {
        #[test]
        fn at_any_time_an_answer_ends_with_its_token_or_before(
            now in 0..LAST * 1_000, apart in -5_000_i64..5_000, ttl in 0_u32..=3_600
        ) {
            let exp = (now / 1_000 + apart).clamp(0, LAST);
            let kept = allow(&identity(exp), &settings(ttl), now).ttl_override.unwrap();
            let left = exp * 1_000 - now;
            assert!((0..=i64::from(ttl)).contains(&kept), "{kept} s of {ttl}");
            assert!(kept == 0 || kept * 1_000 <= left, "{kept} s of {left} ms");
            assert!(left < 1_000 || ttl == 0 || kept > 0, "nothing of {left} ms");
        }
    }

    #[test]
    fn denied_fields_are_sorted() {
        let answer = allow(&identity(LAST), &settings(0), 0);
        let denied = answer.denied_fields.unwrap();
        assert_eq!(denied, ["Mutation.c", "Query.a", "Query.b"]);
    }

    #[test]
    fn a_denial_has_no_null_in_it() {
        let expected = json!({
            "isAuthorized": false, "resolverContext": {}, "deniedFields": [], "ttlOverride": 0
        });
        assert_eq!(serde_json::to_value(deny()).unwrap(), expected);
    }
}
