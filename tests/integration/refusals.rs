//! What the API refuses where that takes the tenant's or the stack's own doing to show.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::stack::Stack;

const UNAUTHORIZED: &str = "You are not authorized to make this call.";

#[test]
fn a_token_for_another_audience_gets_401() {
    let stack = Stack::start();
    // Signed by the same keys, for the client and not for this API.
    let answer = stack.password_grant("user1", "openid");
    let id_token = answer["id_token"].as_str().unwrap();
    let answer = stack.graphql(id_token, "{ me { sub } }", &json!({}));
    assert_eq!(answer.status, 401, "{answer:?}");
    assert_eq!(answer.json()["errors"][0]["message"], UNAUTHORIZED);
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
fn a_token_longer_than_the_limit_is_refused() {
    for (limit, status) in [("256", 401), ("2048", 200)] {
        let stack = Stack::with_options(&["--token-limit", limit]);
        let answer = stack.graphql(&stack.token("user1"), "{ me { sub } }", &json!({}));
        assert_eq!(answer.status, status, "{limit}: {answer:?}");
    }
}

#[test]
fn a_denied_mutation_never_reaches_its_function() {
    let stack = Stack::start();
    let query = "mutation { createRecord(input: {kind: \"note\", data: \"{}\"}) { id } }";
    let answer = stack.graphql(&stack.token("reader"), query, &json!({}));
    assert_eq!(
        answer.json()["errors"][0]["errorType"],
        "Unauthorized",
        "{answer:?}"
    );
    assert!(stack.processes_of("mutation-resolver").is_empty());
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
