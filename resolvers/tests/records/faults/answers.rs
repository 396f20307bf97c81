//! DynamoDB's errors: how often they are answered by another attempt, and what becomes of
//! them for the client.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::{RetryPartition, TokenBucket};
use aws_sdk_dynamodb::operation::get_item::GetItemOutput;
use aws_smithy_mocks::{Rule, RuleMode, mock, mock_client};
use resolvers::dynamodb_client::with_limits;
use resolvers::error::ResolverError;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::{api, item};
use crate::api::function_of;
use crate::event::{ALL, context, raw};

/// A field, its arguments, and the operation that fails.
type Case = (&'static str, Value, &'static str);

fn reads_and_writes() -> Vec<Case> {
    let id = json!({"id": "a"});
    let input = json!({"input": {"id": "a", "kind": "note", "data": {}}});
    vec![
        ("Query.getRecord", id, "GetItem"),
        ("Query.listRecords", json!({}), "Query"),
        ("Mutation.updateRecord", input.clone(), "GetItem"),
        ("Mutation.deleteRecord", input, "GetItem"),
    ]
    .into_iter()
    .chain(writes())
    .collect()
}

fn writes() -> Vec<Case> {
    let input = json!({"input": {"id": "a", "kind": "note", "data": {}}});
    vec![
        ("Mutation.createRecord", input.clone(), "PutItem"),
        ("Mutation.updateRecord", input.clone(), "PutItem"),
        ("Mutation.deleteRecord", input, "DeleteItem"),
    ]
}

/// What DynamoDB says that no client may learn.
const INTERNAL: &str = "User arn:aws:sts::123456789012:assumed-role/r on table records";

/// A rule by which `operation` fails `times` times.
fn failing(operation: &str, status: u16, code: &str, times: usize) -> Rule {
    let body = json!({
        "__type": format!("com.amazonaws.dynamodb.v20120810#{code}"),
        "message": INTERNAL,
    });
    let body = Some(body.to_string());
    match operation {
        "BatchGetItem" => mock!(Client::batch_get_item)
            .sequence()
            .http_status(status, body)
            .times(times)
            .build(),
        "DeleteItem" => mock!(Client::delete_item)
            .sequence()
            .http_status(status, body)
            .times(times)
            .build(),
        "GetItem" => mock!(Client::get_item)
            .sequence()
            .http_status(status, body)
            .times(times)
            .build(),
        "PutItem" => mock!(Client::put_item)
            .sequence()
            .http_status(status, body)
            .times(times)
            .build(),
        "Query" => mock!(Client::query)
            .sequence()
            .http_status(status, body)
            .times(times)
            .build(),
        _ => panic!("{operation} is no operation of ours"),
    }
}

/// A client with the functions' own limits for which `rule` holds, and any record is there.
fn client(rule: &Rule) -> Client {
    let found = mock!(Client::get_item)
        .then_output(|| GetItemOutput::builder().set_item(Some(item("a"))).build());
    // All clients of a process share what they may retry, unless they have it to themselves.
    let own = RetryPartition::custom("own").token_bucket(TokenBucket::default());
    let own = own.build();
    mock_client!(
        aws_sdk_dynamodb,
        RuleMode::MatchAny,
        [rule, &found],
        |config| with_limits(config).retry_partition(own.clone())
    )
}

/// The error of a field, and how often its operation was tried.
async fn fails(case: &Case, rule: Rule) -> (ResolverError, usize) {
    let (field, arguments, _) = case;
    let context = raw(&context("u1", field, arguments, ALL));
    let answer = api(client(&rule))
        .invoke(function_of(field), &context)
        .await;
    (answer.unwrap_err(), rule.num_calls())
}

/// The same in batch mode, where it is a result.
async fn result(case: &Case, rule: Rule) -> Value {
    let (field, arguments, _) = case;
    let list = raw(&json!([context("u1", field, arguments, ALL)]));
    let results = api(client(&rule)).invoke(function_of(field), &list).await;
    results.unwrap()[0].clone()
}

#[tokio::test(start_paused = true)]
async fn each_error_becomes_one_that_clients_may_see() {
    for (status, code, expected, attempts, cases) in [
        (
            400,
            "ThrottlingException",
            "Throttled",
            4,
            reads_and_writes(),
        ),
        (
            400,
            "RequestLimitExceeded",
            "Throttled",
            4,
            reads_and_writes(),
        ),
        (
            400,
            "ProvisionedThroughputExceededException",
            "Throttled",
            4,
            reads_and_writes(),
        ),
        (
            500,
            "InternalServerError",
            "InternalError",
            4,
            reads_and_writes(),
        ),
        (
            503,
            "ServiceUnavailable",
            "InternalError",
            4,
            reads_and_writes(),
        ),
        (
            400,
            "AccessDeniedException",
            "InternalError",
            1,
            reads_and_writes(),
        ),
        (
            400,
            "ResourceNotFoundException",
            "InternalError",
            1,
            reads_and_writes(),
        ),
        (
            400,
            "ValidationException",
            "InternalError",
            1,
            reads_and_writes(),
        ),
        (
            400,
            "ItemCollectionSizeLimitExceededException",
            "QuotaExceeded",
            1,
            writes(),
        ),
    ] {
        for case in cases {
            let rule = || failing(case.2, status, code, usize::MAX);
            let (error, calls) = fails(&case, rule()).await;
            assert_eq!(error.code(), expected, "{code} {case:?}");
            assert_eq!(calls, attempts, "{code} {case:?}");
            // A list of reads uses another operation, which another test has fail.
            if case.0 != "Query.getRecord" {
                let shown = json!({
                    "data": null, "errorType": expected, "errorMessage": error.to_string()
                });
                assert_eq!(result(&case, rule()).await, shown, "{code} {case:?}");
            }
            for secret in ["arn:", "table", "Exception", "12345", "::", "aws"] {
                assert!(!error.to_string().contains(secret), "{error}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_fails_three_times_is_tried_once_more_within_a_second() {
    for (status, code) in [(400, "ThrottlingException"), (500, "InternalServerError")] {
        let rule = mock!(Client::get_item)
            .sequence()
            .http_status(status, Some(json!({"__type": code}).to_string()))
            .times(3)
            .output(|| GetItemOutput::builder().set_item(Some(item("a"))).build())
            .build();
        let started = Instant::now();
        let answer = api(client(&rule)).user("u1").get("a").await.unwrap();
        assert_eq!(answer["id"], "a", "{code}");
        let waited = started.elapsed().as_millis();
        assert!(waited <= 700, "{waited} ms for {code}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_of_reads_shares_the_error_of_the_one_that_read_them() {
    for (status, code, expected) in [
        (400, "ThrottlingException", "Throttled"),
        (500, "InternalServerError", "InternalError"),
        (400, "AccessDeniedException", "InternalError"),
    ] {
        let api = api(client(&failing("BatchGetItem", status, code, usize::MAX)));
        let get = |id: &str| context("u1", "Query.getRecord", &json!({"id": id}), ALL);
        let me = context("u1", "Query.me", &json!({}), ALL);
        let list = raw(&json!([get("a"), me, get("?"), get("b")]));
        let results = api.invoke(function_of("Query.me"), &list).await.unwrap();
        assert_eq!(results[0]["errorType"], expected);
        assert_eq!(results[1]["data"]["sub"], "u1");
        assert_eq!(results[2]["errorType"], "ValidationError");
        assert_eq!(results[3], results[0]);
    }
}
