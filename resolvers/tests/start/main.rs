//! The functions' own programs, from their start to an answer, as Lambda runs them.

#![expect(clippy::unwrap_used, reason = "a test may end where its tools fail")]

mod lambda;

use serde_json::{Value, json};

use crate::lambda::{DynamoDb, Lambda, Seen};

const FUNCTIONS: [&str; 2] = [
    env!("CARGO_BIN_EXE_mutation-resolver"),
    env!("CARGO_BIN_EXE_query-resolver"),
];

#[tokio::test]
async fn the_first_connection_is_made_before_the_first_event() {
    for function in FUNCTIONS {
        for table in [DynamoDb::Answers, DynamoDb::Denies] {
            let mut lambda = Lambda::start(function, table, json!({})).await;
            let connecting = Seen::DynamoDb("GetItem".to_owned());
            assert_eq!(lambda.next().await, connecting, "{function} {table:?}");
            assert_eq!(lambda.next().await, Seen::Next, "{function} {table:?}");
        }
    }
}

#[tokio::test]
async fn a_start_that_cannot_reach_the_table_goes_on() {
    for function in FUNCTIONS {
        let mut lambda = Lambda::start(function, DynamoDb::IsNotThere, json!({})).await;
        assert_eq!(lambda.next().await, Seen::Next, "{function}");
    }
}

#[tokio::test]
async fn a_start_does_not_wait_for_a_table_that_hangs() {
    for function in FUNCTIONS {
        let mut lambda = Lambda::start(function, DynamoDb::Hangs, json!({})).await;
        while lambda.next().await != Seen::Next {}
    }
}

#[tokio::test]
async fn outside_a_list_an_error_is_the_functions_with_its_own_type_and_sentence() {
    for (event, code, sentence) in [
        (
            json!({}),
            "ValidationError",
            "The event is not a context of AppSync's.",
        ),
        (
            me(&json!(null)),
            "Unauthorized",
            "You are not authorized for this field.",
        ),
    ] {
        let query = env!("CARGO_BIN_EXE_query-resolver");
        let mut lambda = Lambda::start(query, DynamoDb::Answers, event).await;
        let error = json!({"errorType": code, "errorMessage": sentence});
        assert_eq!(lambda.answer().await, Seen::Failed(error));
    }
}

#[tokio::test]
async fn in_a_list_it_is_a_result() {
    let query = env!("CARGO_BIN_EXE_query-resolver");
    let list = json!([me(&json!(null)), {}]);
    let mut lambda = Lambda::start(query, DynamoDb::Answers, list).await;
    let results = json!([
        {"data": null, "errorType": "Unauthorized",
            "errorMessage": "You are not authorized for this field."},
        {"data": null, "errorType": "ValidationError",
            "errorMessage": "The event is not a context of AppSync's."},
    ]);
    assert_eq!(lambda.answer().await, Seen::Answered(results));
}

fn me(identity: &Value) -> Value {
    json!({
        "arguments": {}, "identity": identity, "source": null, "prev": null, "stash": {},
        "request": {"headers": {}, "domainName": null},
        "info": {"fieldName": "me", "parentTypeName": "Query", "variables": {},
            "selectionSetList": [], "selectionSetGraphQL": ""}
    })
}
