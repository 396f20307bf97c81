//! The Runtime API of one process: where it fetches events and posts answers.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use rustix::process::{Pid, Signal, kill_process};
use tokio::net::TcpListener;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::guard::Guard;
use crate::invoke::Invocation;
use crate::lambda::LARGEST_PAYLOAD;
use crate::lambda::process::failure;

/// An event on its way to the process.
pub(super) struct Event {
    request_id: Uuid,
    payload: Bytes,
    deadline_ms: u128,
}

impl Event {
    pub(super) fn new(request_id: Uuid, payload: Bytes, timeout: Duration) -> Self {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Self {
            request_id,
            payload,
            deadline_ms: (now + timeout).as_millis(),
        }
    }
}

/// The server that one process talks to, and the signals that freeze it.
#[derive(Debug)]
pub(super) struct RuntimeApi {
    port: u16,
    shared: Arc<Shared>,
    events: mpsc::Sender<Event>,
    server: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    events: tokio::sync::Mutex<mpsc::Receiver<Event>>,
    first_next: Notify,
    init_failed: Notify,
    state: Mutex<ProcessState>,
}

#[derive(Debug, Default)]
struct ProcessState {
    process: Option<Pid>,
    init_error: Option<Bytes>,
    /// The call that the process works on.
    call: Option<(Uuid, oneshot::Sender<Invocation>)>,
}

impl RuntimeApi {
    pub(super) async fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let (events, receiver) = mpsc::channel(1);
        let shared = Arc::new(Shared {
            events: receiver.into(),
            first_next: Notify::new(),
            init_failed: Notify::new(),
            state: Mutex::default(),
        });
        let router = Router::new()
            .route("/2018-06-01/runtime/init/error", post(init_error))
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route(
                "/2018-06-01/runtime/invocation/{id}/response",
                post(response),
            )
            .route("/2018-06-01/runtime/invocation/{id}/error", post(error))
            .layer(DefaultBodyLimit::disable())
            .with_state(shared.clone());
        let router = Guard::new(port).without_web_pages(router);
        let server = tokio::spawn(async move { drop(axum::serve(listener, router).await) });
        Ok(Self {
            port,
            shared,
            events,
            server,
        })
    }

    pub(super) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(super) fn set_process(&self, id: Option<u32>) {
        let id = id.and_then(|id| i32::try_from(id).ok());
        self.shared.state().process = id.and_then(Pid::from_raw);
    }

    pub(super) fn kill_process(&self) {
        self.shared.signal(Signal::KILL);
    }

    /// Resolves when the process asks for its first event.
    pub(super) async fn first_next(&self) {
        self.shared.first_next.notified().await;
    }

    /// Resolves when the process says that it can't start, with its words.
    pub(super) async fn init_error(&self) -> Bytes {
        self.shared.init_failed.notified().await;
        self.take_init_error().unwrap_or_default()
    }

    pub(super) fn take_init_error(&self) -> Option<Bytes> {
        self.shared.state().init_error.take()
    }

    /// Hands an event over and waits for the answer.
    pub(super) async fn invoke(&self, event: Event) -> Invocation {
        let (answer, answered) = oneshot::channel();
        self.shared.state().call = Some((event.request_id, answer));
        let handed_over = self.events.send(event).await.is_ok();
        match answered.await {
            Ok(invocation) if handed_over => invocation,
            // The server ended, and with it the process: whoever watches that says more.
            _ => std::future::pending().await,
        }
    }
}

impl Drop for RuntimeApi {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Shared {
    fn state(&self) -> std::sync::MutexGuard<'_, ProcessState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A process that has ended can't be signalled, and need not be.
    fn signal(&self, signal: Signal) {
        if let Some(process) = self.state().process {
            let _ = kill_process(process, signal);
        }
    }

    fn answer(&self, id: &str, invocation: Invocation) -> Response {
        let mut state = self.state();
        match state.call.take() {
            Some((request_id, answer)) if request_id.to_string() == id => {
                // Nobody waits any more where the call was given up.
                drop(answer.send(invocation));
                accepted()
            }
            other => {
                state.call = other;
                (
                    StatusCode::BAD_REQUEST,
                    r#"{"errorType":"InvalidRequestID","errorMessage":"Invalid request ID"}"#,
                )
                    .into_response()
            }
        }
    }
}

/// The process waits from here on: it is frozen until there is an event.
async fn next(State(shared): State<Arc<Shared>>) -> Response {
    shared.first_next.notify_one();
    let mut events = shared.events.lock().await;
    let event = match events.try_recv() {
        Ok(event) => Some(event),
        Err(_) => {
            shared.signal(Signal::STOP);
            let event = events.recv().await;
            shared.signal(Signal::CONT);
            event
        }
    };
    let Some(event) = event else {
        return StatusCode::GONE.into_response();
    };
    let arn = "arn:aws:lambda:eu-central-1:000000000000:function:local";
    Response::builder()
        .header("content-type", "application/json")
        .header(
            "lambda-runtime-aws-request-id",
            event.request_id.to_string(),
        )
        .header("lambda-runtime-deadline-ms", event.deadline_ms.to_string())
        .header("lambda-runtime-invoked-function-arn", arn)
        .header(
            "lambda-runtime-trace-id",
            format!("Root=1-{}", event.request_id.simple()),
        )
        .body(Body::from(event.payload))
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn response(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    if body.len() <= LARGEST_PAYLOAD {
        return shared.answer(&id, Invocation::Answered(body));
    }
    let message = format!(
        "Response payload size exceeded maximum allowed payload size ({LARGEST_PAYLOAD} bytes)."
    );
    let refused = failure("Function.ResponseSizeTooLarge", &message);
    shared.answer(&id, Invocation::Failed(refused));
    StatusCode::PAYLOAD_TOO_LARGE.into_response()
}

async fn error(State(shared): State<Arc<Shared>>, Path(id): Path<String>, body: Bytes) -> Response {
    shared.answer(&id, Invocation::Failed(body))
}

async fn init_error(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    shared.state().init_error = Some(body);
    shared.init_failed.notify_one();
    accepted()
}

fn accepted() -> Response {
    (StatusCode::ACCEPTED, r#"{"status":"OK"}"#).into_response()
}
