//! What is kept and given back, though it changes no answer.

use http::Method;
use serde_json::{Value, json};

use super::{Account, ROLE, settings, settings_with, with};

#[tokio::test]
async fn settings_of_logs_and_metrics_are_given_back_as_they_were_sent() {
    let account = Account::new();
    let kept = json!({
        "logConfig": {
            "fieldLogLevel": "ERROR",
            "cloudWatchLogsRoleArn": ROLE,
            "excludeVerboseContent": true,
        },
        "enhancedMetricsConfig": {
            "resolverLevelMetricsBehavior": "PER_RESOLVER_METRICS",
            "dataSourceLevelMetricsBehavior": "FULL_REQUEST_DATA_SOURCE_METRICS",
            "operationLevelMetricsConfig": "ENABLED",
        },
        "xrayEnabled": true,
        "ownerContact": "Somebody",
        "tags": { "application": "example" },
        "additionalAuthenticationProviders": [{
            "authenticationType": "OPENID_CONNECT",
            "openIDConnectConfig": {
                "issuer": "https://a.example/", "clientId": "c", "iatTTL": 1000, "authTTL": 2000,
            },
        }],
    });
    let id = account.create_api(settings_with(kept.clone())).await;
    let path = format!("/v1/apis/{id}");
    let found = account.done(Method::GET, &path, Value::Null).await;
    for (name, value) in kept.as_object().unwrap() {
        assert_eq!(&found["graphqlApi"][name], value, "{name}");
    }
}

#[tokio::test]
async fn tags_are_added_replaced_and_taken_away() {
    let account = Account::new();
    let settings = with(settings(), json!({ "tags": { "a": "1", "b": "2" } }));
    let id = account.create_api(settings).await;
    let path = format!("/v1/tags/arn%3Aaws%3Aappsync%3Aeu-central-1%3A000000000000%3Aapis%2F{id}");
    account
        .done(
            Method::POST,
            &path,
            json!({ "tags": { "b": "3", "c d": "" } }),
        )
        .await;
    let untag = format!("{path}?tagKeys=a&tagKeys=c+d&tagKeys=none");
    let found = account.done(Method::GET, &path, Value::Null).await;
    assert_eq!(found, json!({ "tags": { "a": "1", "b": "3", "c d": "" } }));
    account.done(Method::DELETE, &untag, Value::Null).await;
    let found = account.done(Method::GET, &path, Value::Null).await;
    assert_eq!(found, json!({ "tags": { "b": "3" } }));
    let api = account
        .done(Method::GET, &format!("/v1/apis/{id}"), Value::Null)
        .await;
    assert_eq!(api["graphqlApi"]["tags"], json!({ "b": "3" }));
}

#[tokio::test]
async fn environment_variables_are_replaced_as_a_whole() {
    let account = Account::new();
    let id = account.create_api(settings()).await;
    let path = format!("/v1/apis/{id}/environmentVariables");
    for variables in [json!({ "one": "1", "two": "2" }), json!({ "three_3": "" })] {
        let sent = json!({ "environmentVariables": variables });
        assert_eq!(account.done(Method::PUT, &path, sent.clone()).await, sent);
        assert_eq!(account.done(Method::GET, &path, Value::Null).await, sent);
    }
}
