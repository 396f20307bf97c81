//! Many at once: exactly one wins each round, and nothing is lost.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::api::{Answer, Api, NOW, data};

const CLIENTS: usize = 100;

/// How many keep at the same record until they are done with it.
const MERGING: usize = 12;

/// The answers to one mutation of each client's, all sent at once.
async fn at_once(api: &Arc<Api>, field: &'static str, inputs: Vec<Value>) -> Vec<Answer> {
    let mut tasks = JoinSet::new();
    for input in inputs {
        let api = api.clone();
        let arguments = json!({"input": input});
        tasks.spawn(async move { api.user("u1").call(field, arguments).await });
    }
    tasks.join_all().await
}

/// The one record that was written. All others must have been refused with `code`.
fn winner(answers: Vec<Answer>, code: &str) -> Value {
    let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    for answer in lost {
        assert_eq!(answer.unwrap_err().code(), code);
    }
    let mut won: Vec<_> = won.into_iter().map(Result::unwrap).collect();
    assert_eq!(won.len(), 1, "{won:?}");
    won.remove(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_100_who_expect_one_version_exactly_one_wins() {
    let api = Arc::new(Api::new().await);
    api.user("u1").has("a", "note").await;
    for version in 1..=5 {
        let inputs = (0..CLIENTS).map(
            |client| json!({"id": "a", "expectedVersion": version, "data": [version, client]}),
        );
        let answers = at_once(&api, "Mutation.updateRecord", inputs.collect()).await;
        let won = winner(answers, "VersionConflict");
        assert_eq!(won["version"], version + 1);
        assert_eq!(api.user("u1").get("a").await.unwrap(), won);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybodys_change_is_in_the_end_in_the_record() {
    let api = Arc::new(Api::new().await);
    let input = json!({"id": "a", "kind": "note", "data": []});
    api.user("u1").create(input).await.unwrap();
    let mut tasks = JoinSet::new();
    for client in 0..MERGING {
        let api = api.clone();
        tasks.spawn(async move { add(&api, client).await });
    }
    tasks.join_all().await;
    let record = api.user("u1").get("a").await.unwrap();
    let mut clients: Vec<usize> = serde_json::from_str(record["data"].as_str().unwrap()).unwrap();
    clients.sort_unstable();
    assert_eq!(clients, (0..MERGING).collect::<Vec<_>>());
    assert_eq!(record["version"], MERGING + 1);
}

/// Adds `client` to the record's list as a client does: merges with what a conflict shows.
async fn add(api: &Api, client: usize) {
    let mut seen = api.user("u1").get("a").await.unwrap();
    loop {
        let mut list: Vec<usize> = serde_json::from_str(seen["data"].as_str().unwrap()).unwrap();
        list.push(client);
        let input = json!({"id": "a", "expectedVersion": seen["version"], "data": list});
        match api.user("u1").update(input).await {
            Ok(_) => return,
            Err(conflict) => {
                assert_eq!(conflict.code(), "VersionConflict");
                seen = data(&conflict);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_100_who_create_one_id_exactly_one_wins() {
    let api = Arc::new(Api::new().await);
    // Once where there is nothing, once over a record whose time is over.
    for round in 0..2 {
        let expires_at = NOW + 10 * (round + 1);
        let inputs = (0..CLIENTS).map(|client| {
            json!({"id": "a", "kind": "note", "data": [round, client], "expiresAt": expires_at})
        });
        let answers = at_once(&api, "Mutation.createRecord", inputs.collect()).await;
        let won = winner(answers, "RecordAlreadyExists");
        assert_eq!(api.user("u1").get("a").await.unwrap(), won);
        api.clock.advance(10);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_100_who_delete_one_version_exactly_one_wins() {
    let api = Arc::new(Api::new().await);
    let record = api.user("u1").has("a", "note").await;
    let inputs = vec![json!({"id": "a", "expectedVersion": 1}); CLIENTS];
    let answers = at_once(&api, "Mutation.deleteRecord", inputs).await;
    assert_eq!(winner(answers, "RecordNotFound"), record);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_expects_no_version_is_counted_or_asked_to_try_again() {
    let api = Arc::new(Api::new().await);
    api.user("u1").has("a", "note").await;
    let inputs = (0..MERGING).map(|client| json!({"id": "a", "data": [client]}));
    let answers = at_once(&api, "Mutation.updateRecord", inputs.collect()).await;
    let mut versions = Vec::new();
    for answer in answers {
        match answer {
            Ok(record) => versions.push(record["version"].as_u64().unwrap()),
            Err(error) => assert_eq!(error.code(), "Throttled", "{error}"),
        }
    }
    versions.sort_unstable();
    // No two updates made the same version.
    let expected: Vec<_> = (2..).take(versions.len()).collect();
    assert_eq!(versions, expected);
    let record = api.user("u1").get("a").await.unwrap();
    assert_eq!(record["version"].as_u64(), versions.last().copied());
}
