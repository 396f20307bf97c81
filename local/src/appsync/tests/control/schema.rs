//! Schemas: created, replaced, refused, and given back.

use http::Method;
use serde_json::{Value, json};

use super::{Account, SCHEMA, settings};

#[tokio::test]
async fn a_schema_is_created_and_given_back() {
    let account = Account::new();
    let id = account.create_api(settings()).await;
    let path = format!("/v1/apis/{id}");
    let status = format!("{path}/schemacreation");
    assert_eq!(
        account.done(Method::GET, &status, Value::Null).await,
        json!({ "status": "NOT_APPLICABLE" })
    );
    let schema = format!("{path}/schema?format=SDL");
    let (status, code, message) = account.refused(Method::GET, &schema, Value::Null).await;
    assert_eq!((status, code.as_str()), (400, "GraphQLSchemaException"));
    assert_eq!(message, "No schema definition exists.");
    // Sent twice, as deployments do.
    for _ in 0..2 {
        assert_eq!(
            account.create_schema(&id, SCHEMA).await,
            json!({ "status": "SUCCESS", "details": "Successfully created schema with 2 types." })
        );
    }
    let answer = account.call(Method::GET, &schema, Value::Null).await;
    assert_eq!(
        (answer.status.as_u16(), answer.text.as_str()),
        (200, SCHEMA)
    );
}

#[tokio::test]
async fn a_schema_is_given_as_the_answer_to_a_query_as_well() {
    let (account, id) = Account::deployed().await;
    let path = format!("/v1/apis/{id}/schema?format=JSON&includeDirectives=true");
    let answer = account.done(Method::GET, &path, Value::Null).await;
    let schema = &answer["data"]["__schema"];
    assert_eq!(schema["queryType"], json!({ "name": "Query" }));
    let types = schema["types"].as_array().unwrap();
    let query = types.iter().find(|each| each["name"] == "Query").unwrap();
    let fields: Vec<&Value> = query["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| &field["name"])
        .collect();
    assert_eq!(fields, ["me", "other"]);
    let without = format!("/v1/apis/{id}/schema?format=SDL&includeDirectives=false");
    let (status, _, message) = account.refused(Method::GET, &without, Value::Null).await;
    assert_eq!(status, 400);
    assert_eq!(
        message,
        "The local AppSync gives the schema with its directives only."
    );
}

#[tokio::test]
async fn an_invalid_schema_fails_with_its_reasons_and_leaves_the_old_one() {
    let (account, id) = Account::deployed().await;
    for (schema, reason) in [
        ("type Query { me: Nothing }", "Nothing"),
        ("type Query {", "syntax error"),
        ("type Person { name: String }", "query"),
        (
            "scalar Odd type Query { me: Odd }",
            "custom scalars are not supported: Odd",
        ),
        ("", "syntax error"),
        (
            "type Query { me: AWSThing } type AWSThing { a: Int }",
            "the names of types can't begin with AWS: AWSThing",
        ),
    ] {
        let status = account.create_schema(&id, schema).await;
        assert_eq!(status["status"], "FAILED", "{schema}");
        let details = status["details"].as_str().unwrap();
        assert!(details.contains(reason), "{schema}: {details}");
        let answer = account.query(&id, "{ me }").await;
        assert_eq!(answer.text, r#"{"data":{"me":"user1"}}"#, "{schema}");
    }
    let path = format!("/v1/apis/{id}/schema?format=SDL");
    let answer = account.call(Method::GET, &path, Value::Null).await;
    assert_eq!(answer.text, SCHEMA);
}

#[tokio::test]
async fn a_new_schema_is_served_at_once() {
    let (account, id) = Account::deployed().await;
    let schema = SCHEMA.replace("other", "another");
    assert_eq!(
        account.create_schema(&id, &schema).await["status"],
        "SUCCESS"
    );
    let answer = account.query(&id, "{ me another }").await;
    assert_eq!(answer.text, r#"{"data":{"me":"user1","another":null}}"#);
}
