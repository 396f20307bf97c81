//! Resolvers: attached to fields that are there, and to no others.

use http::Method;
use serde_json::{Value, json};

use super::{Account, SCHEMA};

#[tokio::test]
async fn a_resolver_is_given_back_as_it_was_sent() {
    let (account, id) = Account::deployed().await;
    let path = format!("/v1/apis/{id}/types/Query/resolvers");
    let sent = json!({
        "fieldName": "other",
        "kind": "UNIT",
        "dataSourceName": "people",
        "maxBatchSize": 7,
        "metricsConfig": "DISABLED",
    });
    let created = account.done(Method::POST, &path, sent).await;
    let arn =
        format!("arn:aws:appsync:eu-central-1:000000000000:apis/{id}/types/Query/resolvers/other");
    assert_eq!(
        created,
        json!({ "resolver": {
            "typeName": "Query",
            "fieldName": "other",
            "resolverArn": arn,
            "kind": "UNIT",
            "dataSourceName": "people",
            "maxBatchSize": 7,
            "metricsConfig": "DISABLED",
        } })
    );
    let one = format!("{path}/other");
    assert_eq!(account.done(Method::GET, &one, Value::Null).await, created);
    let listed = account.done(Method::GET, &path, Value::Null).await;
    let listed: Vec<&Value> = listed["resolvers"].as_array().unwrap().iter().collect();
    assert_eq!(listed.len(), 2);
    assert_eq!(listed.get(1), Some(&&created["resolver"]));
    let update = json!({ "kind": "UNIT", "dataSourceName": "people" });
    account.done(Method::POST, &one, update).await;
    let found = account.done(Method::GET, &one, Value::Null).await;
    assert_eq!(found["resolver"]["maxBatchSize"], 0);
    assert_eq!(found["resolver"]["metricsConfig"], Value::Null);
}

#[tokio::test]
async fn without_its_resolver_a_field_is_null() {
    let (account, id) = Account::deployed().await;
    let path = format!("/v1/apis/{id}/types/Query/resolvers/me");
    account.done(Method::DELETE, &path, Value::Null).await;
    let answer = account.query(&id, "{ me }").await;
    assert_eq!(answer.text, r#"{"data":{"me":null}}"#);
    let (status, code, message) = account.refused(Method::DELETE, &path, Value::Null).await;
    assert_eq!((status, code.as_str()), (404, "NotFoundException"));
    assert_eq!(message, "No resolver found.");
}

#[tokio::test]
async fn a_resolver_whose_field_went_away_resolves_nothing_until_it_is_updated() {
    let (account, id) = Account::deployed().await;
    let path = format!("/v1/apis/{id}/types/Query/resolvers/me");
    let without = account
        .create_schema(&id, "type Query { you: String }")
        .await;
    assert_eq!(without["status"], "SUCCESS");
    account.done(Method::GET, &path, Value::Null).await;
    account.create_schema(&id, SCHEMA).await;
    let answer = account.query(&id, "{ me }").await;
    assert_eq!(answer.text, r#"{"data":{"me":null}}"#);
    let update = json!({ "dataSourceName": "people" });
    account.done(Method::POST, &path, update).await;
    let answer = account.query(&id, "{ me }").await;
    assert_eq!(answer.text, r#"{"data":{"me":"user1"}}"#);
}
