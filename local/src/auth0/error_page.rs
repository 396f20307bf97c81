//! Refusals that a person reads: when there is no place that is safe to return to.

use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::error::InternalError;
use super::html::{escape, page};

/// Why a browser gets a page instead of being sent on.
#[derive(Debug, thiserror::Error)]
pub(super) enum PageError {
    #[error("the redirect URI is not registered: {0:?}")]
    CallbackMismatch(String),
    #[error("the sign-in form came from another site")]
    CrossSiteSignIn,
    #[error("the request came from an origin that is not registered")]
    ForeignOrigin,
    #[error(transparent)]
    Internal(#[from] InternalError),
    #[error("the logout URL is not registered: {0:?}")]
    LogoutUrlMismatch(String),
    #[error("the parameters could not be read: {0}")]
    MalformedRequest(String),
    #[error("the parameter {0} is missing")]
    MissingParameter(&'static str),
    #[error("no client has the id {0:?}")]
    UnknownClient(String),
    #[error("the sign-in is unknown or has expired")]
    UnknownLogin,
    #[error("the page that asked for a message has no registered origin: {0:?}")]
    WebOriginMismatch(String),
}

impl PageError {
    fn status(&self) -> StatusCode {
        match self {
            Self::CallbackMismatch(_)
            | Self::CrossSiteSignIn
            | Self::ForeignOrigin
            | Self::UnknownClient(_)
            | Self::WebOriginMismatch(_) => StatusCode::FORBIDDEN,
            Self::LogoutUrlMismatch(_)
            | Self::MalformedRequest(_)
            | Self::MissingParameter(_)
            | Self::UnknownLogin => StatusCode::BAD_REQUEST,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What the reader is told, and can do about it.
    fn description(&self) -> String {
        match self {
            Self::CallbackMismatch(url) => {
                format!("Callback URL mismatch. {url} is not in the list of allowed callback URLs.")
            }
            Self::CrossSiteSignIn => {
                "This form was sent by another site. Start the sign-in again.".to_owned()
            }
            Self::ForeignOrigin => "Pages of this origin may not use this tenant.".to_owned(),
            Self::Internal(_) => "Something went wrong here. Try again.".to_owned(),
            Self::LogoutUrlMismatch(url) => {
                format!("The returnTo parameter {url} is not in the list of allowed logout URLs.")
            }
            Self::MalformedRequest(_) => "The request's parameters could not be read.".to_owned(),
            Self::MissingParameter(name) => format!("Missing required parameter: {name}"),
            Self::UnknownClient(id) => format!("Unknown client: {id}"),
            Self::UnknownLogin => {
                "This sign-in has expired. Start it again from the application.".to_owned()
            }
            Self::WebOriginMismatch(origin) => {
                format!("{origin} is not in the list of allowed web origins.")
            }
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        if let Self::Internal(cause) = &self {
            tracing::error!(error = cause as &dyn std::error::Error, "page failed");
        } else {
            tracing::info!(error = %self, "page refused");
        }
        let body = format!(
            "<h1>Oops!, something went wrong</h1>\n<p role=\"alert\">{}</p>",
            escape(&self.description())
        );
        page(
            self.status(),
            "Error",
            &body,
            "form-action 'none'; frame-ancestors 'none'",
        )
    }
}
