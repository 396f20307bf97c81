//! Settings of an API that can't be had.

use http::Method;
use serde_json::{Value, json};

use super::BAD_REQUEST;
use crate::appsync::tests::control::{AUTHORIZER, Account, settings, settings_with, with};

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
            settings_with(json!({ "ownerContact": "x".repeat(257) })),
            "ownerContact has more than 256 characters.",
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
