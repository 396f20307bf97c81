//! `/userinfo`: who the bearer of an access token is (OpenID Connect Core 1.0, section
//! 5.3), for tokens that were asked for with `openid`.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::{AUTHORIZATION, CACHE_CONTROL, WWW_AUTHENTICATE};
use http::{HeaderMap, StatusCode};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use super::claims::Profile;
use super::clock::NumericDate;
use super::opaque_tokens::Bearer;
use super::scope::{RequestedScope, ScopeValue};
use super::tenant::Tenant;
use super::users::User;

pub(super) async fn userinfo(
    State(tenant): State<Tenant>,
    headers: HeaderMap,
) -> Result<Response, UserInfoError> {
    let token = bearer_token(&headers).ok_or(UserInfoError::NoToken)?;
    let opaque = tenant
        .state()
        .opaque_tokens
        .find(&token, tenant.now())
        .cloned();
    let bearer = match opaque {
        Some(bearer) => bearer,
        None => verified(&tenant, &token)?,
    };
    if !bearer.scope.contains(ScopeValue::OpenId) {
        return Err(UserInfoError::InsufficientScope);
    }
    let profile = Profile::new(bearer.user, &bearer.scope);
    Ok(([(CACHE_CONTROL, "no-store")], Json(profile)).into_response())
}

/// Why there is no answer (RFC 6750, section 3.1).
#[derive(Debug, thiserror::Error)]
pub(super) enum UserInfoError {
    #[error("the access token has no openid scope")]
    InsufficientScope,
    #[error("the access token is not valid here")]
    InvalidToken,
    #[error("the request has no bearer token")]
    NoToken,
}

impl IntoResponse for UserInfoError {
    fn into_response(self) -> Response {
        tracing::info!(error = %self, "userinfo refused");
        let (status, challenge) = match self {
            Self::InsufficientScope => (
                StatusCode::FORBIDDEN,
                r#"Bearer error="insufficient_scope", scope="openid""#,
            ),
            Self::InvalidToken => (StatusCode::UNAUTHORIZED, r#"Bearer error="invalid_token""#),
            Self::NoToken => (StatusCode::UNAUTHORIZED, "Bearer"),
        };
        let headers = [(WWW_AUTHENTICATE, challenge), (CACHE_CONTROL, "no-store")];
        (
            status,
            headers,
            status.canonical_reason().unwrap_or_default(),
        )
            .into_response()
    }
}

fn bearer_token(headers: &HeaderMap) -> Option<SecretString> {
    let (scheme, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.into())
}

#[derive(Deserialize)]
struct BearerClaims {
    sub: String,
    exp: i64,
    #[serde(default)]
    scope: String,
}

/// What a JWT of this tenant says; its audience is the API or the API and this endpoint.
fn verified(tenant: &Tenant, token: &SecretString) -> Result<Bearer, UserInfoError> {
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_issuer(&[tenant.issuer()]);
    validation.set_audience(&[super::AUDIENCE]);
    validation.set_required_spec_claims(&["iss", "aud", "exp", "sub"]);
    // The library knows no clock but the machine's; `exp` is compared below.
    validation.validate_exp = false;

    let key = DecodingKey::from_jwk(tenant.signing_keys().current().jwk())
        .map_err(|_| UserInfoError::InvalidToken)?;
    let claims = jsonwebtoken::decode::<BearerClaims>(token.expose_secret(), &key, &validation)
        .map_err(|_| UserInfoError::InvalidToken)?
        .claims;
    if NumericDate::from_seconds(claims.exp) <= tenant.now() {
        return Err(UserInfoError::InvalidToken);
    }
    let user = User::with_sub(&claims.sub).ok_or(UserInfoError::InvalidToken)?;
    Ok(Bearer {
        user,
        scope: RequestedScope::parse(Some(&claims.scope)).granted_with(user.permissions),
    })
}
