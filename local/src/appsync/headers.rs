//! A request's headers as functions are given them.

use http::{HeaderMap, header};

use super::json::{JsonMap, JsonValue};

/// The headers by lower-case name, a repeated one as a list. `cookie` is left out: AppSync
/// never shows it to a resolver.
///
/// Assumed: the authorizer is shown the same.
pub(super) fn to_json(headers: &HeaderMap) -> JsonMap {
    let mut json = JsonMap::new();
    for name in headers.keys().filter(|name| **name != header::COOKIE) {
        let mut values: Vec<JsonValue> = headers
            .get_all(name)
            .iter()
            .map(|value| {
                String::from_utf8_lossy(value.as_bytes())
                    .into_owned()
                    .into()
            })
            .collect();
        let value = if values.len() == 1 {
            values.pop().unwrap_or_default()
        } else {
            JsonValue::Array(values)
        };
        json.insert(name.as_str(), value);
    }
    json
}

/// Adds the headers that AppSync's front puts on every request.
pub(super) fn add_front_headers(headers: &mut JsonMap, request_id: &str) {
    let forwarded_for = match headers.get("x-forwarded-for").and_then(JsonValue::as_str) {
        Some(claimed) => format!("{claimed}, 127.0.0.1"),
        None => "127.0.0.1".to_owned(),
    };
    headers.insert("x-forwarded-for", forwarded_for.into());
    headers.insert("x-forwarded-port", "443".into());
    headers.insert("x-forwarded-proto", "https".into());
    headers.insert("x-amzn-appsync-is-vpce-request", "false".into());
    headers.insert("x-amzn-remote-ip", "127.0.0.1".into());
    headers.insert("x-amzn-requestid", request_id.into());
}
