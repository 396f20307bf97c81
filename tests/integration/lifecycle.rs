//! The stack's and its functions' life: start, crash, end.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::stack::{Stack, command};

/// Waits, for at most ten seconds.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(10);
    while !is_so() {
        assert!(Instant::now() < end, "{what}");
        std::thread::yield_now();
    }
}

fn signal(process: u32, name: &str) {
    let sent = Command::new("kill")
        .args([&format!("-{name}"), &process.to_string()])
        .status();
    assert!(sent.unwrap().success(), "{name} to {process}");
}

fn is_running(process: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    !stat.is_empty() && !stat.contains(") T ") && !stat.contains(") Z ")
}

fn is_there(process: u32) -> bool {
    PathBuf::from(format!("/proc/{process}")).exists()
}

#[test]
fn a_function_that_is_killed_in_a_call_fails_that_caller_and_not_the_next() {
    let stack = Arc::new(Stack::start());
    let token = stack.token("user1");
    let list = "{ listRecords { items { id } } }";
    // A call is short: it may be over before it is seen. Then the next one is tried.
    for _ in 0..100 {
        stack.graphql(&token, list, &json!({}));
        let process = stack.processes_of("query-resolver")[0];
        until("the process is frozen", || !is_running(process));
        let call = {
            let (stack, token) = (stack.clone(), token.clone());
            std::thread::spawn(move || stack.graphql(&token, list, &json!({})).json())
        };
        until("the process has the call", || {
            is_running(process) || call.is_finished()
        });
        signal(process, "KILL");
        let body = call.join().unwrap();
        if let Some(errors) = body.get("errors") {
            assert_eq!(errors[0]["errorType"], "Runtime.ExitError", "{body}");
            assert_eq!(body["data"]["listRecords"], json!(null), "{body}");
            let next = stack.graphql(&token, list, &json!({})).json();
            assert_eq!(next["data"]["listRecords"]["items"], json!([]), "{next}");
            return;
        }
        until("the process is gone", || !is_there(process));
    }
    panic!("no call was ever seen under way");
}

#[test]
fn no_process_stays_behind_however_the_stack_ends() {
    for name in ["INT", "TERM", "KILL"] {
        let mut stack = Stack::start();
        let answer = stack.graphql(&stack.token("user1"), "{ me { sub } }", &json!({}));
        assert_eq!(answer.status, 200, "{answer:?}");
        let functions: Vec<_> = ["authorizer", "query-resolver"]
            .iter()
            .flat_map(|name| stack.processes_of(name))
            .collect();
        assert_eq!(functions.len(), 2);
        signal(stack.process.id(), name);
        let status = stack.process.wait().unwrap();
        assert_eq!(status.success(), name != "KILL", "{name}: {status}");
        until(name, || functions.iter().all(|process| !is_there(*process)));
    }
}

#[test]
fn the_request_that_is_offered_works_when_it_is_pasted() {
    let stack = Stack::start();
    let curl = stack.said.iter().find(|line| line.starts_with("curl "));
    let Output { stdout, status, .. } = Command::new("sh")
        .args(["-c", curl.unwrap()])
        .output()
        .unwrap();
    assert!(status.success());
    let body: serde_json::Value = serde_json::from_slice(&stdout).unwrap();
    assert_eq!(
        body["data"]["me"]["permissions"],
        json!(["read:records", "write:records"])
    );
}

#[test]
fn a_port_in_use_ends_the_command_with_a_sentence_and_2() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let Output { status, stderr, .. } = command().args(["--port", &port]).output().unwrap();
    assert_eq!(status.code(), Some(2));
    let sentence = String::from_utf8(stderr).unwrap();
    assert!(
        sentence.starts_with(&format!("port {port} on 127.0.0.1 can't be had")),
        "{sentence}"
    );
}

#[test]
fn the_command_for_a_token_names_what_is_missing() {
    // Auth0 would be at port 9, where nothing listens.
    let Output { status, stderr, .. } = command()
        .args(["token", "--user", "user1", "--port", "8"])
        .output()
        .unwrap();
    assert_eq!(status.code(), Some(2));
    let sentence = String::from_utf8(stderr).unwrap();
    assert!(sentence.contains("is the stack running?"), "{sentence}");
}

#[test]
fn records_outlive_the_stack_where_they_have_a_folder() {
    let folder = std::env::temp_dir().join(format!("records-{}", std::process::id()));
    let options = ["--data-dir", folder.to_str().unwrap()];
    let stack = Stack::with_options(&options);
    let query =
        "mutation { createRecord(input: {id: \"a\", kind: \"note\", data: \"{}\"}) { version } }";
    let created = stack.graphql(&stack.token("user1"), query, &json!({}));
    assert_eq!(created.json()["data"]["createRecord"]["version"], 1);
    drop(stack);
    let stack = Stack::with_options(&options);
    let query = "{ getRecord(id: \"a\") { version } }";
    let read = stack.graphql(&stack.token("user1"), query, &json!({}));
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(read.json()["data"]["getRecord"]["version"], 1);
}
