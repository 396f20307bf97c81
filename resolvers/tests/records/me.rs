//! `Query.me`: the identity as the API saw it, in both modes of authorization.

use resolvers::Function;
use resolvers::settings::{AuthorizationMode, OpenIdConnect};
use serde_json::{Value, json};
use shared::audience::Audiences;
use shared::permission_source::PermissionSource;

use crate::api::{Answer, Api, code};
use crate::engine;
use crate::event::{context, raw};

#[tokio::test]
async fn it_needs_no_permission_and_shows_what_the_authorizer_saw() {
    let api = Api::new().await;
    for (permissions, shown) in [("", json!([])), ("read:records", json!(["read:records"]))] {
        let event = raw(&context("u1", "Query.me", &json!({}), permissions));
        let me = api.invoke(Function::Query, &event).await.unwrap();
        let expected = json!({
            "sub": "u1", "issuer": "https://a.example/", "audience": ["https://api"],
            "clientId": "client", "organization": null, "permissions": shown,
            "issuedAt": 10, "expiresAt": 20, "claims": "{\"x\":1}"
        });
        assert_eq!(me, expected);
    }
}

#[tokio::test]
async fn the_api_s_own_token_check_gives_the_same_with_all_claims() {
    let claims = json!({
        "sub": "auth0|1", "iss": "https://a.example/", "aud": ["https://api"], "iat": 10, "exp": 20,
        "azp": "client", "org_id": "org_1", "permissions": ["read:records", "other"],
        "scope": "openid write:records", "https://own": {"deep": [1.5]}
    });
    for (source, shown) in [
        (PermissionSource::Permissions, "read:records"),
        (PermissionSource::Scope, "write:records"),
    ] {
        let me = oidc(source, &claims).await.unwrap();
        let text = me["claims"].as_str().unwrap();
        assert_eq!(serde_json::from_str::<Value>(text).unwrap(), claims);
        let expected = json!({
            "sub": "auth0|1", "issuer": "https://a.example/", "audience": ["https://api"],
            "clientId": "client", "organization": "org_1", "permissions": [shown],
            "issuedAt": 10, "expiresAt": 20, "claims": text
        });
        assert_eq!(me, expected);
    }
}

#[tokio::test]
async fn a_token_for_somebody_else_is_refused() {
    let claims = json!({
        "sub": "auth0|1", "iss": "https://a.example/", "aud": ["https://other"], "exp": 20,
        "permissions": ["read:records"]
    });
    let answer = oidc(PermissionSource::Permissions, &claims).await;
    assert_eq!(code(answer), "Unauthorized");
}

/// What `me` answers in AppSync's own OpenID Connect mode.
async fn oidc(permissions: PermissionSource, claims: &Value) -> Answer {
    let mode = AuthorizationMode::OpenIdConnect(OpenIdConnect {
        issuers: vec!["a.example".parse().unwrap()],
        audiences: Audiences::new("https://api".parse().unwrap(), []),
        permissions,
    });
    let api = Api::over(engine::client().await, mode).await;
    let mut event = context("", "Query.me", &json!({}), "");
    event["identity"] = json!({"sub": claims["sub"], "issuer": claims["iss"], "claims": claims});
    api.invoke(Function::Query, &raw(&event)).await
}
