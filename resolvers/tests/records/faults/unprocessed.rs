//! Keys that DynamoDB leaves unprocessed when it reads many.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::batch_get_item::{BatchGetItemInput, BatchGetItemOutput};
use aws_sdk_dynamodb::types::KeysAndAttributes;
use aws_smithy_mocks::{RuleMode, mock, mock_client};
use resolvers::Function;
use resolvers::dynamodb_client::with_limits;
use resolvers::store::attribute;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::{api, item};
use crate::event::{ALL, context, raw};

/// The ids that each request asked for, and when.
type Requests = Arc<Mutex<Vec<(Vec<String>, Instant)>>>;

fn asked(input: &BatchGetItemInput) -> &KeysAndAttributes {
    &input.request_items().unwrap()["records"]
}

fn ids(keys: &KeysAndAttributes) -> Vec<String> {
    let ids = keys
        .keys()
        .iter()
        .map(|key| key[attribute::ID].as_s().unwrap());
    let mut ids: Vec<_> = ids.cloned().collect();
    ids.sort();
    ids
}

/// A client that answers every request for the ids that `is_left` does not name, and leaves
/// the others.
fn client(requests: &Requests, is_left: fn(usize, &str) -> bool) -> Client {
    let requests = requests.clone();
    let rule = mock!(Client::batch_get_item).then_compute_output(move |input| {
        let keys = asked(input);
        assert_eq!(keys.consistent_read(), Some(true));
        let mut requests = requests.lock().unwrap();
        requests.push((ids(keys), Instant::now()));
        let round = requests.len();
        let (left, read): (Vec<_>, Vec<_>) = keys
            .keys()
            .iter()
            .cloned()
            .partition(|key| is_left(round, key[attribute::ID].as_s().unwrap()));
        let read = read
            .iter()
            .map(|key| item(key[attribute::ID].as_s().unwrap()));
        let output = BatchGetItemOutput::builder().responses("records", read.collect());
        if left.is_empty() {
            return output.build();
        }
        let left = KeysAndAttributes::builder().set_keys(Some(left)).build();
        output.unprocessed_keys("records", left.unwrap()).build()
    });
    mock_client!(aws_sdk_dynamodb, RuleMode::MatchAny, [&rule], with_limits)
}

async fn get(client: Client, ids: &[&str]) -> Vec<Value> {
    let get = |id: &&str| context("u1", "Query.getRecord", &json!({"id": id}), ALL);
    let list: Vec<_> = ids.iter().map(get).collect();
    let results = api(client)
        .invoke(Function::Query, &raw(&json!(list)))
        .await;
    results.unwrap().as_array().unwrap().clone()
}

#[tokio::test(start_paused = true)]
async fn keys_that_are_left_are_asked_for_again_after_a_while_and_no_others() {
    let requests = Requests::default();
    let client = client(&requests, |round, id| match id {
        "a" => false,
        "b" => round < 2,
        _ => round < 4,
    });
    let results = get(client, &["c", "a", "b", "a", "c"]).await;
    let found: Vec<_> = results.iter().map(|result| &result["data"]["id"]).collect();
    assert_eq!(found, ["c", "a", "b", "a", "c"]);
    let requests = requests.lock().unwrap();
    let asked: Vec<_> = requests.iter().map(|(ids, _)| ids.join(" ")).collect();
    assert_eq!(asked, ["a b c", "b c", "c", "c"]);
    let times: BTreeSet<_> = requests.iter().map(|(_, time)| time).collect();
    assert_eq!(times.len(), 4, "each request waits for a while");
}

#[tokio::test(start_paused = true)]
async fn keys_that_are_always_left_are_throttled_and_the_others_are_not() {
    let requests = Requests::default();
    let started = Instant::now();
    let client = client(&requests, |_, id| id == "b");
    let results = get(client, &["a", "b", "c", "b"]).await;
    assert_eq!(results[0]["data"]["id"], "a");
    assert_eq!(results[2]["data"]["id"], "c");
    for place in [1, 3] {
        assert_eq!(results[place]["errorType"], "Throttled");
        assert_eq!(results[place]["data"], Value::Null);
    }
    assert_eq!(requests.lock().unwrap().len(), 7);
    assert!(started.elapsed().as_secs() < 6, "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_key_that_is_left_and_not_understood_makes_no_record_a_missing_one() {
    let rule = mock!(Client::batch_get_item).then_compute_output(|input| {
        let mut keys = asked(input).keys().to_vec();
        keys[0].remove(attribute::ID);
        let left = KeysAndAttributes::builder().set_keys(Some(keys)).build();
        BatchGetItemOutput::builder()
            .unprocessed_keys("records", left.unwrap())
            .build()
    });
    let client = mock_client!(aws_sdk_dynamodb, RuleMode::MatchAny, [&rule], with_limits);
    let results = get(client, &["a"]).await;
    assert_eq!(results[0]["errorType"], "InternalError");
}

#[tokio::test(start_paused = true)]
async fn more_than_100_keys_are_read_in_chunks_each_key_once() {
    let requests = Requests::default();
    let client = client(&requests, |_, _| false);
    let ids: Vec<_> = (0..250)
        .map(|number| format!("r{}", number % 230))
        .collect();
    let ids: Vec<_> = ids.iter().map(String::as_str).collect();
    let results = get(client, &ids).await;
    for (id, result) in ids.iter().zip(&results) {
        assert_eq!(&result["data"]["id"], id);
    }
    let requests = requests.lock().unwrap();
    let lengths: Vec<_> = requests.iter().map(|(ids, _)| ids.len()).collect();
    assert_eq!(lengths, [100, 100, 30]);
    let all: BTreeSet<_> = requests.iter().flat_map(|(ids, _)| ids).collect();
    assert_eq!(all.len(), 230);
}
