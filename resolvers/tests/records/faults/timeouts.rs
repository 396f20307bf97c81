//! A DynamoDB that never answers.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Builder;
use aws_smithy_http_client::test_util::NeverClient;
use resolvers::dynamodb_client::with_limits;
use serde_json::json;
use tokio::time::Instant;

use crate::api::{Api, function_of};
use crate::event::{ALL, context, raw};

/// What the deployment gives a function; `infra/variables.tf`.
const FUNCTION_TIMEOUT: Duration = Duration::from_secs(8);

/// Both functions with the time that they have.
fn hanging() -> (Api, NeverClient) {
    let never = NeverClient::new();
    let config = with_limits(Builder::new().with_test_defaults_v2()).http_client(never.clone());
    let mut api = super::api(Client::from_conf(config.build()));
    api.time = FUNCTION_TIMEOUT;
    (api, never)
}

#[tokio::test(start_paused = true)]
async fn a_request_that_hangs_is_tried_again_and_ends_before_the_function_does() {
    let input = json!({"input": {"id": "a", "kind": "note", "data": {}}});
    for (field, arguments) in [
        ("Query.getRecord", json!({"id": "a"})),
        ("Query.listRecords", json!({})),
        ("Mutation.createRecord", input.clone()),
        ("Mutation.updateRecord", input.clone()),
        ("Mutation.deleteRecord", input),
    ] {
        let context = context("u1", field, &arguments, ALL);
        for payload in [context.clone(), json!([context])] {
            let (api, never) = hanging();
            let started = Instant::now();
            let answer = api.invoke(function_of(field), &raw(&payload)).await;
            assert!(started.elapsed() < FUNCTION_TIMEOUT, "{field}");
            assert!(never.num_calls() > 1, "{field}");
            match answer {
                Err(error) => assert_eq!(error.code(), "InternalError", "{field}"),
                Ok(results) => assert_eq!(results[0]["errorType"], "InternalError", "{field}"),
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_ends_before_the_function_does_and_begins_nothing_late() {
    let (api, never) = hanging();
    let input = json!({"input": {"kind": "note", "data": {}}});
    let context = context("u1", "Mutation.createRecord", &input, ALL);
    let list = raw(&json!(vec![context; 5]));
    let started = Instant::now();
    let function = function_of("Mutation.createRecord");
    let results = api.invoke(function, &list).await.unwrap();
    assert!(started.elapsed() < FUNCTION_TIMEOUT);
    let results = results.as_array().unwrap();
    assert_eq!(results.len(), 5);
    for result in results {
        assert_eq!(result["errorType"], "InternalError");
    }
    // Three attempts of the first and what the second has time for.
    assert!(never.num_calls() <= 4, "{}", never.num_calls());
}
