//! That the operations which a function calls are those that it lists and is granted.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use resolvers::Function;
use resolvers::settings::AuthorizationMode;
use resolvers::store::Store;
use serde_json::{Value, json};
use shared::deployed_fields;
use shared::time::SystemClock;

use crate::api::{Api, function_of};
use crate::engine;
use crate::event::{ALL, context, raw};

const FUNCTIONS: [Function; 2] = [Function::Mutation, Function::Query];

/// Keeps the names of the operations that a client sends.
#[derive(Clone, Debug, Default)]
struct Recorder(Arc<Mutex<BTreeSet<String>>>);

impl Recorder {
    fn take(&self) -> BTreeSet<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Intercept for Recorder {
    fn name(&self) -> &'static str {
        "Recorder"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let target = context.request().headers().get("x-amz-target").unwrap();
        let (_, operation) = target.split_once('.').unwrap();
        self.0.lock().unwrap().insert(operation.to_owned());
        Ok(())
    }
}

fn listed(function: Function) -> BTreeSet<String> {
    let operations = function.operations().iter();
    operations.map(|&name| name.to_owned()).collect()
}

#[tokio::test]
async fn every_field_together_calls_exactly_what_its_function_lists() {
    let recorder = Recorder::default();
    let config = engine::configuration().await.interceptor(recorder.clone());
    let client = Client::from_conf(config.build());
    let api = Api::over(client.clone(), AuthorizationMode::Lambda).await;
    let store = Store::new(client, api.table.clone(), Arc::new(SystemClock));
    for function in FUNCTIONS {
        recorder.take();
        store.connect().await.unwrap();
        let fields = fields().into_iter();
        for (field, arguments) in fields.filter(|(field, _)| function_of(field) == function) {
            let context = context("u1", field, &arguments, ALL);
            api.invoke(function, &raw(&context)).await.unwrap();
            api.invoke(function, &raw(&json!([context]))).await.unwrap();
        }
        assert_eq!(recorder.take(), listed(function), "{function:?}");
    }
}

/// Every field, with arguments that have it do all it can.
fn fields() -> Vec<(&'static str, Value)> {
    let input = json!({"input": {"id": "a", "kind": "note", "data": {}}});
    let owner = json!({"owner": "u1"});
    vec![
        ("Mutation.createRecord", input.clone()),
        ("Mutation.updateRecord", input.clone()),
        ("Mutation.deleteRecord", input),
        ("Query.me", json!({})),
        ("Query.getRecord", json!({"id": "a"})),
        ("Query.listRecords", json!({})),
        ("Query.listRecords", json!({"kind": "note"})),
        ("Subscription.onCreateRecord", owner.clone()),
        ("Subscription.onUpdateRecord", owner.clone()),
        ("Subscription.onDeleteRecord", owner),
    ]
}

#[test]
fn every_deployed_field_is_among_them() {
    let deployed: BTreeSet<_> = deployed_fields::table().unwrap().into_keys().collect();
    let fields = fields().into_iter();
    let fields: BTreeSet<_> = fields.map(|(field, _)| field.parse().unwrap()).collect();
    assert_eq!(fields, deployed);
}

#[test]
fn no_source_file_calls_an_operation_that_is_not_listed() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut called = BTreeSet::new();
    for file in std::fs::read_dir(source).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let text: String = text.split_whitespace().collect();
        let calls = text.split(".client.").skip(1);
        called.extend(calls.map(|call| call.split_once('(').unwrap().0.replace('_', "")));
    }
    let listed = FUNCTIONS.into_iter().flat_map(listed);
    let listed: BTreeSet<_> = listed.map(|name| name.to_lowercase()).collect();
    assert_eq!(called, listed);
}

#[test]
fn the_deployment_grants_what_the_code_lists() {
    let granted: BTreeMap<String, BTreeSet<String>> =
        serde_json::from_str(include_str!("../../../infra/operations.json")).unwrap();
    let listed = FUNCTIONS.map(|function| {
        let operations = function.operations().iter();
        let actions = operations.map(|name| format!("dynamodb:{name}"));
        (function.name().to_owned(), actions.collect())
    });
    assert_eq!(granted, listed.into());
}
