//! The settings of an API: the project's own are accepted, impossible ones are not.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::{Functions, Stack, answered, api, client};
use crate::appsync::{
    Api, ApiError, Authentication, Endpoint, OpenIdConnect, Resolver, SystemClock,
};

fn project() -> Api {
    let fields: BTreeMap<String, Value> =
        serde_json::from_str(include_str!("../../../../infra/fields.json")).unwrap();
    let resolver = |settings: &Value| Resolver {
        function: settings["function"].as_str().unwrap().to_owned(),
        role: None,
        max_batch_size: 10,
    };
    let mut api = api();
    api.schema = include_str!("../../../../infra/schema.graphql").to_owned();
    api.resolvers = fields
        .iter()
        .map(|(name, settings)| (name.clone(), resolver(settings)))
        .collect();
    api.strict = true;
    api
}

fn build(api: Api) -> Result<Endpoint, ApiError> {
    let functions = Functions {
        function: Box::new(|_, _| answered(&Value::Null)),
        calls: Mutex::default(),
        silent: "",
    };
    Endpoint::new(
        api,
        Arc::new(functions),
        &(Arc::new(SystemClock) as _),
        &client(),
    )
}

#[tokio::test]
async fn the_projects_api_answers() {
    let record = json!({ "owner": "user1", "id": "1", "kind": "note", "data": { "text": "hello" }, "version": 1, "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z" });
    let stack = Stack::resolving(project(), move |_| json!({ "data": record }));
    let query = "query($id: ID!) { getRecord(id: $id) { id data expiresAt } }";
    let answer = stack.query_with(query, json!({ "id": "1" })).await;
    assert_eq!(
        answer.text,
        r#"{"data":{"getRecord":{"id":"1","data":"{\"text\":\"hello\"}","expiresAt":null}}}"#
    );
}

#[test]
fn impossible_settings_are_refused_with_the_reason() {
    let open_id_connect = |issuer: &str, client_id: Option<&str>| {
        Authentication::OpenIdConnect(OpenIdConnect {
            issuer: issuer.to_owned(),
            client_id: client_id.map(str::to_owned),
            iat_ttl: None,
            auth_ttl: None,
        })
    };
    type Change = Box<dyn Fn(&mut Api)>;
    let cases: [(&str, Change); 9] = [
        (
            "no field Query.nothing in the schema",
            Box::new(|api| {
                drop(api.resolvers.insert(
                    "Query.nothing".to_owned(),
                    Resolver {
                        function: "f".to_owned(),
                        role: None,
                        max_batch_size: 0,
                    },
                ));
            }),
        ),
        (
            "the batch size 2001 of Query.me exceeds 2000",
            Box::new(|api| api.resolvers.get_mut("Query.me").unwrap().max_batch_size = 2001),
        ),
        (
            "queryDepthLimit is out of range: 76",
            Box::new(|api| api.query_depth_limit = 76),
        ),
        (
            "resolverCountLimit is out of range: 10001",
            Box::new(|api| api.resolver_count_limit = 10_001),
        ),
        (
            "an API needs an authorization mode",
            Box::new(|api| api.authentication.clear()),
        ),
        (
            "an API has at most one Lambda authorizer",
            Box::new(|api| api.authentication.extend(api.authentication.clone())),
        ),
        (
            "clientId is not a regular expression",
            Box::new(move |api| {
                api.authentication = vec![open_id_connect("https://a.example/", Some("("))];
            }),
        ),
        (
            "the issuer http://a.example/ is neither https nor on this machine",
            Box::new(move |api| {
                api.authentication = vec![open_id_connect("http://a.example/", None)];
            }),
        ),
        (
            "the schema is not valid: custom scalars are not supported: Odd",
            Box::new(|api| api.schema.push_str(" scalar Odd")),
        ),
    ];
    for (expected, change) in cases {
        let mut api = api();
        change(&mut api);
        assert_eq!(build(api).expect_err(expected).to_string(), expected);
    }
    let mut broken = api();
    broken.schema = "type Query { a: Nothing }".to_owned();
    assert!(matches!(build(broken), Err(ApiError::Schema(reason)) if reason.contains("Nothing")));
}
