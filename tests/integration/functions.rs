//! The project's functions, called as `cargo lambda invoke` calls them.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::stack::Stack;

const QUERY: &str = "/2015-03-31/functions/query-resolver/invocations";
const AUTHORIZER: &str = "/2015-03-31/functions/authorizer/invocations";

fn me() -> String {
    let context = json!({"resolverContext": {
        "sub": "auth0|1", "issuer": "https://a.example/", "audience": "https://api",
        "permissions": "read:records", "expiresAt": "20", "claims": "{}"
    }});
    let info = json!({"fieldName": "me", "parentTypeName": "Query", "variables": {},
        "selectionSetList": ["sub"], "selectionSetGraphQL": "{ sub }"});
    json!([{"arguments": {}, "identity": context, "info": info}]).to_string()
}

#[test]
fn a_function_answers_in_a_process_that_ends_with_the_stack_however_it_ends() {
    let stack = Stack::start(&[]);
    let (head, body) = stack.post(QUERY, "", &me());
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    let answer: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(answer[0]["data"]["sub"], "auth0|1");
    assert_eq!(answer[0]["errorType"], Value::Null);

    let children = stack.children();
    let child = children.trim().to_owned();
    assert!(Path::new(&format!("/proc/{child}")).exists(), "{child}");
    // The end by SIGKILL leaves the stack no time to tidy up.
    drop(stack);
    let end = Instant::now() + Duration::from_secs(10);
    while Path::new(&format!("/proc/{child}")).exists() {
        assert!(Instant::now() < end, "process {child} stays behind");
        std::thread::yield_now();
    }
}

#[test]
fn the_authorizer_refuses_what_is_no_token() {
    let stack = Stack::start(&[
        ("AUTH0_DOMAIN", "http://127.0.0.1:9"),
        ("AUTH0_AUDIENCE", "https://api"),
    ]);
    let (_, body) = stack.post(
        AUTHORIZER,
        "",
        &json!({"authorizationToken": "x"}).to_string(),
    );
    let answer: Value = serde_json::from_str(&body).unwrap();
    let expected =
        json!({"isAuthorized": false, "resolverContext": {}, "deniedFields": [], "ttlOverride": 0});
    assert_eq!(answer, expected);
}

#[test]
fn a_function_without_its_settings_says_a_constant_sentence() {
    let stack = Stack::start(&[("AUTH0_DOMAIN", ""), ("AUTH0_AUDIENCE", "")]);
    let (head, body) = stack.post(AUTHORIZER, "", "{}");
    assert!(
        head.to_lowercase()
            .contains("x-amz-function-error: unhandled"),
        "{head}"
    );
    let answer: Value = serde_json::from_str(&body).unwrap();
    let expected = json!({
        "errorType": "ConfigurationError", "errorMessage": "The service is not configured correctly."
    });
    assert_eq!(answer, expected);
}

#[test]
fn a_web_page_elsewhere_reaches_no_function() {
    let stack = Stack::start(&[]);
    for headers in [
        "Origin: https://evil.example\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Host: evil.example\r\n",
    ] {
        let (head, _) = stack.post(QUERY, headers, &me());
        assert!(head.starts_with("HTTP/1.1 403 "), "{headers}: {head}");
    }
    assert_eq!(stack.children(), "");
}
