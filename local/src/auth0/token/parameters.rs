//! The parameters of a token request, from a form or from JSON: Auth0 takes both.

use axum::extract::{FromRequest, Request};
use axum::{Form, Json};
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use secrecy::SecretString;
use serde::{Deserialize, Deserializer};

use super::error::TokenError;
use crate::auth0::parameter::text;

/// A token request's parameters, whatever its grant. One that is sent twice is refused
/// (RFC 6749, section 3.2).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::auth0) struct TokenParameters {
    #[serde(deserialize_with = "text")]
    pub(super) audience: Option<String>,
    #[serde(deserialize_with = "text")]
    pub(super) client_id: Option<String>,
    #[serde(deserialize_with = "secret")]
    pub(super) client_secret: Option<SecretString>,
    #[serde(deserialize_with = "secret")]
    pub(super) code: Option<SecretString>,
    #[serde(deserialize_with = "secret")]
    pub(super) code_verifier: Option<SecretString>,
    #[serde(deserialize_with = "text")]
    pub(super) grant_type: Option<String>,
    #[serde(deserialize_with = "secret")]
    pub(super) password: Option<SecretString>,
    #[serde(deserialize_with = "text")]
    pub(super) redirect_uri: Option<String>,
    #[serde(deserialize_with = "secret")]
    pub(super) refresh_token: Option<SecretString>,
    #[serde(deserialize_with = "text")]
    pub(super) scope: Option<String>,
    #[serde(deserialize_with = "text")]
    pub(super) username: Option<String>,
}

impl<S: Send + Sync> FromRequest<S> for TokenParameters {
    type Rejection = TokenError;

    async fn from_request(request: Request, state: &S) -> Result<Self, TokenError> {
        if is_json(request.headers()) {
            let Json(parameters) = Json::from_request(request, state)
                .await
                .map_err(|rejection| TokenError::MalformedBody(Box::new(rejection)))?;
            Ok(parameters)
        } else {
            let Form(parameters) = Form::from_request(request, state)
                .await
                .map_err(|rejection| TokenError::MalformedBody(Box::new(rejection)))?;
            Ok(parameters)
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case("application/json"))
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SecretString>, D::Error> {
    Ok(text(deserializer)?.map(SecretString::from))
}
