//! Which web pages may talk to the tenant: those of registered origins, to the letter.
//!
//! Browsers name the page's origin in `Origin` on every cross-origin call and every form
//! that is posted. A registered origin gets CORS headers; the tenant's own pages need
//! none; any other origin is refused before anything is read or changed. Requests without
//! `Origin` come from programs and from navigation.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use http::{HeaderValue, Method, StatusCode};

use super::error_page::PageError;
use super::tenant::Tenant;

/// Where a request comes from.
enum RequestOrigin {
    Foreign,
    /// No page of another origin: a program, navigation, or the tenant's own sign-in form.
    Own,
    Registered(HeaderValue),
}

pub(super) async fn answer_registered_origins_only(
    State(tenant): State<Tenant>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = match RequestOrigin::of(&request, &tenant) {
        RequestOrigin::Foreign => PageError::ForeignOrigin.into_response(),
        RequestOrigin::Own => next.run(request).await,
        RequestOrigin::Registered(origin) => {
            let mut response = if is_preflight(&request) {
                preflight_answer()
            } else {
                next.run(request).await
            };
            response
                .headers_mut()
                .insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response
        }
    };
    response
        .headers_mut()
        .append(VARY, HeaderValue::from_static("Origin"));
    response
}

impl RequestOrigin {
    fn of(request: &Request, tenant: &Tenant) -> Self {
        let mut values = request.headers().get_all(ORIGIN).iter();
        match (values.next(), values.next()) {
            (None, _) => Self::Own,
            (Some(origin), None) if origin == tenant.issuer_url().origin() => Self::Own,
            (Some(origin), None)
                if tenant
                    .registrations()
                    .web_origins
                    .iter()
                    .any(|known| origin == known) =>
            {
                Self::Registered(origin.clone())
            }
            (Some(_), _) => Self::Foreign,
        }
    }
}

fn is_preflight(request: &Request) -> bool {
    request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

fn preflight_answer() -> Response {
    let headers = [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        // auth0-spa-js sends the last of these with every call.
        (
            ACCESS_CONTROL_ALLOW_HEADERS,
            "authorization, content-type, auth0-client",
        ),
        (ACCESS_CONTROL_MAX_AGE, "600"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}
