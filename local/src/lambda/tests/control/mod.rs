//! The control plane over HTTP, as Terraform's provider and the SDKs ask it.

mod callers;
mod concurrency;
mod deployment;
mod processes;
mod refusals;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::*;
use crate::iam::{GrantFuture, Grants};
use crate::lambda::code::tests::{here, zip};

const F: &str = "/2015-03-31/functions/f";

/// An empty Lambda with its control plane, and the calls of its functions.
struct Lambda {
    functions: Arc<Functions>,
    router: Router,
}

struct Answered {
    status: StatusCode,
    headers: HeaderMap,
    /// Null where there is no body.
    body: Value,
}

/// Grants what it was told to, to one role.
struct OneRole;

impl Grants for OneRole {
    fn may_invoke<'a>(&'a self, role: &'a str, api: &'a str, function: &'a str) -> GrantFuture<'a> {
        Box::pin(async move {
            let expected = format!("{ARN}:live");
            role == "role" && api == API && function == expected
        })
    }
}

const API: &str = "arn:aws:appsync:eu-central-1:000000000000:apis/one";

impl Lambda {
    /// Nothing is deployed.
    fn new() -> Self {
        let given = [("GIVEN", "given"), ("SHARED", "given")];
        let given = given.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let functions = Arc::new(Functions::empty(given.into(), Arc::new(OneRole)));
        let router = control_plane(functions.clone()).merge(router(functions.clone()));
        Self { functions, router }
    }

    /// The function `f`, its version 1, and the alias `live` that leads to it.
    async fn with_function() -> Self {
        let lambda = Self::new();
        let alias = json!({"Name": "live", "FunctionVersion": "1"});
        for (path, body) in [
            ("/2015-03-31/functions", creation("1")),
            ("/2015-03-31/functions/f/aliases", alias),
        ] {
            let created = lambda.ask("POST", path, body).await;
            assert_eq!(created.status, StatusCode::CREATED, "{}", created.body);
        }
        lambda
    }

    /// An answer of any status. A body of null is none.
    async fn ask(&self, method: &str, path: &str, body: Value) -> Answered {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let body = match body {
            Value::Null => Body::empty(),
            body => Body::from(body.to_string()),
        };
        let request = Request::builder().method(method).uri(path);
        let request = request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answered {
            status: head.status,
            headers: head.headers,
            body: match body.is_empty() {
                true => Value::Null,
                false => serde_json::from_slice(&body).unwrap(),
            },
        }
    }

    /// The body of an answer that is none of an error.
    async fn done(&self, method: &str, path: &str, body: Value) -> Value {
        let answered = self.ask(method, path, body).await;
        let status = answered.status;
        assert!(status.is_success(), "{path}: {status} {}", answered.body);
        answered.body
    }

    /// Calls a function, which answers; the version that was executed, and the answer.
    async fn call(&self, name: &str, what: &str) -> (String, Value) {
        let path = format!("/2015-03-31/functions/{name}/invocations");
        let answered = self.ask("POST", &path, json!({"do": what})).await;
        assert_eq!(answered.status, StatusCode::OK, "{}", answered.body);
        let version = answered.headers["x-amz-executed-version"].to_str().unwrap();
        (version.to_owned(), answered.body)
    }

    /// The process that serves a call, once it waits for the next.
    async fn process_of(&self, name: &str) -> Value {
        let process = self.call(name, "").await.1["process"].take();
        assert!(becomes(&process, Some('T')).await);
        process
    }
}

/// A request for the function `f` and its version 1, whose program names itself `mark`.
fn creation(mark: &str) -> Value {
    json!({
        "FunctionName": "f",
        "Role": "arn:aws:iam::000000000000:role/f",
        "Runtime": "provided.al2023",
        "Handler": "bootstrap",
        "Code": {"ZipFile": program(mark)},
        "PackageType": "Zip",
        "Architectures": [here()],
        "Description": "",
        "MemorySize": 256,
        "Timeout": 10,
        "Environment": {"Variables": {"TEST_FUNCTION": "serves", "SHARED": "own"}},
        "LoggingConfig": {
            "LogFormat": "JSON",
            "ApplicationLogLevel": "WARN",
            "SystemLogLevel": "WARN",
            "LogGroup": "group",
        },
        "TracingConfig": {"Mode": "Active"},
        "Tags": {"one": "1"},
        "Publish": true,
    })
}

/// A zip in Base64, whose program is the tests' own.
fn program(mark: &str) -> String {
    let tests = std::env::current_exe().unwrap();
    let script = format!(
        "#!/bin/sh\nMARK={mark} exec {} --exact lambda::tests::function_process --nocapture\n",
        tests.display()
    );
    BASE64_STANDARD.encode(zip(&[("bootstrap", 0o755, script.as_bytes())]))
}

/// `value` without the members that are others every time, which must be there.
fn without_changing(mut value: Value, members: &[&str]) -> Value {
    for member in members {
        let removed = value.as_object_mut().unwrap().remove(*member);
        assert!(removed.is_some_and(|it| it.is_string()), "{member}");
    }
    value
}
