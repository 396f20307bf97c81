//! Deployments over the control plane, and requests to what was deployed.

mod apis;
mod data_sources;
mod kept;
mod model;
mod refusals;
mod resolvers;
mod schema;
mod terraform;

use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::sync::{OnceCell, watch};

use super::socket::{self, Answer};
use super::{allowed, answered, client};
use crate::appsync::{Api, Apis, SystemClock};
use crate::invoke::{Caller, Invoke, InvokeError, InvokeFuture};

const AUTHORIZER: &str = "arn:aws:lambda:eu-central-1:000000000000:function:authorizer:live";
const RESOLVER: &str = "arn:aws:lambda:eu-central-1:000000000000:function:resolver:live";
const ROLE: &str = "arn:aws:iam::123456789012:role/invoke";
const SCHEMA: &str = "type Query { me: String other: String } type Person { name: String }";

/// Functions that answer, and remember who called them.
struct Functions {
    calls: Mutex<Vec<(String, String)>>,
    /// Resolvers answer while it is open.
    gate: watch::Sender<bool>,
}

impl Functions {
    /// Keeps the answers of resolvers back.
    fn hold(&self) {
        self.gate.send_replace(false);
    }

    fn release(&self) {
        self.gate.send_replace(true);
    }
}

impl Invoke for Functions {
    fn invoke<'a>(
        &'a self,
        caller: Caller<'a>,
        function: &'a str,
        _payload: Bytes,
    ) -> InvokeFuture<'a> {
        let call = (function.to_owned(), format!("{caller:?}"));
        self.calls.lock().unwrap().push(call);
        Box::pin(async move {
            match function {
                AUTHORIZER => answered(&allowed()),
                RESOLVER => {
                    let mut gate = self.gate.subscribe();
                    gate.wait_for(|is_open| *is_open).await.unwrap();
                    answered(&json!("user1"))
                }
                _ => Err(InvokeError::FunctionNotFound(function.to_owned())),
            }
        })
    }
}

/// An account with nothing deployed, and its functions.
struct Account {
    apis: Apis,
    functions: Arc<Functions>,
    host: OnceCell<String>,
}

impl Account {
    fn new() -> Self {
        let functions = Arc::new(Functions {
            calls: Mutex::default(),
            gate: watch::Sender::new(true),
        });
        let apis = Apis::new(
            functions.clone(),
            Arc::new(SystemClock),
            client(),
            "http://127.0.0.1:4000".to_owned(),
            true,
            Some(2048),
        );
        Self {
            apis,
            functions,
            host: OnceCell::new(),
        }
    }

    /// An account with an API whose field `Query.me` has a resolver, and the API's id.
    async fn deployed() -> (Self, String) {
        let account = Self::new();
        let id = account.create_api(settings()).await;
        account.create_schema(&id, SCHEMA).await;
        let path = format!("/v1/apis/{id}");
        account
            .done(
                Method::POST,
                &format!("{path}/datasources"),
                source("people"),
            )
            .await;
        account
            .done(
                Method::POST,
                &format!("{path}/types/Query/resolvers"),
                json!({ "fieldName": "me", "dataSourceName": "people" }),
            )
            .await;
        (account, id)
    }

    async fn create_api(&self, settings: Value) -> String {
        let created = self.done(Method::POST, "/v1/apis", settings).await;
        created["graphqlApi"]["apiId"].as_str().unwrap().to_owned()
    }

    /// Sends a schema and gives what came of it.
    async fn create_schema(&self, id: &str, schema: &str) -> Value {
        let path = format!("/v1/apis/{id}/schemacreation");
        let body = json!({ "definition": STANDARD.encode(schema) });
        let started = self.done(Method::POST, &path, body).await;
        assert_eq!(started, json!({ "status": "PROCESSING" }));
        self.done(Method::GET, &path, Value::Null).await
    }

    /// An operation that has to succeed.
    async fn done(&self, method: Method, path: &str, body: Value) -> Value {
        let answer = self.call(method, path, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.json()
    }

    /// An operation that is refused: its status, code and sentence.
    async fn refused(&self, method: Method, path: &str, body: Value) -> (u16, String, String) {
        let answer = self.call(method, path, body).await;
        let code = answer.headers.get("x-amzn-errortype").map_or_else(
            || panic!("{path} is not refused: {}", answer.text),
            |code| code.to_str().unwrap().to_owned(),
        );
        let message = answer.json()["Message"].as_str().unwrap().to_owned();
        (answer.status.as_u16(), code, message)
    }

    async fn call(&self, method: Method, path: &str, body: Value) -> Answer {
        let body = match body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        socket::ask(self.host().await, (&method, path), &[], body.as_bytes()).await
    }

    async fn query(&self, id: &str, query: &str) -> Answer {
        let path = format!("/{id}/graphql");
        let body = json!({ "query": query }).to_string();
        let headers = [("authorization", "token")];
        socket::ask(
            self.host().await,
            (&Method::POST, &path),
            &headers,
            body.as_bytes(),
        )
        .await
    }

    /// The host and port that it is served at.
    async fn host(&self) -> &str {
        let router = || self.apis.router().merge(self.apis.control_plane());
        let serve = async || socket::serve(router()).await;
        self.host.get_or_init(serve).await
    }

    /// The model that is served under an id.
    fn model(&self, id: &str) -> Api {
        self.apis.model(id).expect("an API")
    }

    /// How often a function was called.
    fn calls(&self, function: &str) -> usize {
        let calls = self.functions.calls.lock().unwrap();
        calls.iter().filter(|(name, _)| name == function).count()
    }
}

/// The settings of an API with a Lambda authorizer.
fn settings() -> Value {
    json!({
        "name": "example",
        "authenticationType": "AWS_LAMBDA",
        "lambdaAuthorizerConfig": { "authorizerUri": AUTHORIZER },
    })
}

/// `settings` with some members in the place of theirs.
fn settings_with(members: Value) -> Value {
    with(settings(), members)
}

fn with(mut value: Value, members: Value) -> Value {
    let Value::Object(members) = members else {
        panic!("no members: {members}")
    };
    value.as_object_mut().unwrap().extend(members);
    value
}

fn source(name: &str) -> Value {
    json!({
        "name": name,
        "type": "AWS_LAMBDA",
        "serviceRoleArn": ROLE,
        "lambdaConfig": { "lambdaFunctionArn": RESOLVER },
    })
}
