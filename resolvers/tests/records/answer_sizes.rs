//! What an answer's size costs beside the values that it refuses: nothing is read or
//! written out in vain.

use resolvers::Function;
use serde_json::{Value, json};

use crate::api::Api;
use crate::event::{ALL, context, raw};

const LAMBDA_LIMIT: usize = 6 * 1_024 * 1_024;

/// Data of the greatest length, which takes twice that in an answer: 20 of it are too many.
fn longest() -> Value {
    json!(["\\".repeat((131_072 - 4) / 2)])
}

async fn with_records(count: usize) -> Api {
    let api = Api::new().await;
    for number in 0..count {
        let input = json!({"id": format!("r{number}"), "kind": "note", "data": longest()});
        api.user("u1").create(input).await.unwrap();
    }
    api
}

fn get(id: &str) -> Value {
    context("u1", "Query.getRecord", &json!({"id": id}), ALL)
}

/// What of a result is short.
fn outline(result: &Value) -> String {
    match &result["errorType"] {
        Value::Null => result["data"]["id"].as_str().unwrap_or("null").to_owned(),
        code => {
            assert_eq!(result["data"], Value::Null);
            code.as_str().unwrap().to_owned()
        }
    }
}

async fn outlines(api: &Api, function: Function, list: &[Value]) -> Vec<String> {
    let results = api.invoke(function, &raw(&json!(list))).await.unwrap();
    assert!(results.to_string().len() < LAMBDA_LIMIT);
    results.as_array().unwrap().iter().map(outline).collect()
}

#[tokio::test]
async fn what_lies_behind_5_mb_is_not_read() {
    let api = with_records(21).await;
    let list: Vec<_> = (0..120).map(|number| get(&format!("r{number}"))).collect();
    let outlines = outlines(&api, Function::Query, &list).await;
    // 19 times 256 KB are below 5 MB, 20 times with what is around them are not.
    let first: Vec<_> = (0..19).map(|number| format!("r{number}")).collect();
    assert_eq!(outlines[..19], first);
    assert_eq!(outlines[19..21], ["ResponseTooLarge"; 2]);
    assert_eq!(outlines[21..100], ["null"; 79]);
    // These would be null as well, which nobody knows who has not looked.
    assert_eq!(outlines[100..], ["ResponseTooLarge"; 20]);
}

#[tokio::test]
async fn the_same_record_many_times_is_no_more_than_others() {
    let api = with_records(1).await;
    let outlines = outlines(&api, Function::Query, &vec![get("r0"); 2_000]).await;
    assert_eq!(outlines[..19], ["r0"; 19]);
    assert!(outlines[19..].iter().all(|each| each == "ResponseTooLarge"));
}

#[tokio::test]
async fn a_conflict_takes_place_too() {
    let api = with_records(1).await;
    let input = json!({"input": {"id": "r0", "expectedVersion": 7}});
    let conflict = context("u1", "Mutation.deleteRecord", &input, ALL);
    let results = api
        .invoke(Function::Mutation, &raw(&json!(vec![conflict; 21])))
        .await;
    let results = results.unwrap();
    let codes: Vec<_> = results
        .as_array()
        .unwrap()
        .iter()
        .map(|each| &each["errorType"])
        .collect();
    assert_eq!(codes[..19], ["VersionConflict"; 19]);
    assert_eq!(codes[19..], ["ResponseTooLarge"; 2]);
}
