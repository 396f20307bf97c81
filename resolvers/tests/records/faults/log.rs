//! What the log says of a failure: the request, and the cause that no client learns.

use std::io;
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::Client;
use aws_smithy_mocks::{RuleMode, mock, mock_client};
use resolvers::dynamodb_client::with_limits;
use serde_json::Value;
use tracing_subscriber::fmt::MakeWriter;

use super::api;

/// Keeps what is written.
#[derive(Clone, Debug, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Lines {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test(start_paused = true)]
async fn the_id_that_the_client_is_shown_finds_the_one_line_with_the_cause() {
    let body = r#"{"__type":"x#AccessDeniedException","message":"not allowed on table records"}"#;
    let denied = mock!(Client::get_item)
        .sequence()
        .http_status(400, Some(body.to_owned()))
        .repeatedly()
        .build();
    let client = mock_client!(aws_sdk_dynamodb, RuleMode::MatchAny, [&denied], with_limits);
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_writer(lines.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let error = api(client).user("u1").get("a").await.unwrap_err();
    drop(guard);
    assert!(error.to_string().contains("request-1"), "{error}");
    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    let ours: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &Value| line["request_id"] == "request-1")
        .collect();
    assert_eq!(ours.len(), 1, "{text}");
    let cause = ours[0]["cause"].as_str().unwrap();
    assert!(cause.contains("not allowed on table records"), "{cause}");
    assert_eq!(ours[0]["level"], "ERROR");
    assert!(
        !text.contains("secret"),
        "no header of the client's: {text}"
    );
}
