//! The Runtime API of one process: where it fetches events and posts answers.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>

use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use rustix::process::Signal;
use tokio::net::TcpListener;
use tokio::sync::{Notify, SetOnce, mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::guard::Guard;
use crate::invoke::Invocation;
use crate::lambda::arn::FunctionArn;
use crate::lambda::failure;
use crate::lambda::limits::LARGEST_ANSWER;
use crate::lambda::process_group::ProcessGroup;

/// An event on its way to the process.
pub(super) struct Event {
    request_id: Uuid,
    /// How the caller named the function.
    arn: FunctionArn,
    payload: Bytes,
    /// Since 1970.
    created: Duration,
    timeout: Duration,
}

impl Event {
    pub(super) fn new(
        request_id: Uuid,
        arn: FunctionArn,
        payload: Bytes,
        timeout: Duration,
    ) -> Self {
        Self {
            request_id,
            arn,
            payload,
            created: SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default(),
            timeout,
        }
    }

    /// When the process will be killed, in milliseconds since 1970.
    fn deadline_ms(&self) -> u128 {
        (self.created + self.timeout).as_millis()
    }

    /// A trace that is not sampled, made of the request's identifier.
    ///
    /// Source: <https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html>
    fn trace_id(&self) -> String {
        let seconds = self.created.as_secs();
        let root = self.request_id.as_u128() >> 32;
        let (_, parent) = self.request_id.as_u64_pair();
        format!("Root=1-{seconds:08x}-{root:024x};Parent={parent:016x};Sampled=0")
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
    /// Whether the process has asked for an event and has not been given one.
    waits: watch::Sender<bool>,
    init_failed: Notify,
    /// What is frozen and woken, once it is known: the process may ask before.
    processes: SetOnce<Arc<ProcessGroup>>,
    state: Mutex<ProcessState>,
}

#[derive(Debug, Default)]
struct ProcessState {
    init_error: Option<Bytes>,
    /// The call that the process works on.
    call: Option<(Uuid, oneshot::Sender<Invocation>)>,
}

impl RuntimeApi {
    pub(super) async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let (events, receiver) = mpsc::channel(1);
        let shared = Arc::new(Shared {
            events: receiver.into(),
            waits: watch::Sender::new(false),
            init_failed: Notify::new(),
            processes: SetOnce::new(),
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

    /// Says which processes it serves.
    pub(super) fn set_processes(&self, processes: Arc<ProcessGroup>) {
        // It is said once.
        let _ = self.shared.processes.set(processes);
    }

    pub(super) fn kill_processes(&self) {
        if let Some(processes) = self.shared.processes.get() {
            processes.signal(Signal::KILL);
        }
    }

    /// Resolves when the process has asked for an event and has not been given one.
    pub(super) async fn waits(&self) {
        // The sender lives as long as this value.
        let _ = self.shared.waits.subscribe().wait_for(|waits| *waits).await;
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
    let mut events = shared.events.lock().await;
    let processes = shared.processes.wait().await;
    // No event can be there yet: one is only given to a process that waits.
    processes.signal(Signal::STOP);
    shared.waits.send_replace(true);
    let event = events.recv().await;
    shared.waits.send_replace(false);
    processes.signal(Signal::CONT);
    let Some(event) = event else {
        return StatusCode::GONE.into_response();
    };
    Response::builder()
        .header("content-type", "application/json")
        .header(
            "lambda-runtime-aws-request-id",
            event.request_id.to_string(),
        )
        .header(
            "lambda-runtime-deadline-ms",
            event.deadline_ms().to_string(),
        )
        .header("lambda-runtime-invoked-function-arn", event.arn.to_string())
        .header("lambda-runtime-trace-id", event.trace_id())
        .body(Body::from(event.payload))
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn response(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    if body.len() <= LARGEST_ANSWER {
        return shared.answer(&id, Invocation::Answered(body));
    }
    shared.answer(&id, Invocation::Failed(failure::answer_too_large()));
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
