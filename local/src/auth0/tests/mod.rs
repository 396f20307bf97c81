//! The tenant as a client meets it, request by request.

mod access;
mod browser;
mod code_grant;
mod grants;
mod sign_in;
mod sign_out;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderName, Request, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use tower::ServiceExt as _;

use super::clients::{MACHINE_CLIENT_ID, MACHINE_CLIENT_SECRET};
use super::clock::{Clock, NumericDate};
use super::{AUDIENCE, PASSWORD, PUBLIC_CLIENT_ID, Settings, SigningKeys, Tenant};

const ISSUER: &str = "http://127.0.0.1:4001/";
const ORIGIN: &str = "http://127.0.0.1:4000";
const PAGE: &str = "http://127.0.0.1:4000/";

/// Those of every tenant here, because making them takes long.
static KEYS: LazyLock<Arc<SigningKeys>> =
    LazyLock::new(|| Arc::new(SigningKeys::generate().unwrap()));

fn tenant() -> Tenant {
    tenant_by(Clock::system())
}

/// A tenant, and the seconds that its clock shows.
fn tenant_at(start: i64) -> (Tenant, Arc<AtomicI64>) {
    let seconds = Arc::new(AtomicI64::new(start));
    let shown = Arc::clone(&seconds);
    let clock = Clock::from_fn(move || NumericDate::from_seconds(shown.load(Ordering::SeqCst)));
    (tenant_by(clock), seconds)
}

fn tenant_by(clock: Clock) -> Tenant {
    let settings = Settings {
        issuer: ISSUER.to_owned(),
        access_token_lifetime: Duration::from_secs(600),
        web_origins: vec![ORIGIN.to_owned()],
        callbacks: vec![PAGE.to_owned(), "https://app.example/".to_owned()],
        logout_urls: vec![PAGE.to_owned()],
    };
    Tenant::with_keys(settings, clock, Arc::clone(&KEYS)).unwrap()
}

fn form(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

async fn get(tenant: &Tenant, target: &str, headers: &[(HeaderName, &str)]) -> Response {
    let mut request = Request::get(target);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    tenant.router().oneshot(request).await.unwrap()
}

async fn post(
    tenant: &Tenant,
    target: &str,
    headers: &[(HeaderName, &str)],
    pairs: &[(&str, &str)],
) -> Response {
    let mut request =
        Request::post(target).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    let request = request.body(Body::from(form(pairs))).unwrap();
    tenant.router().oneshot(request).await.unwrap()
}

async fn text(response: Response) -> String {
    let body = to_bytes(response.into_body(), 65_536).await.unwrap();
    String::from_utf8(body.into()).unwrap()
}

async fn json(response: Response) -> Value {
    serde_json::from_str(&text(response).await).unwrap()
}

async fn token(tenant: &Tenant, pairs: &[(&str, &str)]) -> (StatusCode, Value) {
    let response = post(tenant, "/oauth/token", &[], pairs).await;
    (response.status(), json(response).await)
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

async fn refresh(tenant: &Tenant, refresh_token: &Value) -> (StatusCode, Value) {
    let pairs = [
        ("grant_type", "refresh_token"),
        ("client_id", PUBLIC_CLIENT_ID),
        ("refresh_token", refresh_token.as_str().unwrap()),
    ];
    token(tenant, &pairs).await
}

/// The claims of an access token, verified with the published keys as any client would.
async fn claims(tenant: &Tenant, answer: &Value) -> Value {
    let keys = json(get(tenant, "/.well-known/jwks.json", &[]).await).await;
    let keys: jsonwebtoken::jwk::JwkSet = serde_json::from_value(keys).unwrap();
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

/// What a JWT says, whoever signed it.
fn payload(token: &Value) -> Value {
    let payload = token.as_str().unwrap().split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}
