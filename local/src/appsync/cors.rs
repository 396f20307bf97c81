//! The headers that let any web page read an answer.
//!
//! AppSync allows every origin: a page has no credential to send unless it was given a
//! token, and cookies are never accepted.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};

const EXPOSED: &str = "x-amzn-RequestId,x-amzn-ErrorType,x-amz-user-agent,x-amzn-ErrorMessage,Date,x-amz-schema-version";
/// How long a browser may keep the answer to a preflight, in seconds.
const PREFLIGHT_MAX_AGE: &str = "172800";

/// Adds the headers of an ordinary answer.
pub(super) fn allow_every_origin(headers: &mut HeaderMap) {
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(EXPOSED),
    );
}

/// The answer to a preflight. It names no methods: GET and POST need no permission, and there
/// are no others. Assumed: every header asked for is allowed, by name, because
/// the wildcard doesn't cover `Authorization`.
///
/// Source: <https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>
pub(super) fn preflight(request: &HeaderMap) -> Response {
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static(PREFLIGHT_MAX_AGE),
    );
    if let Some(asked) = request.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, asked.clone());
    }
    response
}
