//! An API from its creation to its end.

use http::Method;
use serde_json::{Value, json};

use super::{AUTHORIZER, Account, RESOLVER, ROLE, SCHEMA, settings, settings_with};

const ME: &str = "{ me }";

#[tokio::test]
async fn what_is_deployed_answers_for_the_api_and_its_data_source() {
    let (account, id) = Account::deployed().await;
    let answer = account.query(&id, ME).await;
    assert_eq!(answer.text, r#"{"data":{"me":"user1"}}"#);
    let arn = format!("arn:aws:appsync:eu-central-1:000000000000:apis/{id}");
    let calls = account.functions.calls.lock().unwrap().clone();
    assert_eq!(
        calls,
        [
            (AUTHORIZER.to_owned(), format!("Api({arn:?})")),
            (
                RESOLVER.to_owned(),
                format!("DataSource {{ role: {ROLE:?}, api: {arn:?} }}")
            ),
        ]
    );
}

#[tokio::test]
async fn an_api_has_an_id_an_arn_and_addresses_of_its_own() {
    let account = Account::new();
    let created = account.done(Method::POST, "/v1/apis", settings()).await;
    let id = created["graphqlApi"]["apiId"].as_str().unwrap();
    let path = format!("/v1/apis/{id}");
    let found = account.done(Method::GET, &path, Value::Null).await;
    assert_eq!(found, created);
    assert_eq!(
        found["graphqlApi"],
        json!({
            "apiId": id,
            "apiType": "GRAPHQL",
            "visibility": "GLOBAL",
            "arn": format!("arn:aws:appsync:eu-central-1:000000000000:apis/{id}"),
            "uris": {
                "GRAPHQL": format!("http://127.0.0.1:4000/{id}/graphql"),
                "REALTIME": format!("ws://127.0.0.1:4000/{id}/graphql"),
            },
            "owner": "000000000000",
            "name": "example",
            "authenticationType": "AWS_LAMBDA",
            "lambdaAuthorizerConfig": {
                "authorizerUri": AUTHORIZER,
                "authorizerResultTtlInSeconds": 0,
            },
            "introspectionConfig": "ENABLED",
            "queryDepthLimit": 0,
            "resolverCountLimit": 0,
            "xrayEnabled": false,
        })
    );
}

#[tokio::test]
async fn before_there_is_a_schema_a_query_is_a_bad_gateway() {
    let account = Account::new();
    let id = account.create_api(settings()).await;
    for schema in [None, Some("type Query { me: Nothing }")] {
        if let Some(schema) = schema {
            account.create_schema(&id, schema).await;
        }
        let answer = account.query(&id, ME).await;
        assert_eq!(answer.status.as_u16(), 502);
        assert_eq!(answer.messages(), ["No schema definition exists."]);
    }
    assert_eq!(account.calls(AUTHORIZER), 0);
}

#[tokio::test]
async fn an_api_that_is_not_there_is_not_found() {
    let (account, id) = Account::deployed().await;
    let path = format!("/v1/apis/{id}");
    account.done(Method::DELETE, &path, Value::Null).await;
    for id in [id.as_str(), "other"] {
        let answer = account.query(id, ME).await;
        assert_eq!(answer.status.as_u16(), 404);
        assert_eq!(answer.messages(), ["There is no API of this id."]);
        for method in [Method::GET, Method::DELETE] {
            let (status, code, message) = account
                .refused(method, &format!("/v1/apis/{id}"), Value::Null)
                .await;
            assert_eq!((status, code.as_str()), (404, "NotFoundException"));
            assert_eq!(message, format!("GraphQL API {id} not found."));
        }
    }
}

#[tokio::test]
async fn an_update_replaces_the_settings_and_leaves_the_rest() {
    let (account, id) = Account::deployed().await;
    let path = format!("/v1/apis/{id}");
    let open_id_connect = json!({
        "name": "renamed",
        "authenticationType": "OPENID_CONNECT",
        "openIDConnectConfig": { "issuer": "https://a.example/", "clientId": "^c$" },
        "queryDepthLimit": 3,
        "introspectionConfig": "DISABLED",
    });
    account.done(Method::POST, &path, open_id_connect).await;
    let found = account.done(Method::GET, &path, Value::Null).await;
    let api = &found["graphqlApi"];
    assert_eq!(api["name"], "renamed");
    assert_eq!(api["lambdaAuthorizerConfig"], Value::Null);
    assert_eq!(api["introspectionConfig"], "DISABLED");
    assert_eq!(
        account.query(&id, ME).await.json()["errors"][0]["errorType"],
        "UnauthorizedException"
    );
    // What the next update leaves out is as if it had never been said.
    account.done(Method::POST, &path, settings()).await;
    let found = account.done(Method::GET, &path, Value::Null).await;
    let api = &found["graphqlApi"];
    assert_eq!(api["openIDConnectConfig"], Value::Null);
    assert_eq!(
        (&api["queryDepthLimit"], &api["introspectionConfig"]),
        (&json!(0), &json!("ENABLED"))
    );
    let answer = account.query(&id, ME).await;
    assert_eq!(answer.text, r#"{"data":{"me":"user1"}}"#);
}

#[tokio::test]
async fn a_refused_update_leaves_what_was_served() {
    let (account, id) = Account::deployed().await;
    let path = format!("/v1/apis/{id}");
    let before = account.done(Method::GET, &path, Value::Null).await;
    let refused = settings_with(json!({ "name": "renamed", "queryDepthLimit": 76 }));
    let (status, ..) = account.refused(Method::POST, &path, refused).await;
    assert_eq!(status, 400);
    assert_eq!(account.done(Method::GET, &path, Value::Null).await, before);
    let answer = account.query(&id, ME).await;
    assert_eq!(answer.text, r#"{"data":{"me":"user1"}}"#);
}

#[tokio::test]
async fn the_answers_of_the_old_authorizer_are_not_those_of_the_new_one() {
    let (account, id) = Account::deployed().await;
    let path = format!("/v1/apis/{id}");
    let cached = |expression: &str| {
        settings_with(json!({ "lambdaAuthorizerConfig": {
            "authorizerUri": AUTHORIZER,
            "authorizerResultTtlInSeconds": 3600,
            "identityValidationExpression": expression,
        } }))
    };
    for (expression, calls) in [("^token$", 1), ("^t", 1), ("^.*$", 2)] {
        account.done(Method::POST, &path, cached(expression)).await;
        for _ in 0..2 {
            account.query(&id, ME).await;
        }
        assert_eq!(account.calls(AUTHORIZER), calls, "{expression}");
    }
}

#[tokio::test]
async fn an_api_does_not_reach_into_another() {
    let (account, id) = Account::deployed().await;
    let other = account.create_api(settings()).await;
    account.create_schema(&other, SCHEMA).await;
    assert_ne!(id, other);
    let answer = account.query(&other, ME).await;
    assert_eq!(answer.text, r#"{"data":{"me":null}}"#);
    let path = format!("/v1/apis/{id}");
    account.done(Method::DELETE, &path, Value::Null).await;
    assert_eq!(account.query(&other, ME).await.status, 200);
}

#[tokio::test]
async fn only_apis_of_the_kind_that_is_asked_for_are_listed() {
    let (account, id) = Account::deployed().await;
    for (query, ids) in [
        ("", vec![id.as_str()]),
        (
            "?apiType=GRAPHQL&owner=CURRENT_ACCOUNT&maxResults=1",
            vec![id.as_str()],
        ),
        ("?apiType=MERGED", vec![]),
        ("?owner=OTHER_ACCOUNTS", vec![]),
    ] {
        let path = format!("/v1/apis{query}");
        let listed = account.done(Method::GET, &path, Value::Null).await;
        let apis = listed["graphqlApis"].as_array().unwrap();
        let found: Vec<_> = apis
            .iter()
            .filter_map(|api| api["apiId"].as_str())
            .collect();
        assert_eq!(found, ids, "{query}");
    }
}

#[tokio::test]
async fn a_request_that_is_under_way_ends_on_what_it_began_on() {
    let (account, id) = Account::deployed().await;
    account.functions.hold();
    let query = account.query(&id, ME);
    let meanwhile = async {
        while account.calls(RESOLVER) == 0 {
            tokio::task::yield_now().await;
        }
        let without = "type Query { other: String }";
        assert_eq!(
            account.create_schema(&id, without).await["status"],
            "SUCCESS"
        );
        let path = format!("/v1/apis/{id}");
        account.done(Method::DELETE, &path, Value::Null).await;
        account.functions.release();
    };
    let (answer, ()) = tokio::join!(query, meanwhile);
    assert_eq!(answer.text, r#"{"data":{"me":"user1"}}"#);
    assert_eq!(account.query(&id, ME).await.status, 404);
}
