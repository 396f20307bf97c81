//! `/authorize`: where a browser comes to get a code, signed in already or not.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};

use super::api::Audience;
use super::authorization_response::AuthorizationError;
use super::authorize_request::{AuthorizationRequest, AuthorizeParameters, Prompt, RequestError};
use super::codes::Authorization;
use super::error::InternalError;
use super::error_page::PageError;
use super::grant::Grant;
use super::sessions::{Session, SessionCookie};
use super::sign_in_page::SignInPage;
use super::tenant::Tenant;

pub(super) async fn authorize(
    State(tenant): State<Tenant>,
    headers: HeaderMap,
    parameters: Result<Query<AuthorizeParameters>, QueryRejection>,
) -> Result<Response, PageError> {
    let Query(parameters) =
        parameters.map_err(|rejection| PageError::MalformedRequest(rejection.body_text()))?;
    let request = match AuthorizationRequest::parse(parameters, tenant.registrations()) {
        Ok(request) => request,
        Err(RequestError::ToPerson(error)) => return Err(error),
        Err(RequestError::ToApplication(reply_to, error)) => return Ok(reply_to.with_error(&error)),
    };

    match request.usable_session(&tenant, &headers) {
        Some(session) => Ok(give_code(&tenant, &request, &session)?),
        None if request.prompt == Prompt::None => Ok(request
            .reply_to
            .with_error(&AuthorizationError::LoginRequired)),
        None => Ok(ask_to_sign_in(&tenant, request)?),
    }
}

/// Answers the application with a code for the user of `session`.
pub(super) fn give_code(
    tenant: &Tenant,
    request: &AuthorizationRequest,
    session: &Session,
) -> Result<Response, InternalError> {
    let permissions = match request.audience {
        Audience::Records => session.user.permissions,
        Audience::UserInfoOnly => &[],
    };
    let asked_when = request.max_age.is_some() || request.prompt == Prompt::Login;
    let authorization = Authorization {
        grant: Grant {
            client: request.client,
            user: session.user,
            audience: request.audience,
            scope: request.scope.granted_with(permissions),
            session_id: Some(session.id.clone()),
            authenticated_at: asked_when.then_some(session.authenticated_at),
        },
        nonce: request.nonce.clone(),
        redirect_uri: request.reply_to.redirect_uri.as_str().to_owned(),
        challenge: request.challenge.clone(),
    };
    let code = tenant.state().codes.issue(authorization, tenant.now())?;
    Ok(request.reply_to.with_code(&code))
}

fn ask_to_sign_in(
    tenant: &Tenant,
    request: AuthorizationRequest,
) -> Result<Response, InternalError> {
    let request = Arc::new(request);
    let state = tenant
        .state()
        .logins
        .begin(Arc::clone(&request), tenant.now())?;
    let username = request.login_hint.as_deref().unwrap_or_default();
    Ok(SignInPage {
        request: &request,
        state: &state,
        username,
        error: None,
    }
    .render(StatusCode::OK))
}

impl AuthorizationRequest {
    /// The browser's session, when the application takes it for good enough.
    fn usable_session(&self, tenant: &Tenant, headers: &HeaderMap) -> Option<Session> {
        // In whole seconds, a sign-in of just now would be recent enough for `max_age=0`.
        if self.prompt == Prompt::Login || self.max_age == Some(0) {
            return None;
        }
        let now = tenant.now();
        let cookie = SessionCookie::from_headers(headers)?;
        let session = tenant.state().sessions.find(&cookie, now)?.clone();
        let is_recent = self.max_age.is_none_or(|seconds| {
            now <= session.authenticated_at.after(Duration::from_secs(seconds))
        });
        is_recent.then_some(session)
    }
}
