//! `/u/login`: takes the posted sign-in form.
//!
//! Another site could make the browser post a form here and so sign its user in as someone
//! else. The form must carry the state of a sign-in that the tenant began, and the browser
//! must not say that another site sent it.

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::response::Response;
use http::header::{ORIGIN, SET_COOKIE};
use http::{HeaderMap, StatusCode};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use super::authorize::give_code;
use super::error_page::PageError;
use super::sessions::SessionCookie;
use super::sign_in_page::SignInPage;
use super::tenant::Tenant;
use super::users::User;

/// The form, as posted.
#[derive(Deserialize)]
pub(super) struct SignInForm {
    state: String,
    username: String,
    password: String,
}

pub(super) async fn sign_in(
    State(tenant): State<Tenant>,
    headers: HeaderMap,
    form: Result<Form<SignInForm>, FormRejection>,
) -> Result<Response, PageError> {
    refuse_other_sites(&tenant, &headers)?;
    let Form(form) =
        form.map_err(|rejection| PageError::MalformedRequest(rejection.to_string()))?;
    let login_state = SecretString::from(form.state);
    let password = SecretString::from(form.password);
    let now = tenant.now();
    let request = tenant
        .state()
        .logins
        .find(&login_state, now)
        .ok_or(PageError::UnknownLogin)?;

    let Some(user) = User::with_credentials(&form.username, password.expose_secret()) else {
        let error = Some("Wrong email or password.");
        let page = SignInPage {
            request: &request,
            state: &login_state,
            username: &form.username,
            error,
        };
        return Ok(page.render(StatusCode::BAD_REQUEST));
    };

    let (cookie, session) = {
        let mut state = tenant.state();
        state.logins.end(&login_state, now);
        // The browser's session so far ends, whoever it belonged to.
        if let Some(previous) = SessionCookie::from_headers(&headers) {
            state.sessions.end(&previous, now);
        }
        state.sessions.start(user, now)?
    };
    let mut response = give_code(&tenant, &request, &session)?;
    response
        .headers_mut()
        .extend(cookie.to_header().map(|value| (SET_COOKIE, value)));
    Ok(response)
}

/// Programs send neither header; browsers send the first with every posted form.
fn refuse_other_sites(tenant: &Tenant, headers: &HeaderMap) -> Result<(), PageError> {
    let origin_is_own = headers
        .get(ORIGIN)
        .is_none_or(|origin| origin == tenant.issuer_url().origin());
    let site_is_own = headers
        .get("sec-fetch-site")
        .is_none_or(|site| site == "same-origin");
    if origin_is_own && site_is_own {
        Ok(())
    } else {
        Err(PageError::CrossSiteSignIn)
    }
}
