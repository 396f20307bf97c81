//! What each grant without a browser gives.

use std::sync::atomic::Ordering;

use axum::http::{StatusCode, header};
use base64::engine::general_purpose::STANDARD;

use super::*;

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
    let (status, second) = refresh(&tenant, &first["refresh_token"]).await;
    assert_eq!(status, StatusCode::OK, "{second}");
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    let (status, _) = refresh(&tenant, &first["refresh_token"]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, _) = refresh(&tenant, &second["refresh_token"]).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_token_without_an_audience_is_for_userinfo_and_says_how_long_it_is_good() {
    let (tenant, seconds) = tenant_at(1_000);
    let pairs = [
        ("grant_type", "password"),
        ("client_id", PUBLIC_CLIENT_ID),
        ("username", "user1@example.com"),
        ("password", PASSWORD),
        ("scope", "openid"),
    ];
    let (_, answer) = token(&tenant, &pairs).await;
    let bearer = format!("Bearer {}", answer["access_token"].as_str().unwrap());
    let expires_in = answer["expires_in"].as_i64().unwrap();
    for (at, status) in [
        (1_000 + expires_in - 1, StatusCode::OK),
        (1_000 + expires_in, StatusCode::UNAUTHORIZED),
    ] {
        seconds.store(at, Ordering::SeqCst);
        let headers = [(header::AUTHORIZATION, bearer.as_str())];
        let response = get(&tenant, "/userinfo", &headers).await;
        assert_eq!(response.status(), status, "{at}");
    }
}

#[tokio::test]
async fn a_client_proves_itself_in_one_way_and_a_public_one_in_none() {
    let tenant = tenant();
    let basic = |text: &str| format!("Basic {}", STANDARD.encode(text));
    let machine = basic(&format!("{MACHINE_CLIENT_ID}:{MACHINE_CLIENT_SECRET}"));
    let guessed = basic(&format!("{MACHINE_CLIENT_ID}:guess"));
    let public = basic(&format!("{PUBLIC_CLIENT_ID}:guess"));
    let secret = ("client_secret", MACHINE_CLIENT_SECRET);
    let id = ("client_id", MACHINE_CLIENT_ID);
    for (header, sent, status) in [
        (Some(&machine), vec![], StatusCode::OK),
        (Some(&machine), vec![id], StatusCode::OK),
        (None, vec![id, secret], StatusCode::OK),
        (None, vec![id], StatusCode::UNAUTHORIZED),
        (None, vec![secret], StatusCode::BAD_REQUEST),
        (Some(&machine), vec![secret], StatusCode::BAD_REQUEST),
        (
            Some(&machine),
            vec![("client_id", PUBLIC_CLIENT_ID)],
            StatusCode::BAD_REQUEST,
        ),
        (Some(&guessed), vec![], StatusCode::UNAUTHORIZED),
        (Some(&public), vec![], StatusCode::UNAUTHORIZED),
    ] {
        let mut pairs = vec![("grant_type", "client_credentials"), ("audience", AUDIENCE)];
        pairs.extend(&sent);
        let headers: Vec<_> = header
            .map(|value| (header::AUTHORIZATION, value.as_str()))
            .into_iter()
            .collect();
        let response = post(&tenant, "/oauth/token", &headers, &pairs).await;
        assert_eq!(response.status(), status, "{header:?} {sent:?}");
        let challenge = response.headers().get(header::WWW_AUTHENTICATE);
        let is_challenged = status == StatusCode::UNAUTHORIZED && header.is_some();
        assert_eq!(challenge.is_some(), is_challenged, "{header:?} {sent:?}");
    }
}
