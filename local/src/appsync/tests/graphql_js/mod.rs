//! A second opinion: generated documents and what graphql-js makes of them.
//!
//! `generate.mjs` wrote `documents.json`, and `tests/run second-opinion` shows that it would
//! write it again. The data has to be the same. So have the places of the errors, except
//! that graphql-js stops at the first error of an object that becomes null; the others of
//! such an object are additional here. What it refuses is refused.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Stack, api};
use crate::appsync::{Api, Resolver};

#[derive(Deserialize)]
struct Case {
    query: String,
    variables: Value,
    #[serde(flatten)]
    outcome: Outcome,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Outcome {
    Executed {
        data: Value,
        paths: Vec<Vec<Value>>,
    },
    /// The document or its variables; nothing was executed.
    Refused {
        refused: bool,
    },
}

fn compared_api(max_batch_size: usize) -> Api {
    let fields = [
        "Query.me",
        "Query.people",
        "Query.nodes",
        "Query.beings",
        "Query.strict",
        "Query.must",
        "Query.echo",
        "Person.friend",
        "Person.friends",
    ];
    let mut api = api();
    api.schema = include_str!("schema.graphql").to_owned();
    api.resolvers = BTreeMap::from(fields.map(|field| {
        (
            field.to_owned(),
            Resolver {
                function: "resolve".to_owned(),
                role: None,
                max_batch_size,
            },
        )
    }));
    api
}

/// The value of a field, as graphql-js's default resolver finds it.
fn resolve(root: &Value, context: &Value) -> Value {
    let field = context["info"]["fieldName"].as_str().unwrap();
    let value = match (field, &context["source"]) {
        ("echo", _) => Value::String(context["arguments"].to_string()),
        (_, Value::Null) => root[field].clone(),
        (_, source) => source[field].clone(),
    };
    json!({ "data": value })
}

/// Whether the value at `path`, or one around it, is null.
fn is_within_null(data: &Value, path: &[Value]) -> bool {
    let mut value = data;
    for segment in path {
        if value.is_null() {
            return true;
        }
        value = match segment {
            Value::String(key) => &value[key.as_str()],
            index => &value[usize::try_from(index.as_u64().unwrap()).unwrap()],
        };
    }
    value.is_null()
}

fn generated() -> Vec<Case> {
    serde_json::from_str(include_str!("documents.json")).unwrap()
}

fn compared_stack() -> Stack {
    let root: Value = serde_json::from_str(include_str!("data.json")).unwrap();
    Stack::resolving(compared_api(2), move |context| resolve(&root, context))
}

#[tokio::test]
async fn generated_documents_come_to_what_graphql_js_says() {
    let stack = compared_stack();
    let mut compared = 0;
    for case in generated() {
        let Outcome::Executed { data, paths } = case.outcome else {
            continue;
        };
        compared += 1;
        let answer = stack.query_with(&case.query, case.variables).await.json();
        assert_eq!(
            with_parsed_echoes(&answer["data"]),
            with_parsed_echoes(&data),
            "{}",
            case.query
        );
        let errors = answer["errors"].as_array().cloned().unwrap_or_default();
        let ours: HashSet<Vec<Value>> = errors
            .iter()
            .map(|error| error["path"].as_array().unwrap().clone())
            .collect();
        assert_eq!(
            ours.len(),
            errors.len(),
            "an error for a place only once: {}",
            case.query
        );
        let theirs: HashSet<Vec<Value>> = paths.into_iter().collect();
        assert!(
            theirs.is_subset(&ours),
            "missing {:?} in {}",
            theirs.difference(&ours),
            case.query
        );
        for additional in ours.difference(&theirs) {
            assert!(
                is_within_null(&answer["data"], additional),
                "additional {additional:?} in {}",
                case.query
            );
        }
    }
    assert_eq!(compared, 400);
}

#[tokio::test]
async fn generated_requests_that_graphql_js_refuses_are_refused() {
    let stack = compared_stack();
    let mut compared = 0;
    for case in generated() {
        let Outcome::Refused { refused: true } = case.outcome else {
            continue;
        };
        compared += 1;
        let answer = stack.query_with(&case.query, case.variables).await.json();
        assert_eq!(answer["data"], Value::Null, "{}", case.query);
        assert_eq!(answer["errors"][0]["path"], Value::Null, "{}", case.query);
        assert!(answer["errors"][0]["message"].is_string(), "{}", case.query);
    }
    assert_eq!(compared, 100);
    assert_eq!(stack.functions.payloads("resolve").len(), 0);
}

/// The arguments that `echo` returned as text, without regard to the order of keys: the
/// recorded payload doesn't keep it.
fn with_parsed_echoes(data: &Value) -> Value {
    let Some(members) = data.as_object() else {
        return data.clone();
    };
    let parsed = |value: &Value| {
        value
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok())
    };
    members
        .iter()
        .map(|(key, value)| (key.clone(), parsed(value).unwrap_or_else(|| value.clone())))
        .collect()
}
