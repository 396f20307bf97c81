//! Parts of an API that don't fit what is there, or that can't be had.

use http::Method;
use serde_json::{Value, json};

use super::{BAD_REQUEST, NOT_FOUND};
use crate::appsync::tests::control::{Account, source, with};

#[tokio::test]
async fn parts_of_an_api_that_do_not_fit_are_refused() {
    let (account, id) = Account::deployed().await;
    let resolver = |members: Value| {
        with(
            json!({ "fieldName": "other", "dataSourceName": "people" }),
            members,
        )
    };
    let without = |mut value: Value, member: &str| {
        value.as_object_mut().unwrap().remove(member);
        value
    };
    let cases = [
        (
            "datasources",
            source("people"),
            400,
            "Data source with name people already exists",
        ),
        (
            "datasources",
            source("a-b"),
            400,
            "name: \"a-b\" is not a name of letters, digits and underscores that begins with no digit.",
        ),
        (
            "datasources",
            source("1a"),
            400,
            "name: \"1a\" is not a name of letters, digits and underscores that begins with no digit.",
        ),
        (
            "datasources",
            with(source("a"), json!({ "type": "NONE" })),
            400,
            "The local AppSync has no data source type NONE, only AWS_LAMBDA.",
        ),
        (
            "datasources",
            with(source("a"), json!({ "httpConfig": {} })),
            400,
            "The local AppSync can't act on httpConfig here.",
        ),
        (
            "datasources",
            without(source("a"), "serviceRoleArn"),
            400,
            "serviceRoleArn is missing.",
        ),
        (
            "datasources",
            without(source("a"), "lambdaConfig"),
            400,
            "lambdaConfig is missing.",
        ),
        (
            "datasources/none",
            without(source("a"), "name"),
            404,
            "No data source found named none",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "fieldName": "me" })),
            400,
            "Only one resolver is allowed per field.",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "fieldName": "none" })),
            404,
            "No field named none found on type Query",
        ),
        (
            "types/None/resolvers",
            resolver(json!({})),
            404,
            "Type None not found",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "dataSourceName": "none" })),
            404,
            "No data source found named none",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "dataSourceName": null })),
            400,
            "DataSourceName is required for UNIT resolver",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "kind": "PIPELINE" })),
            400,
            "The local AppSync has no resolvers of the kind PIPELINE, only UNIT.",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "maxBatchSize": 2001 })),
            400,
            "the batch size 2001 of Query.other exceeds 2000.",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "requestMappingTemplate": "{}" })),
            400,
            "The local AppSync can't act on requestMappingTemplate here.",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "responseMappingTemplate": "{}" })),
            400,
            "The local AppSync can't act on responseMappingTemplate here.",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "code": "" })),
            400,
            "The local AppSync can't act on code here.",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "runtime": {} })),
            400,
            "The local AppSync can't act on runtime here.",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "cachingConfig": {} })),
            400,
            "The local AppSync can't act on cachingConfig here.",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "pipelineConfig": {} })),
            400,
            "The local AppSync can't act on pipelineConfig here.",
        ),
        (
            "types/Query/resolvers",
            resolver(json!({ "syncConfig": {} })),
            400,
            "The local AppSync can't act on syncConfig here.",
        ),
        (
            "types/Query/resolvers/other",
            json!({ "dataSourceName": "people" }),
            404,
            "No resolver found.",
        ),
        (
            "types/Query/resolvers/me",
            json!({ "dataSourceName": "none" }),
            404,
            "No data source found named none",
        ),
        ("schemacreation", json!({}), 400, "definition is missing."),
        (
            "schemacreation",
            json!({ "definition": "?" }),
            400,
            "definition is not base64: Invalid symbol 63, offset 0.",
        ),
        (
            "schemacreation",
            json!({ "definition": "/w==" }),
            400,
            "The schema is not UTF-8.",
        ),
    ];
    for (path, body, status, message) in cases {
        let path = format!("/v1/apis/{id}/{path}");
        let code = if status == 404 {
            NOT_FOUND
        } else {
            BAD_REQUEST
        };
        let refused = account.refused(Method::POST, &path, body.clone()).await;
        assert_eq!(
            refused,
            (status, code.to_owned(), message.to_owned()),
            "{path} {body}"
        );
    }
    let answer = account.query(&id, "{ me }").await;
    assert_eq!(answer.text, r#"{"data":{"me":"user1"}}"#);
}

#[tokio::test]
async fn what_no_path_or_query_can_say_is_refused() {
    let (account, id) = Account::deployed().await;
    let api = format!("/v1/apis/{id}");
    for path in [
        format!("{api}/datasources/a-b"),
        format!("{api}/datasources/%ff"),
        format!("{api}/types/1/resolvers"),
        format!("{api}/types/Query/resolvers/a.b"),
        format!("{api}/datasources?maxResults=-1"),
        format!("{api}/schema"),
        format!("{api}/schema?format=XML"),
        "/v1/apis?owner=ME".to_owned(),
    ] {
        let (status, code, message) = account.refused(Method::GET, &path, Value::Null).await;
        assert_eq!((status, code.as_str()), (400, BAD_REQUEST), "{path}");
        assert!(!message.is_empty(), "{path}");
    }
}
