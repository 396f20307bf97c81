//! Everything that is refused, and with which sentence.

use http::Method;
use serde_json::{Value, json};

use super::{AUTHORIZER, Account, settings, settings_with, source, with};

const BAD_REQUEST: &str = "BadRequestException";
const NOT_FOUND: &str = "NotFoundException";

fn authorizer(members: Value) -> Value {
    let config = with(json!({ "authorizerUri": AUTHORIZER }), members);
    json!({ "lambdaAuthorizerConfig": config })
}

#[tokio::test]
async fn settings_that_can_not_be_served_are_refused_at_creation_and_update() {
    let open_id_connect = |config: Value| {
        json!({
            "name": "example",
            "authenticationType": "OPENID_CONNECT",
            "openIDConnectConfig": config,
        })
    };
    let provider = |kind: &str| {
        settings_with(
            json!({ "additionalAuthenticationProviders": [{ "authenticationType": kind }] }),
        )
    };
    let cases = [
        (
            json!([]),
            "The body is not a JSON object: invalid type: sequence, expected a map at line 1 column 0.",
        ),
        (
            json!({ "authenticationType": "AWS_LAMBDA" }),
            "name is missing.",
        ),
        (settings_with(json!({ "name": "" })), "name is empty."),
        (
            settings_with(json!({ "name": 1 })),
            "name: invalid type: integer `1`, expected a string.",
        ),
        (
            json!({ "name": "example" }),
            "authenticationType is missing.",
        ),
        (
            json!({ "name": "example", "authenticationType": "AWS_LAMBDA" }),
            "lambdaAuthorizerConfig is missing.",
        ),
        (
            settings_with(json!({ "lambdaAuthorizerConfig": {} })),
            "lambdaAuthorizerConfig: missing field `authorizerUri`.",
        ),
        (
            settings_with(json!({ "authenticationType": "API_KEY" })),
            "The local AppSync has no authentication type API_KEY, only AWS_LAMBDA and OPENID_CONNECT.",
        ),
        (
            provider("AWS_IAM"),
            "The local AppSync has no authentication type AWS_IAM, only AWS_LAMBDA and OPENID_CONNECT.",
        ),
        (
            provider("AMAZON_COGNITO_USER_POOLS"),
            "The local AppSync has no authentication type AMAZON_COGNITO_USER_POOLS, only AWS_LAMBDA and OPENID_CONNECT.",
        ),
        (
            settings_with(
                json!({ "additionalAuthenticationProviders": [settings_with(json!({ "name": null }))] }),
            ),
            "an API has at most one Lambda authorizer.",
        ),
        (
            settings_with(json!({ "additionalAuthenticationProviders": vec![json!({}); 51] })),
            "additionalAuthenticationProviders has more than 50 items.",
        ),
        (
            settings_with(json!({ "openIDConnectConfig": { "issuer": "https://a.example/" } })),
            "The local AppSync can't act on openIDConnectConfig here.",
        ),
        (
            settings_with(json!({ "userPoolConfig": {} })),
            "The local AppSync can't act on userPoolConfig here.",
        ),
        (
            settings_with(json!({ "mergedApiExecutionRoleArn": "arn" })),
            "The local AppSync can't act on mergedApiExecutionRoleArn here.",
        ),
        (
            settings_with(authorizer(json!({ "authorizerUri": "authorizer" }))),
            "lambdaAuthorizerConfig: \"authorizer\" is not the ARN of a Lambda function.",
        ),
        (
            settings_with(authorizer(
                json!({ "authorizerUri": AUTHORIZER.replace("eu-central-1", "us-east-1") }),
            )),
            "lambdaAuthorizerConfig: the function is in us-east-1, and everything here is in eu-central-1.",
        ),
        (
            settings_with(authorizer(
                json!({ "authorizerUri": AUTHORIZER.replace("000000000000", "111122223333") }),
            )),
            "lambdaAuthorizerConfig: the function belongs to account 111122223333, and everything here to 000000000000.",
        ),
        (
            settings_with(authorizer(json!({ "authorizerResultTtlInSeconds": 3601 }))),
            "authorizerResultTtlInSeconds is out of range: 3601.",
        ),
        (
            settings_with(authorizer(json!({ "identityValidationExpression": "(" }))),
            "identityValidationExpression is not a regular expression.",
        ),
        (
            settings_with(authorizer(json!({ "new": 1 }))),
            "lambdaAuthorizerConfig: unknown field `new`, expected one of `authorizerUri`, `authorizerResultTtlInSeconds`, `identityValidationExpression`.",
        ),
        (
            settings_with(json!({ "queryDepthLimit": 76 })),
            "queryDepthLimit is out of range: 76.",
        ),
        (
            settings_with(json!({ "resolverCountLimit": 10_001 })),
            "resolverCountLimit is out of range: 10001.",
        ),
        (
            settings_with(json!({ "resolverCountLimit": -1 })),
            "resolverCountLimit: invalid value: integer `-1`, expected u32.",
        ),
        (
            settings_with(json!({ "introspectionConfig": "ON" })),
            "introspectionConfig: unknown variant `ON`, expected `ENABLED` or `DISABLED`.",
        ),
        (
            settings_with(
                json!({ "logConfig": { "fieldLogLevel": "ERROR", "cloudWatchLogsRoleArn": "role" } }),
            ),
            "logConfig: \"role\" is not the ARN of a role.",
        ),
        (
            open_id_connect(json!({})),
            "openIDConnectConfig: missing field `issuer`.",
        ),
        (
            open_id_connect(json!({ "issuer": "http://a.example/" })),
            "the issuer http://a.example/ is neither https nor on this machine.",
        ),
        (
            open_id_connect(json!({ "issuer": "https://a.example/", "clientId": "(" })),
            "clientId is not a regular expression.",
        ),
    ];
    let (account, id) = Account::deployed().await;
    let update = format!("/v1/apis/{id}");
    for path in ["/v1/apis", &update] {
        for (settings, message) in &cases {
            let refused = account.refused(Method::POST, path, settings.clone()).await;
            let expected = (400, BAD_REQUEST.to_owned(), (*message).to_owned());
            assert_eq!(refused, expected, "{path} {settings}");
        }
    }
    let listed = account.done(Method::GET, "/v1/apis", Value::Null).await;
    assert_eq!(listed["graphqlApis"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_an_api_can_not_become_is_refused() {
    let account = Account::new();
    let many: Value = (0..51)
        .map(|number| (format!("t{number}"), json!("v")))
        .collect::<serde_json::Map<_, _>>()
        .into();
    for (members, message) in [
        (
            json!({ "apiType": "MERGED" }),
            "The local AppSync has no apiType MERGED, only GRAPHQL.",
        ),
        (
            json!({ "visibility": "PRIVATE" }),
            "The local AppSync has no visibility PRIVATE, only GLOBAL.",
        ),
        (
            json!({ "tags": many }),
            "tags: there are more than 50 tags.",
        ),
        (
            json!({ "tags": { "aws:a": "v" } }),
            "tags: \"aws:a\" can't be the key of a tag.",
        ),
        (
            json!({ "tags": { "a": "!" } }),
            "tags: \"!\" can't be the value of a tag.",
        ),
    ] {
        let refused = account
            .refused(Method::POST, "/v1/apis", settings_with(members))
            .await;
        assert_eq!(refused, (400, BAD_REQUEST.to_owned(), message.to_owned()));
    }
    // Only a creation says them.
    let id = account.create_api(settings()).await;
    let update = settings_with(json!({ "visibility": "GLOBAL" }));
    let (.., message) = account
        .refused(Method::POST, &format!("/v1/apis/{id}"), update)
        .await;
    assert_eq!(message, "The local AppSync can't act on visibility here.");
}

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
async fn an_operation_that_is_not_there_says_so() {
    let (account, id) = Account::deployed().await;
    for (method, path) in [
        (Method::POST, format!("/v1/apis/{id}/apikeys")),
        (Method::POST, format!("/v1/apis/{id}/functions")),
        (Method::POST, format!("/v1/apis/{id}/ApiCaches")),
        (Method::GET, format!("/v1/apis/{id}/types")),
        (Method::PUT, "/v1/apis".to_owned()),
        (Method::GET, "/v1/domainnames".to_owned()),
        (Method::POST, "/v1/dataplane-evaluatecode".to_owned()),
        (Method::POST, "/v2/apis".to_owned()),
    ] {
        let refused = account.refused(method.clone(), &path, Value::Null).await;
        let message = format!("The local AppSync has no operation {method} {path}.");
        let expected = (404, "UnknownOperationException".to_owned(), message);
        assert_eq!(refused, expected, "{path}");
    }
}
