//! The tenant as a client meets it, request by request.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use serde_json::Value;
use tower::ServiceExt as _;

use super::{AUDIENCE, MACHINE_CLIENT_ID, MACHINE_CLIENT_SECRET, PASSWORD, PUBLIC_CLIENT_ID};
use super::{Settings, Tenant};

const ISSUER: &str = "http://127.0.0.1:4001/";
const ORIGIN: &str = "http://127.0.0.1:4000";

fn tenant() -> Tenant {
    let page = format!("{ORIGIN}/");
    Tenant::new(Settings {
        issuer: ISSUER.to_owned(),
        access_token_lifetime: Duration::from_secs(600),
        web_origins: vec![ORIGIN.to_owned()],
        callbacks: vec![page.clone()],
        logout_urls: vec![page],
    })
    .unwrap()
}

fn form(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

async fn token(tenant: &Tenant, pairs: &[(&str, &str)]) -> (StatusCode, Value) {
    let request = Request::post("/oauth/token")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form(pairs)))
        .unwrap();
    let response = tenant.router().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 65_536).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

async fn password(tenant: &Tenant, user: &str, scope: &str) -> Value {
    let username = format!("{user}@example.com");
    let pairs = [
        ("grant_type", "password"),
        ("client_id", PUBLIC_CLIENT_ID),
        ("audience", AUDIENCE),
        ("username", username.as_str()),
        ("password", PASSWORD),
        ("scope", scope),
    ];
    let (status, answer) = token(tenant, &pairs).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    answer
}

/// The claims of an access token, verified with the published keys as any client would.
async fn claims(tenant: &Tenant, answer: &Value) -> Value {
    let request = Request::get("/.well-known/jwks.json");
    let response = tenant
        .router()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let body = to_bytes(response.into_body(), 65_536).await.unwrap();
    let keys: jsonwebtoken::jwk::JwkSet = serde_json::from_slice(&body).unwrap();
    let token = answer["access_token"].as_str().unwrap();
    let header = jsonwebtoken::decode_header(token).unwrap();
    let key = keys.find(header.kid.as_deref().unwrap()).unwrap();
    let key = jsonwebtoken::DecodingKey::from_jwk(key).unwrap();
    let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
    validation.set_audience(&[AUDIENCE]);
    validation.set_issuer(&[ISSUER]);
    jsonwebtoken::decode::<Value>(token, &key, &validation)
        .unwrap()
        .claims
}

#[tokio::test]
async fn each_user_has_the_permissions_that_were_given_and_a_scope_of_what_was_asked() {
    let tenant = tenant();
    for (user, scope, permissions, granted) in [
        (
            "user1",
            "read:records",
            vec!["read:records", "write:records"],
            "read:records",
        ),
        ("user2", "", vec!["read:records", "write:records"], ""),
        (
            "reader",
            "read:records write:records",
            vec!["read:records"],
            "read:records",
        ),
        ("guest", "read:records", vec![], ""),
    ] {
        let claims = claims(&tenant, &password(&tenant, user, scope).await).await;
        let mut found: Vec<_> = claims["permissions"].as_array().unwrap().iter().collect();
        found.sort_by_key(ToString::to_string);
        assert_eq!(found, permissions, "{user}");
        if !scope.is_empty() {
            assert_eq!(claims["scope"].as_str().unwrap_or(""), granted, "{user}");
        }
        assert_eq!(claims["aud"], AUDIENCE, "{user}");
        assert_eq!(claims["azp"], PUBLIC_CLIENT_ID, "{user}");
        assert_eq!(claims["gty"], "password", "{user}");
        let lifetime = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
        assert_eq!(lifetime, 600, "{user}");
    }
}

#[tokio::test]
async fn asking_for_openid_adds_the_userinfo_audience_and_an_id_token() {
    let tenant = tenant();
    let answer = password(&tenant, "user1", "openid").await;
    let claims = claims(&tenant, &answer).await;
    let audience = claims["aud"].as_array().unwrap();
    assert_eq!(audience[0], AUDIENCE);
    assert_eq!(audience[1], format!("{ISSUER}userinfo"));
    assert!(answer["id_token"].is_string());
    assert!(
        password(&tenant, "user1", "")
            .await
            .get("id_token")
            .is_none()
    );
}

#[tokio::test]
async fn a_machine_is_its_own_subject_and_proves_itself() {
    let tenant = tenant();
    let with = |secret| {
        [
            ("grant_type", "client_credentials"),
            ("client_id", MACHINE_CLIENT_ID),
            ("client_secret", secret),
            ("audience", AUDIENCE),
        ]
    };
    let (status, answer) = token(&tenant, &with(MACHINE_CLIENT_SECRET)).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    let claims = claims(&tenant, &answer).await;
    assert_eq!(claims["sub"], format!("{MACHINE_CLIENT_ID}@clients"));
    assert_eq!(claims["gty"], "client-credentials");
    let (status, answer) = token(&tenant, &with("guess")).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "{answer}");
}

#[tokio::test]
async fn a_wrong_password_and_a_foreign_audience_give_no_token() {
    let tenant = tenant();
    for (audience, password) in [(AUDIENCE, "guess"), ("https://other.example", PASSWORD)] {
        let pairs = [
            ("grant_type", "password"),
            ("client_id", PUBLIC_CLIENT_ID),
            ("audience", audience),
            ("username", "user1@example.com"),
            ("password", password),
        ];
        let (status, answer) = token(&tenant, &pairs).await;
        assert!(status.is_client_error(), "{answer}");
        assert!(answer.get("access_token").is_none());
    }
}

#[tokio::test]
async fn a_refresh_token_rotates_and_its_reuse_ends_the_whole_family() {
    let tenant = tenant();
    let first = password(&tenant, "user1", "openid offline_access").await;
    let refresh = |token: &Value| {
        vec![
            ("grant_type".to_owned(), "refresh_token".to_owned()),
            ("client_id".to_owned(), PUBLIC_CLIENT_ID.to_owned()),
            (
                "refresh_token".to_owned(),
                token.as_str().unwrap().to_owned(),
            ),
        ]
    };
    let send = async |pairs: Vec<(String, String)>| {
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        token(&tenant, &pairs).await
    };
    let (status, second) = send(refresh(&first["refresh_token"])).await;
    assert_eq!(status, StatusCode::OK, "{second}");
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    let (status, _) = send(refresh(&first["refresh_token"])).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, _) = send(refresh(&second["refresh_token"])).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

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
        let request = Request::get("/.well-known/jwks.json").header(header::ORIGIN, origin);
        let request = request.body(Body::empty()).unwrap();
        let response = tenant.router().oneshot(request).await.unwrap();
        let read = response.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        assert_eq!(
            read.is_some_and(|value| value == origin),
            allowed,
            "{origin}"
        );
        assert!(allowed || read.is_none(), "{origin}");
    }
}

async fn get(tenant: &Tenant, path: &str, authorization: Option<&str>) -> axum::response::Response {
    let mut request = Request::get(path);
    if let Some(authorization) = authorization {
        request = request.header(header::AUTHORIZATION, authorization);
    }
    let request = request.body(Body::empty()).unwrap();
    tenant.router().oneshot(request).await.unwrap()
}

#[tokio::test]
async fn userinfo_tells_of_the_user_to_a_token_with_openid_and_to_no_other() {
    let tenant = tenant();
    let with_openid = password(&tenant, "user1", "openid email").await;
    let without = password(&tenant, "user1", "read:records").await;
    let bearer = |answer: &Value| format!("Bearer {}", answer["access_token"].as_str().unwrap());
    let response = get(&tenant, "/userinfo", Some(&bearer(&with_openid))).await;
    assert_eq!(response.status(), StatusCode::OK);
    let body = to_bytes(response.into_body(), 65_536).await.unwrap();
    let told: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(told["sub"], "auth0|user1");
    assert_eq!(told["email"], "user1@example.com");
    let mut forged = bearer(&with_openid);
    forged.push('A');
    for authorization in [
        None,
        Some("Bearer guess"),
        Some(&forged),
        Some(&bearer(&without)),
    ] {
        let response = get(&tenant, "/userinfo", authorization).await;
        assert!(response.status().is_client_error(), "{authorization:?}");
    }
}

#[tokio::test]
async fn signing_out_leads_to_registered_pages_alone() {
    let tenant = tenant();
    for (return_to, followed) in [
        ("http://127.0.0.1:4000/", true),
        ("http://127.0.0.1:4000/x", false),
        ("https://evil.example/", false),
        ("//evil.example/", false),
    ] {
        let query = form(&[("client_id", PUBLIC_CLIENT_ID), ("returnTo", return_to)]);
        let response = get(&tenant, &format!("/v2/logout?{query}"), None).await;
        let location = response.headers().get(header::LOCATION);
        let location = location.map(|value| value.to_str().unwrap());
        assert_eq!(location, followed.then_some(return_to), "{return_to}");
        assert_eq!(
            response.status().is_client_error(),
            !followed,
            "{return_to}"
        );
    }
}
