//! The field's permission, checked again behind AppSync.

use resolvers::Function;
use serde_json::{Value, json};
use shared::deployed_fields;
use shared::log::recording::Recording;
use tracing::level_filters::LevelFilter;

use crate::api::{Api, code, function_of};
use crate::event::{ALL, context, identity, raw};

#[tokio::test]
async fn every_field_needs_its_permission() {
    let api = Api::new().await;
    for (field, deployed) in deployed_fields::table().unwrap() {
        let Some(needed) = deployed.permission else {
            continue;
        };
        let others = ALL.replace(needed.as_str(), "");
        let upper = needed.as_str().to_uppercase();
        for permissions in ["", others.trim(), upper.as_str(), "*"] {
            let event = raw(&context("u1", field.as_str(), &json!({}), permissions));
            let answer = api.invoke(function_of(field.as_str()), &event).await;
            assert_eq!(code(answer), "Unauthorized", "{field} {permissions:?}");
        }
    }
}

#[tokio::test]
async fn a_field_of_the_other_function_or_of_none_is_refused() {
    let api = Api::new().await;
    for (function, field) in [
        (Function::Query, "Mutation.createRecord"),
        (Function::Query, "Mutation.deleteRecord"),
        (Function::Query, "Query.secret"),
        (Function::Query, "Record.owner"),
        (Function::Mutation, "Query.me"),
        (Function::Mutation, "Query.getRecord"),
        (Function::Mutation, "Subscription.onCreateRecord"),
        (Function::Mutation, "Mutation.dropTable"),
    ] {
        let event = raw(&context("u1", field, &json!({}), ALL));
        let answer = api.invoke(function, &event).await;
        assert_eq!(code(answer), "Unauthorized", "{function:?} {field}");
    }
}

#[tokio::test]
async fn an_identity_of_another_shape_is_refused() {
    let api = Api::new().await;
    for shape in [
        json!(null),
        json!({}),
        json!({"sub": "u1"}),
        json!({"resolverContext": {"sub": "u1"}}),
        json!({"sub": "u1", "issuer": "https://a.example/", "claims": {"sub": "u1"}}),
        json!({"username": "u1", "sourceIp": ["127.0.0.1"]}),
        identity("", ALL),
        identity(&"a".repeat(256), ALL),
    ] {
        let mut event = context("u1", "Query.listRecords", &json!({}), ALL);
        event["identity"] = shape.clone();
        let answer = api.invoke(Function::Query, &raw(&event)).await;
        assert_eq!(code(answer), "Unauthorized", "{shape}");
    }
}

#[tokio::test]
async fn the_log_says_why_under_the_requests_id() {
    let api = Api::new().await;
    let me = |identity: &Value| {
        let mut event = context("u1", "Query.me", &json!({}), ALL);
        event["identity"] = identity.clone();
        event
    };
    let owner = json!({"owner": "u2"});
    for (event, cause) in [
        (
            context("u1", "Query.getRecord", &json!({"id": "a"}), ""),
            "the permission for Query.getRecord is missing",
        ),
        (
            context("u1", "Mutation.createRecord", &json!({}), ALL),
            "Mutation.createRecord is another function's",
        ),
        (
            context("u1", "Subscription.onCreateRecord", &owner, ALL),
            "the owner is another",
        ),
        (
            me(&json!(null)),
            "the identity does not count: there is no identity",
        ),
        (
            me(&identity("", ALL)),
            "the identity does not count: the member sub of resolverContext is missing or malformed",
        ),
    ] {
        for payload in [event.clone(), json!([event])] {
            let recording = Recording::default();
            let guard = tracing::subscriber::set_default(recording.subscriber(LevelFilter::INFO));
            let _ = api.invoke(Function::Query, &raw(&payload)).await;
            drop(guard);
            let text = recording.text();
            let line: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(line["cause"], cause);
            assert_eq!(line["request_id"], "request-1");
        }
    }
}
