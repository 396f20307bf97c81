//! The settings of an API: the project's own are accepted, impossible ones are not.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

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
async fn the_projects_api_answers_over_a_socket() {
    let record = json!({ "owner": "user1", "id": "1", "kind": "note", "data": { "text": "hello" }, "version": 1, "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z" });
    let stack = Stack::resolving(project(), move |_| json!({ "data": record }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut socket = tokio::net::TcpStream::connect(listener.local_addr().unwrap())
        .await
        .unwrap();
    let router = stack.endpoint.router();
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let body = json!({ "query": "query($id: ID!) { getRecord(id: $id) { id data expiresAt } }", "variables": { "id": "1" } }).to_string();
    let head = "POST /graphql HTTP/1.1\r\nhost: localhost\r\nauthorization: t\r\nx-amzn-requestid: r1\r\nconnection: close\r\n";
    socket
        .write_all(format!("{head}content-length: {}\r\n\r\n{body}", body.len()).as_bytes())
        .await
        .unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    server.abort();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert_eq!(
        body,
        r#"{"data":{"getRecord":{"id":"1","data":"{\"text\":\"hello\"}","expiresAt":null}}}"#
    );
    let mut lines: Vec<&str> = head
        .lines()
        .filter(|line| !line.starts_with("date:"))
        .collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "HTTP/1.1 200 OK",
            "access-control-allow-origin: *",
            "access-control-expose-headers: x-amzn-RequestId,x-amzn-ErrorType,x-amz-user-agent,x-amzn-ErrorMessage,Date,x-amz-schema-version",
            "connection: close",
            "content-length: 80",
            "content-type: application/json;charset=UTF-8",
            "x-amzn-appsync-tokensconsumed: 1",
            "x-amzn-requestid: r1",
        ]
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
