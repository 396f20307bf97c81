//! A request in the one form that is signed.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>,
//! step 1.

use std::collections::BTreeSet;

use aws_lc_rs::digest::{SHA256, digest};
use axum::body::Bytes;
use http::request::Parts;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::form_urlencoded;

use super::{headers, hex};

/// What is escaped in a query: everything but the unreserved characters of RFC 3986,
/// section 2.3.
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What is escaped in a path: the same, but for what divides it.
const IN_PATH: &AsciiSet = &IN_QUERY.remove(b'/');

/// The form, or nothing where a signed header can't be written in it.
pub(super) fn text(
    parts: &Parts,
    signed_headers: &BTreeSet<String>,
    body: &Bytes,
) -> Option<String> {
    // A path is escaped by the client, and once more for the signature.
    let path = utf8_percent_encode(parts.uri.path(), IN_PATH);
    let names: Vec<_> = signed_headers.iter().map(String::as_str).collect();
    Some(format!(
        "{}\n{path}\n{}\n{}\n{}\n{}",
        parts.method,
        query(parts.uri.query().unwrap_or_default()),
        headers::canonical(&parts.headers, signed_headers)?,
        names.join(";"),
        hex::encode(digest(&SHA256, body).as_ref()),
    ))
}

/// The parameters in their order, escaped in one way.
fn query(query: &str) -> String {
    let escaped = |text: &str| utf8_percent_encode(text, IN_QUERY).to_string();
    let mut parameters: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .map(|(name, value)| (escaped(&name), escaped(&value)))
        .collect();
    parameters.sort_unstable();
    let parameters = parameters
        .iter()
        .map(|(name, value)| format!("{name}={value}"));
    parameters.collect::<Vec<_>>().join("&")
}
