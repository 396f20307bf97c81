//! Data sources: read back, replaced, and not taken from under a resolver.

use http::Method;
use serde_json::{Value, json};

use super::{Account, RESOLVER, ROLE, source, with};

#[tokio::test]
async fn a_data_source_is_given_back_as_it_was_sent() {
    let (account, id) = Account::deployed().await;
    let path = format!("/v1/apis/{id}/datasources");
    let sent = with(
        source("more"),
        json!({ "description": "More.", "metricsConfig": "ENABLED" }),
    );
    let created = account.done(Method::POST, &path, sent.clone()).await;
    let arn = format!("arn:aws:appsync:eu-central-1:000000000000:apis/{id}/datasources/more");
    let expected = with(sent, json!({ "dataSourceArn": arn }));
    assert_eq!(created, json!({ "dataSource": expected }));
    let found = account
        .done(Method::GET, &format!("{path}/more"), Value::Null)
        .await;
    assert_eq!(found, created);
}

#[tokio::test]
async fn an_update_replaces_the_function_behind_a_resolver() {
    let (account, id) = Account::deployed().await;
    let path = format!("/v1/apis/{id}/datasources/people");
    let other = "arn:aws:lambda:eu-central-1:000000000000:function:other";
    let update = json!({
        "type": "AWS_LAMBDA",
        "serviceRoleArn": ROLE,
        "lambdaConfig": { "lambdaFunctionArn": other },
    });
    account.done(Method::POST, &path, update).await;
    let answer = account.query(&id, "{ me }").await;
    assert_eq!(answer.messages(), ["The Lambda function does not exist."]);
    assert_eq!((account.calls(other), account.calls(RESOLVER)), (1, 0));
}

#[tokio::test]
async fn a_data_source_in_use_stays() {
    let (account, id) = Account::deployed().await;
    let path = format!("/v1/apis/{id}/datasources/people");
    let (status, code, message) = account.refused(Method::DELETE, &path, Value::Null).await;
    assert_eq!((status, code.as_str()), (400, "BadRequestException"));
    assert_eq!(
        message,
        "Resolver for type Query and field me associated with data source"
    );
    let resolver = format!("/v1/apis/{id}/types/Query/resolvers/me");
    account.done(Method::DELETE, &resolver, Value::Null).await;
    account.done(Method::DELETE, &path, Value::Null).await;
    let (status, _, message) = account.refused(Method::GET, &path, Value::Null).await;
    assert_eq!(
        (status, message.as_str()),
        (404, "No data source found named people")
    );
}

#[tokio::test]
async fn lists_come_a_page_at_a_time() {
    let account = Account::new();
    let id = account.create_api(super::settings()).await;
    let path = format!("/v1/apis/{id}/datasources");
    for number in 10..37 {
        let source = source(&format!("s{number}"));
        account.done(Method::POST, &path, source).await;
    }
    let first = account.done(Method::GET, &path, Value::Null).await;
    assert_eq!(first["dataSources"].as_array().unwrap().len(), 25);
    let mut names = Vec::new();
    let mut query = "?maxResults=10".to_owned();
    for expected in [10, 10, 7] {
        let page = account
            .done(Method::GET, &format!("{path}{query}"), Value::Null)
            .await;
        let items = page["dataSources"].as_array().unwrap();
        assert_eq!(items.len(), expected);
        names.extend(items.iter().map(|item| item["name"].clone()));
        let token = page["nextToken"].as_str().unwrap_or_default();
        assert_eq!(token.is_empty(), expected == 7);
        query = format!("?maxResults=10&nextToken={token}");
    }
    let expected: Vec<_> = (10..37).map(|number| json!(format!("s{number}"))).collect();
    assert_eq!(names, expected);
}
