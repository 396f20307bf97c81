//! `/.well-known/openid-configuration`: where everything is (OpenID Connect Discovery 1.0).

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::CACHE_CONTROL;
use serde_json::json;

use super::clients::GrantType;
use super::jwks::PUBLIC_CACHING;
use super::scope::ScopeValue;
use super::tenant::Tenant;

pub(super) async fn openid_configuration(State(tenant): State<Tenant>) -> Response {
    let endpoint = |path| tenant.issuer_url().endpoint(path);
    let document = json!({
        "issuer": tenant.issuer(),
        "authorization_endpoint": endpoint("authorize"),
        "token_endpoint": endpoint("oauth/token"),
        "userinfo_endpoint": endpoint("userinfo"),
        "jwks_uri": endpoint(".well-known/jwks.json"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "web_message"],
        "grant_types_supported": GrantType::ALL.map(GrantType::as_str),
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "subject_types_supported": ["public"],
        "scopes_supported": ScopeValue::ALL.map(ScopeValue::as_str),
        "claims_supported": [
            "aud", "auth_time", "email", "email_verified", "exp", "iat", "iss", "name", "nickname", "sub",
        ],
        "request_uri_parameter_supported": false,
        "request_parameter_supported": false,
    });
    ([(CACHE_CONTROL, PUBLIC_CACHING)], Json(document)).into_response()
}
