//! Events that AppSync would not send.

use serde_json::json;

use crate::attacks::case::{Case, event_case};

pub(in crate::attacks) fn cases() -> Vec<Case> {
    let garbage = json!({"authorizationToken": "é\u{0}".repeat(1_000_000)}).to_string();
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let rows: Vec<(&str, String, &str)> = vec![
        ("null", "null".into(), "malformed_event"),
        ("a number", "1".into(), "malformed_event"),
        ("a text", "\"a.b.c\"".into(), "malformed_event"),
        ("an array", "[]".into(), "malformed_event"),
        (
            "an array with a text",
            "[\"a.b.c\"]".into(),
            "malformed_event",
        ),
        ("an empty object", "{}".into(), "no_token"),
        (
            "another event",
            json!({"Records": []}).to_string(),
            "no_token",
        ),
        (
            "a token that is null",
            json!({"authorizationToken": null}).to_string(),
            "no_token",
        ),
        (
            "a token that is a number",
            json!({"authorizationToken": 1}).to_string(),
            "malformed_event",
        ),
        (
            "a token that is true",
            json!({"authorizationToken": true}).to_string(),
            "malformed_event",
        ),
        (
            "a token in an array",
            json!({"authorizationToken": ["a"]}).to_string(),
            "malformed_event",
        ),
        (
            "a token in an object",
            json!({"authorizationToken": {"a": 1}}).to_string(),
            "malformed_event",
        ),
        (
            "a name in another case",
            json!({"AuthorizationToken": "a.b.c"}).to_string(),
            "no_token",
        ),
        (
            "two tokens",
            r#"{"authorizationToken":"a.b.c","authorizationToken":"d.e.f"}"#.into(),
            "malformed_event",
        ),
        ("nesting without end", deep, "no_token"),
        ("three megabytes of garbage", garbage, "token_too_long"),
    ];
    rows.into_iter()
        .map(|(name, event, reason)| event_case(format!("the event: {name}"), event, reason))
        .collect()
}
