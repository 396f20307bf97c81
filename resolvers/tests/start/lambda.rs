//! Lambda's Runtime API for one process and one event, and the table that it calls.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>

use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// How the table behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DynamoDb {
    Answers,
    Denies,
    Hangs,
    IsNotThere,
}

/// What the process did.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Seen {
    /// It answered the event.
    Answered(Value),
    /// It called an operation of DynamoDB.
    DynamoDb(String),
    /// It reported that the event failed.
    Failed(Value),
    /// It asked for an event.
    Next,
}

/// A process and what it does, in order. It ends with this.
pub(crate) struct Lambda {
    process: Child,
    seen: UnboundedReceiver<Seen>,
}

impl Lambda {
    /// Starts the program of a function, which has `event` to answer.
    pub(crate) async fn start(program: &str, table: DynamoDb, event: Value) -> Self {
        let (sender, seen) = unbounded_channel();
        let server = Server {
            sender,
            table,
            event: Arc::new((event, AtomicBool::new(false))),
        };
        let table = match table {
            // Nobody listens there.
            DynamoDb::IsNotThere => "127.0.0.1:1".to_owned(),
            _ => serve(Router::new().fallback(dynamodb).with_state(server.clone())).await,
        };
        let runtime = serve(Router::new().fallback(runtime).with_state(server)).await;
        let process = Command::new(program)
            .env_clear()
            .env("AWS_LAMBDA_RUNTIME_API", runtime)
            .env("AWS_LAMBDA_FUNCTION_NAME", "function")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
            .env("AWS_REGION", "eu-central-1")
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("AWS_ENDPOINT_URL_DYNAMODB", format!("http://{table}"))
            .env("TABLE_NAME", "records")
            .spawn();
        Self {
            process: process.unwrap(),
            seen,
        }
    }

    /// What the process does next.
    pub(crate) async fn next(&mut self) -> Seen {
        self.seen.recv().await.unwrap()
    }

    /// What it answers to its event.
    pub(crate) async fn answer(&mut self) -> Seen {
        loop {
            let seen = self.next().await;
            if matches!(seen, Seen::Answered(_) | Seen::Failed(_)) {
                return seen;
            }
        }
    }
}

impl Drop for Lambda {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

#[derive(Clone)]
struct Server {
    sender: UnboundedSender<Seen>,
    table: DynamoDb,
    /// And whether the process has it.
    event: Arc<(Value, AtomicBool)>,
}

async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn dynamodb(State(server): State<Server>, headers: HeaderMap) -> Response {
    let target = headers.get("x-amz-target").unwrap().to_str().unwrap();
    let (_, operation) = target.split_once('.').unwrap();
    // Fails only where the test has ended.
    drop(server.sender.send(Seen::DynamoDb(operation.to_owned())));
    match server.table {
        DynamoDb::Hangs => std::future::pending().await,
        DynamoDb::Denies => {
            let denied = r#"{"__type":"x#AccessDeniedException","message":"no"}"#;
            (StatusCode::BAD_REQUEST, denied).into_response()
        }
        _ => "{}".into_response(),
    }
}

async fn runtime(State(server): State<Server>, uri: Uri, body: String) -> Response {
    let body = || serde_json::from_str(&body).unwrap();
    let seen = match uri.path().rsplit('/').next() {
        Some("next") => Seen::Next,
        Some("response") => Seen::Answered(body()),
        Some("error") => Seen::Failed(body()),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    drop(server.sender.send(seen.clone()));
    if seen != Seen::Next {
        return StatusCode::ACCEPTED.into_response();
    }
    let (event, is_taken) = &*server.event;
    if is_taken.swap(true, Ordering::SeqCst) {
        return std::future::pending().await;
    }
    let headers = [
        ("lambda-runtime-aws-request-id", "request-1"),
        ("lambda-runtime-deadline-ms", "4102444800000"),
        (
            "lambda-runtime-invoked-function-arn",
            "arn:aws:lambda:eu-central-1:1:function:f",
        ),
    ];
    (headers, event.to_string()).into_response()
}
