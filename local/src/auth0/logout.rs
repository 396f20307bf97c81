//! `/v2/logout`: ends the browser's session and returns to a registered URL.
//!
//! Refresh tokens live on, as at Auth0: they belong to the application.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::{CACHE_CONTROL, SET_COOKIE};
use serde::Deserialize;

use super::authorization_response::redirect;
use super::error_page::PageError;
use super::sessions::SessionCookie;
use super::tenant::Tenant;

#[derive(Debug, Deserialize)]
pub(super) struct LogoutParameters {
    #[serde(rename = "returnTo")]
    return_to: Option<String>,
}

pub(super) async fn logout(
    State(tenant): State<Tenant>,
    headers: HeaderMap,
    parameters: Result<Query<LogoutParameters>, QueryRejection>,
) -> Result<Response, PageError> {
    let Query(parameters) =
        parameters.map_err(|rejection| PageError::MalformedRequest(rejection.body_text()))?;
    let registered = &tenant.registrations().logout_urls;
    let destination = match parameters.return_to {
        None => registered.first(),
        Some(url) => {
            let known = registered.iter().find(|known| known.as_str() == url);
            Some(known.ok_or(PageError::LogoutUrlMismatch(url))?)
        }
    };

    if let Some(cookie) = SessionCookie::from_headers(&headers) {
        tenant.state().sessions.end(&cookie, tenant.now());
    }
    let mut response = match destination {
        Some(url) => redirect(url.as_str()),
        None => ([(CACHE_CONTROL, "no-store")], "OK").into_response(),
    };
    response
        .headers_mut()
        .insert(SET_COOKIE, SessionCookie::removal_header());
    Ok(response)
}
