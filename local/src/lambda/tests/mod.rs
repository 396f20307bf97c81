//! Real processes with the real runtime: the tests' own executable serves as the function.

mod control;
mod invoke_api;

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use lambda_runtime::{Context, LambdaEvent, LambdaInvocation, Runtime, service_fn};
use serde_json::{Value, json};
use tower::{Service, ServiceExt as _};
use uuid::Uuid;

use super::*;
use crate::invoke::{Caller, Invocation, Invoke as _, InvokeError};
use crate::lambda::limits::{LARGEST_ANSWER, MOST_ENVIRONMENTS};

const ARN: &str = "arn:aws:lambda:eu-central-1:000000000000:function:f";

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
    let function = Runtime::new(service_fn(handler));
    runtime
        .block_on(function.layer(tower::layer::layer_fn(work_after)).run())
        .unwrap();
}

async fn handler(event: LambdaEvent<Value>) -> Result<Value, lambda_runtime::Error> {
    let work = event.payload["do"].as_str().unwrap_or_default();
    match work.split_once(' ').unwrap_or((work, "")) {
        ("exit", _) => std::process::exit(3),
        ("fail", _) => Err("it failed".into()),
        ("hang", "") => std::future::pending().await,
        ("hang", file) => {
            std::fs::write(file, std::process::id().to_string())?;
            std::future::pending().await
        }
        ("start", _) => {
            let started = std::process::Command::new("/bin/sleep").arg("60").spawn()?;
            Ok(json!({"process": std::process::id(), "started": started.id()}))
        }
        ("swell", bytes) => Ok("a".repeat(bytes.parse()?).into()),
        ("wait-for", file) => Ok(appearance(file).await),
        _ => Ok(answer(&event.context)),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "that there is no other variable is what a function tells here"
)]
fn answer(context: &Context) -> Value {
    json!({
        "process": std::process::id(),
        "folder": std::env::current_dir().unwrap(),
        "variables": std::env::vars().collect::<BTreeMap<_, _>>(),
        "arn": context.invoked_function_arn,
        "trace": context.xray_trace_id,
        "deadline": context.deadline,
    })
}

/// After the answer to `work-after FILE`, goes on until the file appears, and removes it.
fn work_after<S>(
    mut inner: S,
) -> impl Service<LambdaInvocation, Response = (), Error = lambda_runtime::Error, Future: Send>
where
    S: Service<LambdaInvocation, Response = (), Error = lambda_runtime::Error, Future: Send>,
    S::Future: 'static,
{
    service_fn(move |invocation: LambdaInvocation| {
        let event: Value = serde_json::from_slice(&invocation.body).unwrap_or_default();
        let answered = inner.call(invocation);
        async move {
            let outcome = answered.await;
            let work = event["do"].as_str().unwrap_or_default();
            if let Some(file) = work.strip_prefix("work-after ") {
                appearance(file).await;
                std::fs::remove_file(file)?;
            }
            outcome
        }
    })
}

async fn appearance(file: &str) -> Value {
    while !Path::new(file).exists() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    json!({"process": std::process::id()})
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
    match functions
        .invoke(Caller::Account, "f", payload)
        .await
        .unwrap()
    {
        Invocation::Answered(answer) => Ok(serde_json::from_slice(&answer).unwrap()),
        Invocation::Failed(failure) => Err(serde_json::from_slice(&failure).unwrap()),
    }
}

/// The process that serves a call, once it waits for the next.
async fn process_of(functions: &Functions) -> Value {
    let process = call(functions, "").await.unwrap()["process"].take();
    assert!(becomes(&process, Some('T')).await);
    process
}

/// The state letter of a process: `T` is stopped.
fn state(process: &Value) -> Option<char> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit(") ").next()?.chars().next()
}

/// Waits, for at most ten seconds, until `done`.
async fn eventually(done: impl Fn() -> bool) -> bool {
    let waiting = async {
        while !done() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), waiting)
        .await
        .is_ok()
}

/// Waits, for at most ten seconds, until the process is in the state.
async fn becomes(process: &Value, expected: Option<char>) -> bool {
    eventually(|| state(process) == expected).await
}

/// The path of a file that is not there.
fn absent_file() -> String {
    let path = std::env::temp_dir().join(Uuid::new_v4().to_string());
    path.to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_is_reused_and_frozen_between_events_and_has_an_environment_of_its_own() {
    let functions = serving();
    let first = call(&functions, "").await.unwrap();
    assert_eq!(first["variables"]["PATH"], Value::Null);
    assert!(becomes(&first["process"], Some('T')).await);
    assert_eq!(process_of(&functions).await, first["process"]);
    drop(functions);
    assert!(becomes(&first["process"], None).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_process_starts_is_frozen_with_it_and_ends_with_it() {
    // Whoever adopts it need not have waited for it yet.
    let ends =
        async |process: &Value| eventually(|| matches!(state(process), None | Some('Z'))).await;
    let functions = serving();
    let first = call(&functions, "start").await.unwrap();
    for process in [&first["process"], &first["started"]] {
        assert!(becomes(process, Some('T')).await, "{first}");
    }
    // The process that has the next event ends by itself.
    assert!(call(&functions, "exit").await.is_err());
    assert!(ends(&first["started"]).await);
    let second = call(&functions, "start").await.unwrap();
    drop(functions);
    assert!(ends(&second["started"]).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_comes_with_the_functions_arn_a_trace_and_a_deadline() {
    let before = std::time::SystemTime::now();
    let answer = call(&serving(), "").await.unwrap();
    assert_eq!(answer["arn"], ARN);
    let trace =
        regex::Regex::new(r"^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$");
    let found = answer["trace"].as_str().unwrap();
    assert!(trace.unwrap().is_match(found), "{found}");
    let earliest = (before + Duration::from_secs(10)).duration_since(std::time::UNIX_EPOCH);
    let deadline = u128::from(answer["deadline"].as_u64().unwrap());
    let late = deadline - earliest.unwrap().as_millis();
    assert!(late < 60_000, "{late}");
}

#[tokio::test(flavor = "multi_thread")]
async fn work_after_the_answer_goes_on_unfrozen_and_keeps_the_process() {
    let functions = serving();
    let file = absent_file();
    let first = call(&functions, &format!("work-after {file}"))
        .await
        .unwrap();
    // The caller has its answer; the process has not asked for the next event.
    assert_ne!(process_of(&functions).await, first["process"]);
    assert_ne!(state(&first["process"]), Some('T'));
    std::fs::write(&file, "").unwrap();
    assert!(becomes(&first["process"], Some('T')).await);
    assert!(!Path::new(&file).exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn work_after_the_answer_counts_against_the_timeout() {
    let functions = functions("serves", Duration::from_millis(500));
    let work = format!("work-after {}", absent_file());
    let first = call(&functions, &work).await.unwrap();
    assert!(becomes(&first["process"], None).await);
    assert!(call(&functions, "").await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_goes_on_without_its_caller() {
    let functions = serving();
    let process = process_of(&functions).await;
    let file = absent_file();
    let work = format!("wait-for {file}");
    let gone = tokio::time::timeout(Duration::from_millis(200), call(&functions, &work));
    assert!(gone.await.is_err());
    assert!(eventually(|| matches!(state(&process), Some('R' | 'S'))).await);
    std::fs::write(&file, "").unwrap();
    // It ended its work and waits; on a busy machine the next event may come to another
    // process before this one is known to wait.
    assert!(becomes(&process, Some('T')).await);
    assert!(call(&functions, "").await.is_ok());
    assert!(becomes(&process, Some('T')).await);
    std::fs::remove_file(file).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_killed_from_outside_fails_its_caller_and_not_the_next() {
    let functions = Arc::new(serving());
    let file = absent_file();
    let (caller, work) = (functions.clone(), format!("hang {file}"));
    let hanging = tokio::spawn(async move { call(&caller, &work).await });
    let written = || std::fs::read_to_string(&file).is_ok_and(|text| !text.is_empty());
    assert!(eventually(written).await);
    let process = std::fs::read_to_string(&file).unwrap().parse().unwrap();
    std::fs::remove_file(file).unwrap();
    assert!(matches!(state(&json!(process)), Some('R' | 'S')));
    let id = rustix::process::Pid::from_raw(process).unwrap();
    rustix::process::kill_process(id, rustix::process::Signal::KILL).unwrap();
    let failure = hanging.await.unwrap().unwrap_err();
    assert_eq!(failure["errorType"], "Runtime.ExitError");
    let message = failure["errorMessage"].as_str().unwrap();
    assert!(
        message.contains("Error: Runtime exited with error: signal: killed"),
        "{message}"
    );
    assert_ne!(process_of(&functions).await, json!(process));
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
    let process = process_of(&functions).await;
    let failure = call(&functions, "fail").await.unwrap_err();
    assert_eq!(failure["errorMessage"], "it failed");
    assert!(becomes(&process, Some('T')).await);
    assert_eq!(process_of(&functions).await, process);
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
    let functions = serving();
    let quotes = 2;
    let largest = call(&functions, &format!("swell {}", LARGEST_ANSWER - quotes)).await;
    assert_eq!(
        largest.unwrap().as_str().unwrap().len(),
        LARGEST_ANSWER - quotes
    );
    let failure = call(
        &functions,
        &format!("swell {}", LARGEST_ANSWER - quotes + 1),
    )
    .await;
    let expected = json!({
        "errorType": "Function.ResponseSizeTooLarge",
        "errorMessage": "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
    });
    assert_eq!(failure.unwrap_err(), expected);
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
                    .invoke(
                        Caller::Account,
                        "f",
                        Bytes::from_static(br#"{"do":"hang"}"#),
                    )
                    .await
            })
        })
        .collect();
    let mut refused = 0;
    for task in tasks {
        match task.await.unwrap() {
            Err(error) => {
                assert_eq!(error, InvokeError::TooManyRequests(ARN.to_owned()));
                refused += 1;
            }
            Ok(invocation) => assert!(matches!(invocation, Invocation::Failed(_))),
        }
    }
    assert_eq!(refused, 1);
}
