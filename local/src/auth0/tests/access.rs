//! Who may read the answers, and what they tell to whom.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;
use tower::ServiceExt as _;

use super::browser::{Browser, VERIFIER};
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

#[tokio::test]
async fn a_page_elsewhere_is_refused_before_anything_is_done_for_it() {
    let mut browser = Browser::of(tenant());
    let code = browser.sign_in("user1", &[]).await;
    let pairs = [
        ("grant_type", "authorization_code"),
        ("client_id", PUBLIC_CLIENT_ID),
        ("redirect_uri", PAGE),
        ("code", code.as_str()),
        ("code_verifier", VERIFIER),
    ];
    let elsewhere = (header::ORIGIN, "https://evil.example");
    let ours = (header::ORIGIN, ORIGIN);
    for (headers, status) in [
        (vec![elsewhere.clone()], StatusCode::FORBIDDEN),
        (vec![ours.clone(), elsewhere], StatusCode::FORBIDDEN),
        // The code is still good.
        (vec![ours], StatusCode::OK),
    ] {
        let response = post(&browser.tenant, "/oauth/token", &headers, &pairs).await;
        assert_eq!(response.status(), status, "{headers:?}");
    }
}

#[tokio::test]
async fn a_registered_page_may_send_what_the_library_of_auth0_sends_and_no_cookie() {
    let tenant = tenant();
    for (origin, status) in [
        (ORIGIN, StatusCode::NO_CONTENT),
        ("https://evil.example", StatusCode::FORBIDDEN),
    ] {
        let request = Request::options("/oauth/token")
            .header(header::ORIGIN, origin)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .body(Body::empty())
            .unwrap();
        let response = tenant.router().oneshot(request).await.unwrap();
        assert_eq!(response.status(), status, "{origin}");
        let allowed = |name| Some(response.headers().get(name)?.to_str().unwrap());
        let is_ours = origin == ORIGIN;
        assert_eq!(
            allowed(header::ACCESS_CONTROL_ALLOW_HEADERS),
            is_ours.then_some("authorization, content-type, auth0-client")
        );
        assert_eq!(
            allowed(header::ACCESS_CONTROL_ALLOW_ORIGIN),
            is_ours.then_some(ORIGIN)
        );
        assert_eq!(allowed(header::ACCESS_CONTROL_ALLOW_CREDENTIALS), None);
    }
}
