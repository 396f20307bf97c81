//! A second opinion: generated documents and what graphql-js makes of them.
//!
//! `generate.mjs` wrote `documents.json`. The data has to be the same. So have the places
//! of the errors, except that graphql-js stops at the first error of an object that becomes
//! null; the others of such an object are additional here.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Stack, api};
use crate::appsync::{Api, Resolver};

#[derive(Deserialize)]
struct Case {
    query: String,
    variables: Value,
    data: Value,
    paths: Vec<Vec<Value>>,
}

fn compared_api(max_batch_size: usize) -> Api {
    let fields = [
        "Query.me",
        "Query.people",
        "Query.nodes",
        "Query.beings",
        "Query.strict",
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

#[tokio::test]
async fn generated_documents_come_to_what_graphql_js_says() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("documents.json")).unwrap();
    assert_eq!(cases.len(), 400);
    let root: Value = serde_json::from_str(include_str!("data.json")).unwrap();
    let stack = Stack::resolving(compared_api(2), move |context| resolve(&root, context));
    for case in cases {
        let answer = stack.query_with(&case.query, case.variables).await.json();
        assert_eq!(
            with_parsed_echoes(&answer["data"]),
            with_parsed_echoes(&case.data),
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
        let theirs: HashSet<Vec<Value>> = case.paths.into_iter().collect();
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
