//! Pages that trust nothing: every value escaped, nothing loaded, nothing run but what the
//! tenant itself wrote.

use aws_lc_rs::digest::{SHA256, digest};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderValue, StatusCode};

/// The look of every page.
const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem}\
label,input,button{display:block;width:100%;box-sizing:border-box;font:inherit}\
input,button{margin:.25rem 0 1rem;padding:.5rem}[role=alert]{color:#b00020}";

/// Text as it may stand in an element or in a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A page of the common look. `body` is HTML; `policy` names what the page may do beyond
/// its style, in the words of a Content-Security-Policy.
pub(super) fn page(status: StatusCode, title: &str, body: &str, policy: &str) -> Response {
    let title = escape(title);
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>{STYLE}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    );
    let policy = format!(
        "default-src 'none'; base-uri 'none'; style-src {}; {policy}",
        source_hash(STYLE)
    );
    let Ok(policy) = HeaderValue::try_from(policy) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let headers = [
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (CONTENT_SECURITY_POLICY, policy),
        // `no-referrer` would make browsers post the sign-in form with `Origin: null`.
        (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (status, headers, Html(html)).into_response()
}

/// The source expression that allows exactly this inline style or script.
pub(super) fn source_hash(text: &str) -> String {
    format!(
        "'sha256-{}'",
        STANDARD.encode(digest(&SHA256, text.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_with_a_meaning_in_html_survives() {
        let cases = [
            ("an element", "<script>", "&lt;script&gt;"),
            ("the end of an attribute", "\"'>", "&quot;&#39;&gt;"),
            ("an entity", "&lt;", "&amp;lt;"),
            ("other text", "Zoë 1 + 1", "Zoë 1 + 1"),
        ];
        for (name, text, expected) in cases {
            assert_eq!(escape(text), expected, "{name}");
        }
    }
}
