//! The page that hands an authorization response to the window that waits for it.
//!
//! A single-page application renews its tokens in a hidden frame, or signs in in a popup;
//! both end on this page, whose only deed is one `postMessage` to the registered origin
//! (OAuth 2.0 Web Message Response Mode, draft-sakimura-oauth-wmrm).

use axum::response::Response;
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::html::{escape, page, source_hash};

/// Constant, so that the page's policy can name its digest; the data stands beside it.
const SCRIPT: &str = "const { target, message } = document.getElementById('response').dataset;\
(window.opener ?? window.parent).postMessage(JSON.parse(message), target);";

/// The page that sends `parameters` to a window of `origin`, and to no other.
pub(super) fn render(origin: &str, parameters: &[(&str, &str)]) -> Response {
    let response: Map<String, Value> = parameters
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::from(*value)))
        .collect();
    let message = json!({ "type": "authorization_response", "response": response }).to_string();
    let body = format!(
        "<p id=\"response\" data-target=\"{}\" data-message=\"{}\"></p>\n<script>{SCRIPT}</script>",
        escape(origin),
        escape(&message)
    );
    let policy = format!(
        "script-src {}; form-action 'none'; frame-ancestors {origin}",
        source_hash(SCRIPT)
    );
    page(StatusCode::OK, "Authorization response", &body, &policy)
}
