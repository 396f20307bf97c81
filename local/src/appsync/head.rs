//! How long a request may be without its body.
//!
//! Before every API stands a CloudFront distribution, which refuses more than this whatever
//! AppSync would make of it. A token or a document in a query string can come near it.
//!
//! Source: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html>

use axum::extract::Request;
use http::HeaderMap;

use super::limits::{MAX_HEAD_BYTES, MAX_TARGET_BYTES};

/// What a request line has besides method and target, and the end of the head.
const REST: usize = "  HTTP/1.1\r\n\r\n".len();
/// What stands between a header's name and its value, and behind it.
const SEPARATORS: usize = ": \r\n".len();

/// Whether target and headers are within the limits.
pub(super) fn fits(request: &Request) -> bool {
    let target = request
        .uri()
        .path_and_query()
        .map_or(0, |target| target.as_str().len());
    let line = request.method().as_str().len() + target + REST;
    target <= MAX_TARGET_BYTES && line + length(request.headers()) <= MAX_HEAD_BYTES
}

fn length(headers: &HeaderMap) -> usize {
    headers
        .iter()
        .map(|(name, value)| name.as_str().len() + SEPARATORS + value.len())
        .sum()
}
