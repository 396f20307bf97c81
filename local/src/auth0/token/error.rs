//! Refusals of the token endpoint, in Auth0's words and with its statuses.
//!
//! Auth0 answers most of them with 403 where RFC 6749, section 5.2 would have 400, and
//! says `access_denied` for a client that fails to authenticate.

use std::error::Error as StdError;

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, PRAGMA, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use serde_json::json;

use crate::auth0::clients::GrantType;
use crate::auth0::error::InternalError;
use crate::auth0::refresh_tokens::RefreshTokenError;

/// Why there are no tokens. The message is for the log; the client reads
/// [`TokenError::description`].
#[derive(Debug, thiserror::Error)]
pub(in crate::auth0) enum TokenError {
    #[error("the client authenticated in two ways")]
    AmbiguousAuthentication,
    #[error("the code was issued to another client")]
    CodeOfOtherClient,
    #[error("the client is unknown or its secret is wrong")]
    ClientUnauthorized { by_header: bool },
    #[error("the client may not use the grant {}", .0.as_str())]
    GrantNotAllowed(GrantType),
    #[error(transparent)]
    Internal(#[from] InternalError),
    #[error("the body could not be read")]
    MalformedBody(#[source] Box<dyn StdError + Send + Sync>),
    #[error("the parameter {0} is missing")]
    MissingParameter(&'static str),
    #[error("the redirect URI is not the one that the code was issued to")]
    RedirectUriMismatch,
    #[error("refresh token refused")]
    RefreshToken(#[source] RefreshTokenError),
    #[error("the code was used before: the refresh tokens that came of it are revoked")]
    ReplayedCode,
    #[error("the client was not granted {0:?}")]
    ScopeNotGranted(String),
    #[error("no API has the identifier {0:?}")]
    UnknownAudience(String),
    #[error("the code is unknown or has expired")]
    UnknownCode,
    #[error("the grant {0:?} is not supported")]
    UnsupportedGrantType(String),
    #[error("the code verifier does not meet the challenge")]
    VerifierMismatch,
    #[error("wrong name or password")]
    WrongCredentials,
}

impl TokenError {
    fn status(&self) -> StatusCode {
        match self {
            Self::AmbiguousAuthentication | Self::MalformedBody(_) | Self::MissingParameter(_) => {
                StatusCode::BAD_REQUEST
            }
            Self::ClientUnauthorized { .. } => StatusCode::UNAUTHORIZED,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::CodeOfOtherClient
            | Self::GrantNotAllowed(_)
            | Self::RedirectUriMismatch
            | Self::RefreshToken(_)
            | Self::ReplayedCode
            | Self::ScopeNotGranted(_)
            | Self::UnknownAudience(_)
            | Self::UnknownCode
            | Self::UnsupportedGrantType(_)
            | Self::VerifierMismatch
            | Self::WrongCredentials => StatusCode::FORBIDDEN,
        }
    }

    /// The `error` member (RFC 6749, section 5.2).
    fn code(&self) -> &'static str {
        match self {
            Self::AmbiguousAuthentication | Self::MalformedBody(_) | Self::MissingParameter(_) => {
                "invalid_request"
            }
            Self::ClientUnauthorized { .. }
            | Self::ScopeNotGranted(_)
            | Self::UnknownAudience(_) => "access_denied",
            Self::CodeOfOtherClient
            | Self::RefreshToken(_)
            | Self::ReplayedCode
            | Self::UnknownCode
            | Self::VerifierMismatch
            | Self::WrongCredentials => "invalid_grant",
            Self::GrantNotAllowed(_) | Self::RedirectUriMismatch => "unauthorized_client",
            Self::Internal(_) => "server_error",
            Self::UnsupportedGrantType(_) => "unsupported_grant_type",
        }
    }

    /// The `error_description` member. A thief of a code learns no more than that it is
    /// no good.
    fn description(&self) -> String {
        match self {
            Self::AmbiguousAuthentication => {
                "The client must authenticate in one way only".to_owned()
            }
            Self::ClientUnauthorized { .. } => "Unauthorized".to_owned(),
            Self::CodeOfOtherClient | Self::ReplayedCode | Self::UnknownCode => {
                "Invalid authorization code".to_owned()
            }
            Self::GrantNotAllowed(grant_type) => {
                format!(
                    "Grant type '{}' not allowed for the client.",
                    grant_type.as_str()
                )
            }
            Self::Internal(_) => "Something went wrong".to_owned(),
            Self::MalformedBody(_) => {
                "The body must be a form or a JSON object with string members".to_owned()
            }
            Self::MissingParameter(name) => format!("Missing required parameter: {name}"),
            Self::RedirectUriMismatch => "The redirect URI is wrong.".to_owned(),
            Self::RefreshToken(_) => "Unknown or invalid refresh token.".to_owned(),
            Self::ScopeNotGranted(scope) => format!("Client has not been granted scopes: {scope}"),
            Self::UnknownAudience(audience) => format!("Service not found: {audience}"),
            Self::UnsupportedGrantType(grant_type) => {
                format!("Unsupported grant type: {grant_type}")
            }
            Self::VerifierMismatch => "Failed to verify code verifier".to_owned(),
            Self::WrongCredentials => "Wrong email or password.".to_owned(),
        }
    }
}

impl From<RefreshTokenError> for TokenError {
    fn from(error: RefreshTokenError) -> Self {
        match error {
            RefreshTokenError::Internal(error) => Self::Internal(error),
            error @ (RefreshTokenError::OtherClient
            | RefreshTokenError::Reused
            | RefreshTokenError::Unknown) => Self::RefreshToken(error),
        }
    }
}

impl IntoResponse for TokenError {
    fn into_response(self) -> Response {
        let error = &self as &dyn StdError;
        if matches!(self, Self::Internal(_)) {
            tracing::error!(error, "token request failed");
        } else {
            tracing::info!(code = self.code(), error, "token request refused");
        }
        let body = json!({ "error": self.code(), "error_description": self.description() });
        let no_store = [(CACHE_CONTROL, "no-store"), (PRAGMA, "no-cache")];
        let mut response = (self.status(), no_store, Json(body)).into_response();
        if matches!(self, Self::ClientUnauthorized { by_header: true }) {
            response.headers_mut().insert(
                WWW_AUTHENTICATE,
                HeaderValue::from_static(r#"Basic realm="Auth0""#),
            );
        }
        response
    }
}
