//! What happens to one item of a list stays with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use resolvers::Function;
use resolvers::error::ResolverError;
use resolvers::handler;
use resolvers::resolver::Resolver;
use resolvers::settings::AuthorizationMode;
use resolvers::store::Store;
use serde_json::{Value, json};
use shared::time::Clock;

use crate::api::{Api, HOUR, NOW, request};
use crate::event::{ALL, context, raw};

/// Shows the time but for its `0`th look from now, which panics.
struct PanickingClock(AtomicI64);

impl Clock for PanickingClock {
    fn now_milliseconds(&self) -> i64 {
        assert_ne!(self.0.fetch_sub(1, Ordering::SeqCst), 0, "a secret text");
        NOW * 1_000
    }
}

/// A resolver on `api`'s table whose clock panics after `looks` looks.
fn resolver(api: &Api, function: Function, looks: i64) -> Resolver {
    let clock = Arc::new(PanickingClock(looks.into()));
    let store = Store::new(api.client.clone(), api.table.clone(), clock);
    Resolver::new(function, AuthorizationMode::Lambda, store).unwrap()
}

async fn results(resolver: &Resolver, contexts: &Value) -> Vec<Value> {
    let answer = handler::answer(resolver, &raw(contexts), request(HOUR)).await;
    serde_json::from_str(answer.unwrap().get()).unwrap()
}

const SENTENCE: &str = "Something went wrong on our side. The request is request-1.";

#[tokio::test]
async fn a_panic_is_an_error_of_its_own_item_and_shows_nothing() {
    let api = Api::new().await;
    let records = [
        api.user("u1").has("a", "note").await,
        api.user("u2").has("a", "note").await,
        api.user("u1").has("b", "note").await,
    ];
    let get = |sub, id: &str| context(sub, "Query.getRecord", &json!({"id": id}), ALL);
    let list = json!([get("u1", "a"), get("u2", "a"), get("u1", "b")]);
    for failing in 0..3 {
        let looks = i64::try_from(failing).unwrap();
        let results = results(&resolver(&api, Function::Query, looks), &list).await;
        for (place, result) in results.iter().enumerate() {
            let expected = if place == failing {
                json!({"data": null, "errorType": "InternalError", "errorMessage": SENTENCE})
            } else {
                json!({"data": records[place], "errorType": null, "errorMessage": null})
            };
            assert_eq!(result, &expected, "{failing} {place}");
        }
    }
}

#[tokio::test]
async fn mutations_behind_a_panic_are_done() {
    let api = Api::new().await;
    let create = |id: &str| {
        let input = json!({"input": {"id": id, "kind": "note", "data": {}}});
        context("u1", "Mutation.createRecord", &input, ALL)
    };
    let list = json!([create("a"), create("b")]);
    let results = results(&resolver(&api, Function::Mutation, 0), &list).await;
    assert_eq!(results[0]["errorType"], "InternalError");
    assert_eq!(results[0]["errorMessage"], SENTENCE);
    assert_eq!(results[1]["data"]["id"], "b");
    assert_eq!(api.user("u1").ids(json!({})).await, ["b"]);
}

#[tokio::test]
async fn a_panic_outside_a_list_shows_nothing_either() {
    let api = Api::new().await;
    let context = context("u1", "Query.listRecords", &json!({}), ALL);
    let resolver = resolver(&api, Function::Query, 0);
    let error = handler::answer(&resolver, &raw(&context), request(HOUR)).await;
    let expected = ResolverError::InternalError("request-1".to_owned());
    assert_eq!(error.unwrap_err(), expected);
}
