//! Requests against a whole API, with functions that are closures.

mod authorization;
mod compiler;
mod control;
mod deployment;
mod execution;
mod fragments;
mod graphql_java;
mod graphql_js;
mod hostile;
mod open_id_connect;
mod resolver_errors;
mod socket;
mod validation;
mod wire;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::Method;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use self::socket::Answer;
use super::limits::Timeouts;
use super::{Api, Authentication, Clock, Endpoint, LambdaAuthorizer, Resolver};
use crate::invoke::{Caller, Invocation, Invoke, InvokeError, InvokeFuture};

pub(super) const SCHEMA: &str = include_str!("schema.graphql");

type Function = Box<dyn Fn(&str, Value) -> Result<Invocation, InvokeError> + Send + Sync>;

/// Functions that remember what they were called with.
pub(super) struct Functions {
    function: Function,
    pub(super) calls: Mutex<Vec<(String, Value)>>,
    silent: &'static str,
}

impl Invoke for Functions {
    fn invoke<'a>(
        &'a self,
        _caller: Caller<'a>,
        function: &'a str,
        payload: Bytes,
    ) -> InvokeFuture<'a> {
        Box::pin(async move {
            let payload: Value = serde_json::from_slice(&payload).expect("JSON");
            self.calls
                .lock()
                .unwrap()
                .push((function.to_owned(), payload.clone()));
            if function == self.silent {
                std::future::pending::<()>().await;
            }
            (self.function)(function, payload)
        })
    }
}

impl Functions {
    /// The payloads that `function` was called with.
    pub(super) fn payloads(&self, function: &str) -> Vec<Value> {
        self.calls
            .lock()
            .unwrap()
            .iter()
            .filter(|(name, _)| name == function)
            .map(|(_, payload)| payload.clone())
            .collect()
    }
}

/// The time, moved by hand.
pub(super) struct ManualClock(pub(super) Mutex<Duration>);

impl Clock for ManualClock {
    fn now(&self) -> Duration {
        *self.0.lock().unwrap()
    }
}

/// An API and what stands behind it.
pub(super) struct Stack {
    pub(super) endpoint: Endpoint,
    pub(super) functions: Arc<Functions>,
    pub(super) clock: Arc<ManualClock>,
    /// Where it is served, once it is.
    host: OnceCell<String>,
}

/// An API over [`SCHEMA`]; every root field has the resolver `resolve`, in batches of 3.
pub(super) fn api() -> Api {
    let resolver = |size| Resolver {
        function: "resolve".to_owned(),
        role: None,
        max_batch_size: size,
    };
    let mut resolvers: std::collections::BTreeMap<String, Resolver> =
        ["me", "node", "people", "strict", "bag", "echo", "search"]
            .map(|field| (format!("Query.{field}"), resolver(3)))
            .into();
    resolvers.insert("Mutation.create".to_owned(), resolver(3));
    resolvers.insert("Person.friend".to_owned(), resolver(3));
    Api {
        id: "aaaaaa123123123example123".to_owned(),
        account_id: "111122223333".to_owned(),
        region: "eu-central-1".to_owned(),
        schema: SCHEMA.to_owned(),
        authentication: vec![Authentication::Lambda(LambdaAuthorizer {
            function: "authorizer".to_owned(),
            result_ttl: Duration::ZERO,
            identity_validation_expression: None,
        })],
        resolvers,
        introspection: true,
        query_depth_limit: 0,
        resolver_count_limit: 0,
        strict: false,
        token_limit: None,
    }
}

/// The field that a context is for.
pub(super) fn field(context: &Value) -> &str {
    context["info"]["fieldName"].as_str().unwrap()
}

pub(super) fn answered(value: &Value) -> Result<Invocation, InvokeError> {
    Ok(Invocation::Answered(Bytes::from(value.to_string())))
}

pub(super) fn failed(value: &Value) -> Result<Invocation, InvokeError> {
    Ok(Invocation::Failed(Bytes::from(value.to_string())))
}

/// The answer of an authorizer that lets everything pass.
pub(super) fn allowed() -> Value {
    json!({ "isAuthorized": true, "resolverContext": { "sub": "user1" } })
}

impl Stack {
    pub(super) fn new(
        api: Api,
        function: impl Fn(&str, Value) -> Result<Invocation, InvokeError> + Send + Sync + 'static,
    ) -> Self {
        Self::with_silent(api, "", function)
    }

    /// As `new`; calls of the function `silent` never end.
    pub(super) fn with_silent(
        api: Api,
        silent: &'static str,
        function: impl Fn(&str, Value) -> Result<Invocation, InvokeError> + Send + Sync + 'static,
    ) -> Self {
        let functions = Arc::new(Functions {
            function: Box::new(function),
            calls: Mutex::default(),
            silent,
        });
        let clock = Arc::new(ManualClock(Mutex::new(Duration::from_secs(1_000_000))));
        let time: Arc<dyn Clock> = clock.clone();
        // Long for a function that answers, short for one that never does.
        let brief = Duration::from_millis(50);
        let timeouts = if silent.is_empty() {
            Timeouts::default()
        } else {
            Timeouts {
                body: brief,
                execution: brief,
                authorizer: brief,
            }
        };
        let endpoint = Endpoint::with_timeouts(api, functions.clone(), &time, &client(), timeouts)
            .expect("a valid API");
        Self {
            endpoint,
            functions,
            clock,
            host: OnceCell::new(),
        }
    }

    /// A stack whose functions are another implementation altogether; it remembers no calls.
    pub(super) fn served_by(api: Api, functions: Arc<dyn Invoke>) -> Self {
        let mut stack = Self::new(api.clone(), |_, _| answered(&Value::Null));
        let time: Arc<dyn Clock> = stack.clock.clone();
        stack.endpoint = Endpoint::new(api, functions, &time, &client()).expect("a valid API");
        stack
    }

    /// A stack whose authorizer allows all and whose resolver answers each context of a
    /// batch with `resolve`'s item.
    pub(super) fn resolving(
        api: Api,
        resolve: impl Fn(&Value) -> Value + Send + Sync + 'static,
    ) -> Self {
        Self::new(api, move |function, payload| match function {
            "authorizer" => answered(&allowed()),
            _ => answered(&match payload {
                Value::Array(contexts) => contexts.iter().map(&resolve).collect(),
                context => resolve(&context),
            }),
        })
    }

    /// Sends a POST over a connection of its own.
    pub(super) async fn send(&self, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let host = self.host().await;
        socket::ask(host, (&Method::POST, "/graphql"), headers, body).await
    }

    /// The host and port that it is served at.
    pub(super) async fn host(&self) -> &str {
        let serve = async || socket::serve(self.endpoint.router()).await;
        self.host.get_or_init(serve).await
    }

    pub(super) async fn post(&self, body: impl AsRef<[u8]>) -> Answer {
        self.send(&[("authorization", "token")], body.as_ref())
            .await
    }

    pub(super) async fn query(&self, query: &str) -> Answer {
        self.post(json!({ "query": query }).to_string()).await
    }

    pub(super) async fn query_with(&self, query: &str, variables: Value) -> Answer {
        self.post(json!({ "query": query, "variables": variables }).to_string())
            .await
    }
}

fn client() -> reqwest::Client {
    let tls = rustls::ClientConfig::builder_with_provider(Arc::new(
        rustls::crypto::aws_lc_rs::default_provider(),
    ))
    .with_safe_default_protocol_versions()
    .unwrap()
    .with_root_certificates(rustls::RootCertStore::empty())
    .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .build()
        .unwrap()
}
