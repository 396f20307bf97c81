//! Real processes with the real runtime: the tests' own executable serves as the function.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::*;

/// Serves as a function where a test started it as one; passes at once otherwise.
#[test]
fn function_process() {
    let Some(kind) = shared::environment::of_process("TEST_FUNCTION") else {
        return;
    };
    die_with_parent();
    if kind == "fails-to-start" {
        let lookup = |name: &str| shared::environment::of_process(name);
        let environment = shared::environment::Environment::new(&lookup);
        shared::start_up::report_failure(&environment, &std::fmt::Error);
        std::process::exit(1);
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime
        .block_on(lambda_runtime::run(service_fn(handler)))
        .unwrap();
}

async fn handler(event: LambdaEvent<Value>) -> Result<Value, lambda_runtime::Error> {
    match event.payload["do"].as_str() {
        Some("exit") => std::process::exit(3),
        Some("fail") => Err("it failed".into()),
        Some("hang") => std::future::pending().await,
        Some("swell") => Ok("a".repeat(LARGEST_PAYLOAD).into()),
        _ => Ok(
            json!({"process": std::process::id(), "path": std::env::vars().any(|(name, _)| name == "PATH")}),
        ),
    }
}

fn functions(kind: &str, timeout: Duration) -> Functions {
    let arguments = ["--exact", "lambda::tests::function_process", "--nocapture"];
    Functions::new([FunctionSettings {
        name: "f".to_owned(),
        command: std::env::current_exe().unwrap(),
        arguments: arguments.map(str::to_owned).into(),
        environment: [("TEST_FUNCTION".to_owned(), kind.to_owned())].into(),
        timeout,
    }])
}

fn serving() -> Functions {
    functions("serves", Duration::from_secs(10))
}

async fn call(functions: &Functions, what: &str) -> Result<Value, Value> {
    let payload = Bytes::from(json!({"do": what}).to_string());
    match functions.invoke("f", payload).await.unwrap() {
        Invocation::Answered(answer) => Ok(serde_json::from_slice(&answer).unwrap()),
        Invocation::Failed(failure) => Err(serde_json::from_slice(&failure).unwrap()),
    }
}

/// The state letter of a process: `T` is stopped.
fn state(process: &Value) -> Option<char> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit(") ").next()?.chars().next()
}

/// Waits, for at most ten seconds, until the process is in the state.
fn becomes(process: &Value, expected: Option<char>) -> bool {
    let end = std::time::Instant::now() + Duration::from_secs(10);
    while std::time::Instant::now() < end {
        if state(process) == expected {
            return true;
        }
        std::thread::yield_now();
    }
    false
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_is_reused_and_frozen_between_events_and_has_an_environment_of_its_own() {
    let functions = serving();
    let first = call(&functions, "").await.unwrap();
    assert_eq!(first["path"], false);
    assert!(becomes(&first["process"], Some('T')));
    assert_eq!(call(&functions, "").await.unwrap(), first);
    drop(functions);
    assert!(becomes(&first["process"], None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_ends_fails_its_caller_and_not_the_next() {
    let functions = serving();
    let failure = call(&functions, "exit").await.unwrap_err();
    assert_eq!(failure["errorType"], "Runtime.ExitError");
    assert!(call(&functions, "").await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_is_passed_on_and_the_process_goes_on() {
    let functions = serving();
    let process = call(&functions, "").await.unwrap();
    let failure = call(&functions, "fail").await.unwrap_err();
    assert_eq!(failure["errorMessage"], "it failed");
    assert_eq!(call(&functions, "").await.unwrap(), process);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_takes_too_long_is_killed() {
    let functions = functions("serves", Duration::from_millis(500));
    let failure = call(&functions, "hang").await.unwrap_err();
    assert_eq!(failure["errorType"], "Sandbox.Timedout");
    let message = failure["errorMessage"].as_str().unwrap();
    assert!(
        message.ends_with("Error: Task timed out after 0.50 seconds"),
        "{message}"
    );
    assert!(call(&functions, "").await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_beyond_the_limit_is_refused() {
    let failure = call(&serving(), "swell").await.unwrap_err();
    assert_eq!(failure["errorType"], "Function.ResponseSizeTooLarge");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_start_is_told_in_the_functions_own_words() {
    let failure = call(&functions("fails-to-start", Duration::from_secs(10)), "")
        .await
        .unwrap_err();
    assert_eq!(failure["errorType"], "ConfigurationError");
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_at_the_same_time_have_processes_of_their_own_up_to_a_limit() {
    let functions = Arc::new(functions("serves", Duration::from_secs(3)));
    let tasks: Vec<_> = (0..=MOST_ENVIRONMENTS)
        .map(|_| {
            let functions = functions.clone();
            tokio::spawn(async move {
                functions
                    .invoke("f", Bytes::from_static(br#"{"do":"hang"}"#))
                    .await
            })
        })
        .collect();
    let mut refused = 0;
    for task in tasks {
        match task.await.unwrap() {
            Err(error) => {
                assert_eq!(error, InvokeError::TooManyRequests("f".to_owned()));
                refused += 1;
            }
            Ok(invocation) => assert!(matches!(invocation, Invocation::Failed(_))),
        }
    }
    assert_eq!(refused, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invoke_api_answers_as_lambda_does() {
    let router = router(Arc::new(serving()));
    let large = format!("\"{}\"", "a".repeat(LARGEST_PAYLOAD));
    for (name, body, status, header, value) in [
        (
            "f",
            "{}",
            StatusCode::OK,
            "x-amz-executed-version",
            "$LATEST",
        ),
        ("f", "", StatusCode::OK, "content-type", "application/json"),
        (
            "f",
            r#"{"do":"fail"}"#,
            StatusCode::OK,
            "x-amz-function-error",
            "Unhandled",
        ),
        (
            "g",
            "{}",
            StatusCode::NOT_FOUND,
            "x-amzn-errortype",
            "ResourceNotFoundException",
        ),
        (
            "f",
            "{",
            StatusCode::BAD_REQUEST,
            "x-amzn-errortype",
            "InvalidRequestContentException",
        ),
        (
            "f",
            &large,
            StatusCode::PAYLOAD_TOO_LARGE,
            "x-amzn-errortype",
            "RequestTooLargeException",
        ),
    ] {
        let request = Request::post(format!("/2015-03-31/functions/{name}/invocations"));
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), status, "{name} {header}");
        assert_eq!(response.headers()[header], value, "{name} {header}");
        let body = to_bytes(response.into_body(), LARGEST_PAYLOAD * 2)
            .await
            .unwrap();
        assert!(serde_json::from_slice::<Value>(&body).unwrap().is_object());
    }
}
