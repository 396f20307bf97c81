//! What an exchange finds: an API and its functions.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use bytes::Bytes;

use super::exchange::Exchange;
use super::notation;
use crate::appsync::tests::{Functions, Stack, api, client};
use crate::appsync::{Api, Apis, Authentication, OpenIdConnect, SystemClock};
use crate::invoke::{Invocation, InvokeError};

const ALLOWS: &str = r#"answers {"isAuthorized":true,"resolverContext":{"sub":"user1"}}"#;
const RESOLVES: &str = r#"answers [{"data":{"id":"1","name":"Ada"}}]"#;

pub(super) struct Setting {
    pub(super) router: Router,
    functions: Arc<Functions>,
}

impl Setting {
    pub(super) fn new(exchange: &Exchange<'_>) -> Self {
        let mut settings = api();
        for change in &exchange.api {
            apply(change, &mut settings);
        }
        let authorizer = outcomes(&exchange.authorizer, ALLOWS);
        let resolver = outcomes(&exchange.resolver, RESOLVES);
        let silent = ["authorizer", "resolve"]
            .into_iter()
            .zip([&authorizer, &resolver])
            .find(|(_, outcomes)| outcomes.iter().any(|outcome| outcome == "never answers"))
            .map(|(function, _)| function);
        // Who is asked to be silent has the short times, though nobody is of that name.
        let is_impatient = exchange.api.contains(&"soon out of patience");
        let silent = silent.unwrap_or(if is_impatient { "nobody" } else { "" });
        let (authorizer, resolver) = (in_turn(authorizer), in_turn(resolver));
        let stack = Stack::with_silent(settings, silent, move |function, _| match function {
            "authorizer" => authorizer(),
            _ => resolver(),
        });
        let router = if exchange.api.contains(&"none") || exchange.api.contains(&"without a schema")
        {
            deployed(&stack, exchange.api.contains(&"without a schema"))
        } else {
            stack.endpoint.router()
        };
        Self {
            router,
            functions: stack.functions,
        }
    }

    /// The functions that were called, in order, as exchanges name them.
    pub(super) fn calls(&self) -> Vec<&'static str> {
        let calls = self.functions.calls.lock().unwrap();
        let name = |function: &str| {
            if function == "authorizer" {
                "authorizer"
            } else {
                "resolver"
            }
        };
        calls.iter().map(|(function, _)| name(function)).collect()
    }
}

/// What is served at `/localapi/graphql` by a stack that starts empty.
fn deployed(stack: &Stack, is_created: bool) -> Router {
    let apis = Apis::new(
        stack.functions.clone(),
        Arc::new(SystemClock),
        client(),
        "http://127.0.0.1:4000".to_owned(),
        true,
        None,
    );
    if is_created {
        apis.serve_without_schema("localapi");
    }
    apis.router()
}

fn apply(change: &str, api: &mut Api) {
    let (name, value) = change.split_once(" = ").unwrap_or((change, ""));
    match name {
        "none" | "without a schema" | "soon out of patience" => {}
        "without introspection" => api.introspection = false,
        "without batches" => api
            .resolvers
            .values_mut()
            .for_each(|resolver| resolver.max_batch_size = 0),
        "tokens of at most" => api.token_limit = Some(value.parse().unwrap()),
        "strict" => api.strict = true,
        "queryDepthLimit" => api.query_depth_limit = value.parse().unwrap(),
        "resolverCountLimit" => api.resolver_count_limit = value.parse().unwrap(),
        "identityValidationExpression" => {
            for mode in &mut api.authentication {
                if let Authentication::Lambda(authorizer) = mode {
                    authorizer.identity_validation_expression = Some(value.to_owned());
                }
            }
        }
        "OpenID Connect alone" => {
            api.authentication = vec![Authentication::OpenIdConnect(OpenIdConnect {
                issuer: value.to_owned(),
                client_id: None,
                iat_ttl: None,
                auth_ttl: None,
            })];
        }
        _ => panic!("no setting: {change}"),
    }
}

fn outcomes(written: &[&str], usual: &str) -> Vec<String> {
    let written = if written.is_empty() {
        &[usual]
    } else {
        written
    };
    written
        .iter()
        .map(|outcome| (*outcome).to_owned())
        .collect()
}

type Outcome = Result<Invocation, InvokeError>;

/// One outcome after the other, and the last one from then on.
fn in_turn(outcomes: Vec<String>) -> impl Fn() -> Outcome {
    let turn = AtomicUsize::new(0);
    move || {
        let turn = turn.fetch_add(1, Ordering::Relaxed).min(outcomes.len() - 1);
        outcome(&outcomes[turn])
    }
}

fn outcome(written: &str) -> Outcome {
    let (verb, payload) = written.split_once(' ').unwrap_or((written, ""));
    let payload = Bytes::from(notation::bytes(payload, ""));
    match (verb, written) {
        ("answers", _) => Ok(Invocation::Answered(payload)),
        ("fails", _) => Ok(Invocation::Failed(payload)),
        (_, "is not there") => Err(InvokeError::FunctionNotFound("f".to_owned())),
        (_, "may not be invoked") => Err(InvokeError::AccessDenied("f".to_owned())),
        _ => panic!("no outcome: {written}"),
    }
}
