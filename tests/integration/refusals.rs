//! What the API refuses, and how.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::http::send;
use crate::stack::Stack;

const UNAUTHORIZED: &str = "You are not authorized to make this call.";

#[test]
fn a_token_that_is_not_good_for_this_api_gets_the_same_401() {
    let stack = Stack::start();
    let token = stack.token("user1");
    let (head, signature) = token.rsplit_once('.').unwrap();
    let flipped = if signature.starts_with('A') { "B" } else { "A" };
    let tampered = format!("{head}.{flipped}{}", &signature[1..]);
    // Signed by the same keys, for the client and not for this API.
    let answer = stack.password_grant("user1", "openid");
    let id_token = answer["id_token"].as_str().unwrap();
    for (name, token) in [
        ("tampered", tampered.as_str()),
        ("for another audience", id_token),
        ("opaque", "x"),
    ] {
        let answer = stack.graphql(token, "{ me { sub } }", &json!({}));
        assert_eq!(answer.status, 401, "{name}: {answer:?}");
        let expected =
            json!({"errors": [{"errorType": "UnauthorizedException", "message": UNAUTHORIZED}]});
        assert_eq!(answer.json(), expected, "{name}");
        assert_eq!(
            answer.header("x-amzn-errortype"),
            Some("UnauthorizedException"),
            "{name}"
        );
    }
}

#[test]
fn a_token_is_refused_once_its_time_is_over_although_its_answer_was_kept() {
    let stack = Stack::with_options(&["--token-lifetime", "2"]);
    let token = stack.token("user1");
    let issued = Instant::now();
    assert_eq!(
        stack.graphql(&token, "{ me { sub } }", &json!({})).status,
        200
    );
    // Asked all the while, so that an answer that outlived its token would be seen.
    let refused = loop {
        let answer = stack.graphql(&token, "{ me { sub } }", &json!({}));
        if answer.status != 200 {
            break answer;
        }
        assert!(
            issued.elapsed() < Duration::from_secs(4),
            "the answer outlives the token"
        );
    };
    assert_eq!(refused.status, 401, "{refused:?}");
    assert_eq!(refused.json()["errors"][0]["message"], UNAUTHORIZED);
}

#[test]
fn a_request_without_a_token_gets_401() {
    let stack = Stack::start();
    let headers = [("Content-Type", "application/json")];
    let answer = send(
        &stack.appsync,
        "POST",
        "/graphql",
        &headers,
        r#"{"query":"{ me { sub } }"}"#,
    );
    assert_eq!(answer.status, 401, "{answer:?}");
    assert_eq!(
        answer.json()["errors"][0]["errorType"],
        "UnauthorizedException"
    );
}

#[test]
fn a_reader_is_denied_a_mutation_before_its_function_is_called() {
    let stack = Stack::start();
    let token = stack.token("reader");
    let query = "mutation { createRecord(input: {kind: \"note\", data: \"{}\"}) { id } }";
    let answer = stack.graphql(&token, query, &json!({}));
    assert_eq!(answer.status, 200, "{answer:?}");
    let body = answer.json();
    assert_eq!(body["data"]["createRecord"], Value::Null);
    assert_eq!(body["errors"][0]["errorType"], "Unauthorized");
    assert_eq!(
        body["errors"][0]["message"],
        "Not Authorized to access createRecord on type Mutation"
    );
    assert!(stack.processes_of("mutation-resolver").is_empty());
    let listed = stack
        .graphql(&token, "{ listRecords { items { id } } }", &json!({}))
        .json();
    assert_eq!(listed["data"]["listRecords"]["items"], json!([]));
}

#[test]
fn a_guest_may_see_who_they_are_and_nothing_else() {
    let stack = Stack::start();
    let query = "{ me { permissions } listRecords { items { id } } }";
    let body = stack
        .graphql(&stack.token("guest"), query, &json!({}))
        .json();
    assert_eq!(
        body["data"],
        json!({"me": {"permissions": []}, "listRecords": null})
    );
    assert_eq!(
        body["errors"][0]["message"],
        "Not Authorized to access listRecords on type Query"
    );
}
