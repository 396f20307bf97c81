//! Answers stay below what Lambda takes, and what has no place in one costs nothing: it is
//! not read, not written out and not done.

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
async fn a_list_behind_a_full_answer_is_not_read() {
    let api = with_records(12).await;
    let list = |kind: &str| context("u1", "Query.listRecords", &json!({"kind": kind}), ALL);
    // Each page of notes is nearly 3 MB, and one of nothing would have a place always.
    let lists = [list("other"), list("note"), list("note"), list("other")];
    let payload = raw(&json!(lists));
    let results = api.invoke(Function::Query, &payload).await.unwrap();
    assert_eq!(results[0]["data"]["items"], json!([]));
    assert_eq!(results[1]["errorType"], Value::Null);
    for place in [2, 3] {
        assert_eq!(results[place]["errorType"], "ResponseTooLarge", "{place}");
    }
}

#[tokio::test]
async fn a_mutation_without_a_place_in_the_answer_is_not_done() {
    let api = with_records(1).await;
    let mutation = |field: &str, input: Value| context("u1", field, &json!({"input": input}), ALL);
    // A conflict shows the record, and so takes a place too.
    let conflict = json!({"id": "r0", "expectedVersion": 7});
    let mut list = vec![mutation("Mutation.deleteRecord", conflict); 19];
    let change = json!({"id": "r0", "kind": "memo"});
    list.push(mutation("Mutation.updateRecord", change));
    let new = json!({"id": "new", "kind": "note", "data": []});
    list.push(mutation("Mutation.createRecord", new));
    list.push(mutation("Mutation.deleteRecord", json!({"id": "r0"})));
    let results = api.invoke(Function::Mutation, &raw(&json!(list))).await;
    let results = results.unwrap();
    let results = results.as_array().unwrap();
    let codes: Vec<_> = results.iter().map(|each| &each["errorType"]).collect();
    assert_eq!(codes[..19], ["VersionConflict"; 19]);
    assert_eq!(codes[19..], ["ResponseTooLarge"; 3]);
    assert_eq!(api.user("u1").ids(json!({})).await, ["r0"]);
    assert_eq!(api.user("u1").get("r0").await.unwrap()["version"], 1);
}

#[tokio::test]
async fn a_page_of_data_that_grows_when_it_is_quoted_still_fits() {
    let api = with_records(20).await;
    let mut list = json!({"limit": 100, "sortDirection": "ASC"});
    let mut records = 0;
    loop {
        let page = api.user("u1").list(list.clone()).await.unwrap();
        let length = page.to_string().len();
        assert!(length <= LAMBDA_LIMIT / 2 + 1_024, "{length}");
        records += page["items"].as_array().unwrap().len();
        if page["nextToken"].is_null() {
            break;
        }
        list["nextToken"] = page["nextToken"].clone();
    }
    assert_eq!(records, 20);
}
