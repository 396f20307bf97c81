//! Who may read the answers, and what they tell to whom.

use axum::http::{StatusCode, header};
use serde_json::Value;

use super::*;

#[tokio::test]
async fn only_registered_origins_may_read_an_answer() {
    let tenant = tenant();
    for (origin, allowed) in [
        (ORIGIN, true),
        ("http://127.0.0.1:4001", false),
        ("http://127.0.0.1:40000", false),
        ("https://evil.example", false),
        ("null", false),
    ] {
        let headers = [(header::ORIGIN, origin)];
        let response = get(&tenant, "/.well-known/jwks.json", &headers).await;
        let read = response.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        assert_eq!(
            read.is_some_and(|value| value == origin),
            allowed,
            "{origin}"
        );
        assert!(allowed || read.is_none(), "{origin}");
    }
}

#[tokio::test]
async fn userinfo_tells_of_the_user_to_a_token_with_openid_and_to_no_other() {
    let tenant = tenant();
    let with_openid = password(&tenant, "user1", "openid email").await;
    let without = password(&tenant, "user1", "read:records").await;
    let bearer = |answer: &Value| format!("Bearer {}", answer["access_token"].as_str().unwrap());
    let userinfo = async |authorization: &str| {
        get(
            &tenant,
            "/userinfo",
            &[(header::AUTHORIZATION, authorization)],
        )
        .await
    };
    let response = userinfo(&bearer(&with_openid)).await;
    assert_eq!(response.status(), StatusCode::OK);
    let told = json(response).await;
    assert_eq!(told["sub"], "auth0|user1");
    assert_eq!(told["email"], "user1@example.com");
    let mut forged = bearer(&with_openid);
    forged.push('A');
    for (authorization, status) in [
        ("", StatusCode::UNAUTHORIZED),
        ("Bearer guess", StatusCode::UNAUTHORIZED),
        (&forged, StatusCode::UNAUTHORIZED),
        (&bearer(&without), StatusCode::FORBIDDEN),
    ] {
        let response = userinfo(authorization).await;
        assert_eq!(response.status(), status, "{authorization}");
    }
}

#[tokio::test]
async fn every_endpoint_that_discovery_names_is_there() {
    let tenant = tenant();
    let document = json(get(&tenant, "/.well-known/openid-configuration", &[]).await).await;
    assert_eq!(document["issuer"], ISSUER);
    for name in [
        "authorization_endpoint",
        "jwks_uri",
        "token_endpoint",
        "userinfo_endpoint",
    ] {
        let path = document[name]
            .as_str()
            .unwrap()
            .strip_prefix(ISSUER)
            .unwrap();
        let response = get(&tenant, &format!("/{path}"), &[]).await;
        assert_ne!(response.status(), StatusCode::NOT_FOUND, "{name}");
    }
    for grant_type in document["grant_types_supported"].as_array().unwrap() {
        let grant_type = grant_type.as_str().unwrap();
        let (_, refused) = token(&tenant, &[("grant_type", grant_type)]).await;
        assert_eq!(refused["error"], "invalid_request", "{grant_type}");
    }
}
