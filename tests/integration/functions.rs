//! The project's functions, called as `cargo lambda invoke` calls them.

use serde_json::{Value, json};

use crate::http::send;
use crate::stack::Stack;

fn path(function: &str) -> String {
    format!("/2015-03-31/functions/{function}/invocations")
}

#[test]
fn a_resolver_answers_a_batch_item_by_item() {
    let stack = Stack::start();
    let context = json!({"resolverContext": {
        "sub": "auth0|1", "issuer": "https://a.example/", "audience": "https://api",
        "permissions": "read:records", "expiresAt": "20", "claims": "{}"
    }});
    let info = json!({"fieldName": "me", "parentTypeName": "Query", "variables": {},
        "selectionSetList": ["sub"], "selectionSetGraphQL": "{ sub }"});
    let batch = json!([{"arguments": {}, "identity": context, "info": info}, null]).to_string();
    let answer = send(&stack.lambda, "POST", &path("query-resolver"), &[], &batch);
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()[0]["data"]["sub"], "auth0|1");
    assert_eq!(answer.json()[0]["errorType"], Value::Null);
    assert_eq!(answer.json()[1]["errorType"], "ValidationError");
}

#[test]
fn the_authorizer_refuses_what_is_no_token() {
    let stack = Stack::start();
    let event = json!({"authorizationToken": "x"}).to_string();
    let answer = send(&stack.lambda, "POST", &path("authorizer"), &[], &event);
    let expected =
        json!({"isAuthorized": false, "resolverContext": {}, "deniedFields": [], "ttlOverride": 0});
    assert_eq!(answer.json(), expected);
}
