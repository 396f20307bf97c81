//! The answer to an authorization request, delivered to the application (RFC 6749,
//! sections 4.1.2 and 4.1.2.1).

use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, LOCATION, REFERRER_POLICY};
use http::{HeaderValue, StatusCode};
use secrecy::{ExposeSecret as _, SecretString};

use super::settings::ReturnUrl;
use super::web_message_page;

/// How the answer travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ResponseMode {
    /// In the query of the redirect URI.
    Query,
    /// A mode that the tenant lacks; saying so takes the default mode.
    Unsupported,
    /// By `postMessage` to the page that opened the frame or the window.
    WebMessage,
}

/// Where the answer goes: a registered redirect URI, and the application's own state.
#[derive(Clone, Debug)]
pub(super) struct ReplyTo {
    pub(super) redirect_uri: ReturnUrl,
    pub(super) mode: ResponseMode,
    pub(super) state: Option<String>,
}

/// Why the application gets no code.
#[derive(Debug, thiserror::Error)]
pub(super) enum AuthorizationError {
    #[error("{0}")]
    InvalidRequest(&'static str),
    #[error("Login required")]
    LoginRequired,
    #[error("Service not found: {0}")]
    UnknownAudience(String),
    #[error("Only the response type code is supported")]
    UnsupportedResponseType,
}

impl AuthorizationError {
    fn code(&self) -> &'static str {
        match self {
            Self::InvalidRequest(_) => "invalid_request",
            Self::LoginRequired => "login_required",
            Self::UnknownAudience(_) => "access_denied",
            Self::UnsupportedResponseType => "unsupported_response_type",
        }
    }
}

impl ReplyTo {
    /// Gives the application its code.
    pub(super) fn with_code(&self, code: &SecretString) -> Response {
        self.deliver(vec![("code", code.expose_secret())])
    }

    /// Tells the application why there is no code.
    pub(super) fn with_error(&self, error: &AuthorizationError) -> Response {
        tracing::info!(code = error.code(), %error, "authorization refused");
        self.deliver(vec![
            ("error", error.code()),
            ("error_description", &error.to_string()),
        ])
    }

    fn deliver<'a>(&'a self, mut parameters: Vec<(&'static str, &'a str)>) -> Response {
        parameters.extend(self.state.as_deref().map(|state| ("state", state)));
        match self.mode {
            ResponseMode::Query | ResponseMode::Unsupported => {
                redirect(self.redirect_uri.with_query(&parameters).as_str())
            }
            ResponseMode::WebMessage => {
                web_message_page::render(&self.redirect_uri.origin(), &parameters)
            }
        }
    }
}

/// A redirect that nobody keeps, as Auth0 answers: 302.
pub(super) fn redirect(url: &str) -> Response {
    let Ok(location) = HeaderValue::try_from(url) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let headers = [
        (LOCATION, location),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    (StatusCode::FOUND, headers).into_response()
}
