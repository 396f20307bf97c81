//! Batch mode: a list of contexts, each with its own result.

use resolvers::Function;
use serde_json::{Value, json};

use crate::api::{Api, NOW};
use crate::event::{ALL, context, raw};

fn get(sub: &str, id: &str) -> Value {
    context(sub, "Query.getRecord", &json!({"id": id}), ALL)
}

fn mutation(field: &str, input: &Value) -> Value {
    context(
        "u1",
        &format!("Mutation.{field}"),
        &json!({"input": input}),
        ALL,
    )
}

fn done(data: &Value) -> Value {
    json!({"data": data, "errorType": null, "errorMessage": null})
}

fn failed(code: &str, sentence: &str) -> Value {
    json!({"data": null, "errorType": code, "errorMessage": sentence})
}

#[tokio::test]
async fn each_context_has_its_own_result_in_its_own_place() {
    let api = Api::new().await;
    let (own, other) = (
        api.user("u1").has("a", "note").await,
        api.user("u2").has("a", "memo").await,
    );
    let me = context("u3", "Query.me", &json!({}), "");
    let denied = context(
        "u1",
        "Query.getRecord",
        &json!({"id": "a"}),
        "write:records",
    );
    let batch = json!([
        get("u1", "a"),
        null,
        get("u2", "a"),
        get("u1", "b"),
        get("u1", " "),
        get("u1", "a"),
        denied,
        me,
        {},
        1,
        [],
        "text"
    ]);
    let results = api.invoke(Function::Query, &raw(&batch)).await.unwrap();
    let results = results.as_array().unwrap();
    assert_eq!(results.len(), 12);
    let malformed = failed(
        "ValidationError",
        "The event is not a context of AppSync's.",
    );
    let bad_id = "id must be 1 to 128 characters: letters, digits, _ . : -.";
    for (place, expected) in [
        done(&own),
        malformed.clone(),
        done(&other),
        done(&Value::Null),
        failed("ValidationError", bad_id),
        done(&own),
        failed("Unauthorized", "You are not authorized for this field."),
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(&results[place], expected, "{place}");
    }
    assert_eq!(results[7]["data"]["sub"], "u3");
    for result in &results[8..] {
        assert_eq!(result, &malformed);
    }
}

#[tokio::test]
async fn a_batch_of_more_than_100_keys_finds_every_record() {
    let api = Api::new().await;
    let mut expected = Vec::new();
    for number in 0..120 {
        let id = format!("r{number}");
        // Every third one is not there.
        let found = match number % 3 {
            0 => Value::Null,
            _ => api.user("u1").has(&id, "note").await,
        };
        expected.push(done(&found));
    }
    let batch: Vec<_> = (0..120)
        .map(|number| get("u1", &format!("r{number}")))
        .collect();
    let results = api
        .invoke(Function::Query, &raw(&json!(batch)))
        .await
        .unwrap();
    assert_eq!(results, json!(expected));
}

#[tokio::test]
async fn a_record_whose_time_is_over_is_not_found_in_a_batch_either() {
    let api = Api::new().await;
    let input = json!({"id": "a", "kind": "note", "data": {}, "expiresAt": NOW + 1});
    api.user("u1").create(input).await.unwrap();
    let kept = api.user("u1").has("b", "note").await;
    api.clock.advance(1);
    let batch = raw(&json!([get("u1", "a"), get("u1", "b")]));
    let results = api.invoke(Function::Query, &batch).await.unwrap();
    assert_eq!(results, json!([done(&Value::Null), done(&kept)]));
}

#[tokio::test]
async fn mutations_are_done_in_order_and_a_failure_stops_none() {
    let api = Api::new().await;
    let batch = json!([
        mutation(
            "createRecord",
            &json!({"id": "a", "kind": "note", "data": [1]})
        ),
        mutation(
            "updateRecord",
            &json!({"id": "a", "expectedVersion": 1, "data": [2]})
        ),
        mutation(
            "updateRecord",
            &json!({"id": "a", "expectedVersion": 1, "data": [3]})
        ),
        null,
        mutation(
            "updateRecord",
            &json!({"id": "a", "expectedVersion": 2, "data": [4]})
        ),
        mutation("deleteRecord", &json!({"id": "a"})),
        mutation("deleteRecord", &json!({"id": "a"})),
        mutation(
            "createRecord",
            &json!({"id": "a", "kind": "note", "data": [5]})
        ),
    ]);
    let results = api.invoke(Function::Mutation, &raw(&batch)).await.unwrap();
    let seen: Vec<_> = results
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            let (data, code) = (&result["data"], &result["errorType"]);
            json!([data["version"], data["data"], code])
        })
        .collect();
    let expected = json!([
        [1, "[1]", null],
        [2, "[2]", null],
        // The record as it is, for the caller to merge with.
        [2, "[2]", "VersionConflict"],
        [null, null, "ValidationError"],
        [3, "[4]", null],
        [3, "[4]", null],
        [null, null, "RecordNotFound"],
        [1, "[5]", null],
    ]);
    assert_eq!(json!(seen), expected);
    assert_eq!(results[2]["errorMessage"], "The record has version 2.");
}

#[tokio::test]
async fn an_empty_batch_has_no_results() {
    let api = Api::new().await;
    for function in [Function::Query, Function::Mutation] {
        let results = api.invoke(function, &raw(&json!([]))).await.unwrap();
        assert_eq!(results, json!([]), "{function:?}");
    }
}
