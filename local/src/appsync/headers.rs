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

/// Adds the headers that AppSync's front puts on every request. What the client claims of
/// whom it forwards for stays before its own address, however many headers it takes.
pub(super) fn add_front_headers(headers: &mut JsonMap, received: &HeaderMap, request_id: &str) {
    let claimed = received.get_all("x-forwarded-for").iter();
    let claimed = claimed.filter_map(|value| value.to_str().ok());
    let forwarded_for: Vec<&str> = claimed.chain(["127.0.0.1"]).collect();
    headers.insert("x-forwarded-for", forwarded_for.join(", ").into());
    headers.insert("x-forwarded-port", "443".into());
    headers.insert("x-forwarded-proto", "https".into());
    headers.insert("x-amzn-appsync-is-vpce-request", "false".into());
    headers.insert("x-amzn-remote-ip", "127.0.0.1".into());
    headers.insert("x-amzn-requestid", request_id.into());
}
