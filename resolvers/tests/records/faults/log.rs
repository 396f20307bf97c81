//! What the log says of a failure: the request, and the cause that no client learns.

use aws_sdk_dynamodb::Client;
use aws_smithy_mocks::{RuleMode, mock, mock_client};
use resolvers::dynamodb_client::with_limits;
use serde_json::Value;
use shared::log::recording::Recording;
use tracing::level_filters::LevelFilter;

use super::api;

/// The one line of a request to which DynamoDB answers so, and all of the log.
async fn line(status: u16, body: &str) -> (Value, String) {
    let rule = mock!(Client::get_item)
        .sequence()
        .http_status(status, Some(body.to_owned()))
        .repeatedly()
        .build();
    let client = mock_client!(aws_sdk_dynamodb, RuleMode::MatchAny, [&rule], with_limits);
    let recording = Recording::default();
    let guard = tracing::subscriber::set_default(recording.subscriber(LevelFilter::TRACE));
    let error = api(client).user("u1").get("a").await.unwrap_err();
    drop(guard);
    assert!(error.to_string().contains("request-1"), "{error}");
    let text = recording.text();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    let mut ours: Vec<Value> = lines
        .filter(|line: &Value| line["request_id"] == "request-1")
        .collect();
    assert_eq!(ours.len(), 1, "{text}");
    (ours.remove(0), text)
}

#[tokio::test(start_paused = true)]
async fn the_id_that_the_client_is_shown_finds_the_one_line_with_the_cause() {
    let body = r#"{"__type":"x#AccessDeniedException","message":"not allowed on table records"}"#;
    let (line, text) = line(400, body).await;
    let cause = line["cause"].as_str().unwrap();
    for words in ["AccessDeniedException", "not allowed on table records"] {
        assert!(cause.contains(words), "{cause}");
    }
    assert_eq!(line["level"], "ERROR");
    let header = "secret";
    assert!(!text.contains(header), "{text}");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_not_understood_is_not_written_out() {
    let body = r#"{"Item":{"data":{"S":"what a user keeps"},"#;
    let (line, text) = line(200, body).await;
    let cause = line["cause"].as_str().unwrap();
    assert!(cause.contains("unexpected end of stream"), "{cause}");
    assert!(!text.contains("what a user keeps"), "{text}");
}
