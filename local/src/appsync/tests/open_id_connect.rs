//! The OpenID Connect mode, alone and beside the Lambda authorizer.

use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use axum::routing::get;
use axum::{Json, Router};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use super::socket::Answer;
use super::{Stack, api};
use crate::appsync::{Api, Authentication, OpenIdConnect};

/// An issuer that publishes one key.
struct Issuer {
    url: String,
    key: EncodingKey,
}

impl Issuer {
    async fn start() -> Self {
        let pkcs8 =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
                .unwrap();
        let key = EncodingKey::from_ec_der(pkcs8.as_ref());
        let mut jwk = Jwk::from_encoding_key(&key, Algorithm::ES256).unwrap();
        jwk.common.key_id = Some("k1".to_owned());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let discovery = json!({ "issuer": url, "jwks_uri": format!("{url}keys") });
        let keys = json!({ "keys": [jwk] });
        let router = Router::new()
            .route(
                "/.well-known/openid-configuration",
                get(move || async { Json(discovery) }),
            )
            .route("/keys", get(move || async { Json(keys) }));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, key }
    }

    fn token(&self, changes: &Value) -> String {
        let mut claims = json!({ "iss": self.url, "sub": "user1", "aud": ["a", "client"], "iat": 999_000, "exp": 1_000_100 });
        for (name, value) in changes.as_object().unwrap() {
            claims[name] = value.clone();
        }
        let header = Header {
            kid: Some("k1".to_owned()),
            ..Header::new(Algorithm::ES256)
        };
        encode(&header, &claims, &self.key).unwrap()
    }

    fn mode(&self) -> OpenIdConnect {
        OpenIdConnect {
            issuer: self.url.clone(),
            client_id: None,
            iat_ttl: None,
            auth_ttl: None,
        }
    }
}

fn only(mode: OpenIdConnect) -> Api {
    let mut api = api();
    api.authentication = vec![Authentication::OpenIdConnect(mode)];
    api
}

async fn ask(stack: &Stack, token: &str) -> Answer {
    let body = br#"{"query":"{ me { secret } }"}"#;
    stack.send(&[("authorization", token)], body).await
}

#[tokio::test]
async fn a_good_token_is_the_resolvers_identity() {
    let issuer = Issuer::start().await;
    let token = issuer.token(&json!({}));
    for presented in [token.clone(), format!("Bearer {token}")] {
        let stack = Stack::resolving(
            only(issuer.mode()),
            |_| json!({ "data": { "secret": "s" } }),
        );
        assert_eq!(
            ask(&stack, &presented).await.text,
            r#"{"data":{"me":{"secret":"s"}}}"#
        );
        let identity = stack.functions.payloads("resolve")[0][0]["identity"].clone();
        let claims = json!({ "iss": issuer.url, "sub": "user1", "aud": ["a", "client"], "iat": 999_000, "exp": 1_000_100 });
        assert_eq!(
            identity,
            json!({ "sub": "user1", "issuer": issuer.url, "claims": claims })
        );
        assert_eq!(stack.functions.payloads("authorizer").len(), 0);
    }
}

#[tokio::test]
async fn the_checks_are_those_of_appsync_and_no_more() {
    let issuer = Issuer::start().await;
    let with = |change: fn(&mut OpenIdConnect)| {
        let mut mode = issuer.mode();
        change(&mut mode);
        mode
    };
    let plain = || issuer.mode();
    let cases = [
        (
            "another issuer, alone",
            plain(),
            json!({ "iss": "https://other.example/" }),
            200,
        ),
        ("expired", plain(), json!({ "exp": 1_000_000 }), 401),
        ("no end", plain(), json!({ "exp": null }), 200),
        ("no time of issue", plain(), json!({ "iat": null }), 401),
        (
            "a matching audience",
            with(|mode| mode.client_id = Some("cl.*".to_owned())),
            json!({}),
            200,
        ),
        (
            "a matching authorized party",
            with(|mode| mode.client_id = Some("azp".to_owned())),
            json!({ "azp": "azp" }),
            200,
        ),
        (
            "no matching client",
            with(|mode| mode.client_id = Some("clie".to_owned())),
            json!({}),
            401,
        ),
        (
            "old enough to refuse",
            with(|mode| mode.iat_ttl = Some(Duration::from_secs(1000))),
            json!({}),
            401,
        ),
        (
            "young enough",
            with(|mode| mode.iat_ttl = Some(Duration::from_secs(1001))),
            json!({}),
            200,
        ),
        (
            "no time of authentication",
            with(|mode| mode.auth_ttl = Some(Duration::from_secs(1))),
            json!({}),
            401,
        ),
        (
            "authenticated lately",
            with(|mode| mode.auth_ttl = Some(Duration::from_secs(2))),
            json!({ "auth_time": 999_999 }),
            200,
        ),
    ];
    for (name, mode, changes, status) in cases {
        let stack = Stack::resolving(only(mode), |_| Value::Null);
        assert_eq!(
            ask(&stack, &issuer.token(&changes)).await.status.as_u16(),
            status,
            "{name}"
        );
    }
}

#[tokio::test]
async fn with_both_modes_a_json_web_token_never_reaches_the_function() {
    let issuer = Issuer::start().await;
    let mut both = api();
    both.authentication
        .push(Authentication::OpenIdConnect(issuer.mode()));
    let stack = Stack::resolving(both, |_| json!({ "data": { "secret": "s" } }));
    let other = issuer.token(&json!({ "iss": "https://other.example/" }));
    assert_eq!(ask(&stack, &other).await.status.as_u16(), 401);
    let valid = ask(&stack, &issuer.token(&json!({}))).await;
    assert_eq!(
        valid.messages(),
        ["Not Authorized to access me on type Query"],
        "the default mode is the other one"
    );
    assert_eq!(stack.functions.payloads("authorizer").len(), 0);
    let prefixed = ask(&stack, &format!("prefix-{other}")).await;
    assert_eq!(prefixed.status.as_u16(), 200);
    assert_eq!(stack.functions.payloads("authorizer").len(), 1);
}
