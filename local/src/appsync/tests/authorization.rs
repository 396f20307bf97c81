//! The authorizer's event, its cache and the fields that it denies.

use std::time::Duration;

use http::StatusCode;
use serde_json::{Value, json};

use super::{Stack, answered, api, failed};
use crate::appsync::{Api, Authentication, LambdaAuthorizer, OpenIdConnect};

fn with_authorizer(result_ttl: u64, expression: Option<&str>) -> Api {
    let mut api = api();
    api.authentication = vec![Authentication::Lambda(LambdaAuthorizer {
        function: "authorizer".to_owned(),
        result_ttl: Duration::from_secs(result_ttl),
        identity_validation_expression: expression.map(str::to_owned),
    })];
    api
}

fn authorizing(api: Api, answer: Value) -> Stack {
    Stack::new(api, move |function, payload| match function {
        "authorizer" => answered(&answer),
        _ => answered(&Value::Array(vec![
            json!({ "data": { "id": 1, "name": "n", "note": "x", "friends": [{ "name": "m" }] } });
            payload.as_array().unwrap().len()
        ])),
    })
}

#[tokio::test]
async fn the_event_is_the_documented_one() {
    let stack = authorizing(api(), json!({ "isAuthorized": false }));
    let headers = [
        ("authorization", "Bearer a.b.c"),
        ("x-amzn-requestid", "r"),
        ("cookie", "a=b"),
        ("X-Twice", "1"),
        ("x-twice", "2"),
        ("x-forwarded-for", "192.0.2.1, 192.0.2.2"),
        ("x-forwarded-for", "192.0.2.3"),
    ];
    for body in [
        json!({ "query": "query A { me { id } }", "operationName": "A", "variables": { "v": 1 } }),
        json!({ "query": "query A { me { id } }" }),
    ] {
        stack.send(&headers, body.to_string().as_bytes()).await;
    }
    let events = stack.functions.payloads("authorizer");
    assert_eq!(events[0]["authorizationToken"], "Bearer a.b.c");
    assert_eq!(
        events[0]["requestContext"],
        json!({ "apiId": "aaaaaa123123123example123", "accountId": "111122223333", "requestId": "r", "queryString": "query A { me { id } }", "operationName": "A", "variables": { "v": 1 } })
    );
    let headers = &events[0]["requestHeaders"];
    assert_eq!(headers["authorization"], "Bearer a.b.c");
    assert_eq!(headers["x-twice"], json!(["1", "2"]));
    assert_eq!(
        headers["x-forwarded-for"],
        "192.0.2.1, 192.0.2.2, 192.0.2.3, 127.0.0.1"
    );
    assert_eq!(headers.get("cookie"), None);
    assert_eq!(events[0].as_object().unwrap().len(), 3);
    assert_eq!(events[1]["requestContext"].get("operationName"), None);
    assert_eq!(events[1]["requestContext"]["variables"], json!({}));
}

#[tokio::test]
async fn an_answer_is_reused_for_its_time_to_live() {
    let large = "x".repeat(1_048_576);
    let cases = [
        ("no time to live", 0, json!({ "isAuthorized": true }), 0, 2),
        ("the API's", 60, json!({ "isAuthorized": true }), 59, 1),
        (
            "the API's, over",
            60,
            json!({ "isAuthorized": true }),
            60,
            2,
        ),
        (
            "the answer's own",
            0,
            json!({ "isAuthorized": true, "ttlOverride": 5 }),
            4,
            1,
        ),
        (
            "the answer's own, over",
            60,
            json!({ "isAuthorized": true, "ttlOverride": 5 }),
            5,
            2,
        ),
        (
            "switched off by the answer",
            60,
            json!({ "isAuthorized": true, "ttlOverride": 0 }),
            0,
            2,
        ),
        ("a refusal", 60, json!({ "isAuthorized": false }), 59, 1),
        (
            "too large",
            60,
            json!({ "isAuthorized": true, "resolverContext": { "a": large } }),
            0,
            2,
        ),
    ];
    for (name, ttl, answer, wait, calls) in cases {
        let stack = authorizing(with_authorizer(ttl, None), answer);
        stack.query("{ me { id } }").await;
        *stack.clock.0.lock().unwrap() += Duration::from_secs(wait);
        stack.query("{ me { name } }").await;
        assert_eq!(
            stack.functions.payloads("authorizer").len(),
            calls,
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_doubtful_answer_is_refused_in_strict_mode_only() {
    let cases = [
        (
            json!({ "isAuthorized": true, "resolverContext": { "a": 1 } }),
            "refused in strict mode: resolverContext.a is not a string",
        ),
        (
            json!({ "isAuthorized": true, "resolverContext": { "a": { "b": "c" } } }),
            "refused in strict mode: resolverContext.a is not a string",
        ),
        (
            json!({ "isAuthorized": true, "deniedFields": null }),
            "refused in strict mode: deniedFields is null",
        ),
        (
            json!({ "isAuthorized": true, "ttlOverride": null }),
            "refused in strict mode: ttlOverride is null",
        ),
        (
            json!({ "isAuthorized": true, "ttlOverride": 3601 }),
            "refused in strict mode: ttlOverride is not a whole number from 0 to 3600",
        ),
        (
            json!({ "isAuthorized": true, "deniedFields": ["Query.nothing"] }),
            "refused in strict mode: deniedFields names no field of the schema: Query.nothing",
        ),
        (
            json!({ "isAuthorized": true, "deniedFields": ["query.me"] }),
            "refused in strict mode: deniedFields names no field of the schema: query.me",
        ),
        (
            json!({ "isAuthorized": true, "deniedFields": ["Query.*"] }),
            "refused in strict mode: deniedFields names no field of the schema: Query.*",
        ),
        (
            json!({ "isAuthorized": true, "resolverContext": { "a": "x".repeat(5 * 1024 * 1024) } }),
            "refused in strict mode: resolverContext exceeds 5 MB",
        ),
        (
            json!({ "isAuthorized": true, "deniedFields": ["Query.__schema"] }),
            "refused in strict mode: deniedFields names no field of the schema: Query.__schema",
        ),
        (
            json!({ "isAuthorized": true, "resolverContext": null }),
            "refused in strict mode: resolverContext is null",
        ),
    ];
    for (answer, message) in cases {
        let lenient = authorizing(api(), answer.clone())
            .query("{ me { id } }")
            .await;
        assert_eq!(lenient.status, StatusCode::OK, "{message}");
        let mut strict = api();
        strict.strict = true;
        let strict = authorizing(strict, answer).query("{ me { id } }").await;
        assert_eq!(
            strict.status,
            StatusCode::INTERNAL_SERVER_ERROR,
            "{message}"
        );
        assert_eq!(strict.messages(), [message]);
    }
}

#[tokio::test]
async fn a_malformed_answer_is_a_refusal_that_is_not_kept() {
    let cases = [
        json!({ "isAuthorized": "true" }),
        json!({ "isAuthorized": true, "deniedFields": "Query.me" }),
    ];
    for answer in cases {
        let stack = authorizing(with_authorizer(60, None), answer.clone());
        for _ in 0..2 {
            let refused = stack.query("{ me { id } }").await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{answer}");
        }
        assert_eq!(stack.functions.payloads("authorizer").len(), 2, "{answer}");
        assert_eq!(stack.functions.payloads("resolve").len(), 0, "{answer}");
    }
}

#[tokio::test]
async fn a_failure_of_the_authorizer_is_not_kept() {
    let stack = Stack::new(with_authorizer(60, None), |_, _| {
        failed(&json!({ "errorType": "Error", "errorMessage": "keys unavailable" }))
    });
    for _ in 0..2 {
        let answer = stack.query("{ me { id } }").await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    }
    assert_eq!(stack.functions.payloads("authorizer").len(), 2);
}

#[tokio::test]
async fn introspection_shows_what_is_denied_and_of_other_modes() {
    let denied = json!({ "isAuthorized": true, "deniedFields": ["Person.name"] });
    let stack = authorizing(api(), denied);
    let answer = stack
        .query("{ __type(name: \"Person\") { fields { name } } }")
        .await;
    let fields = answer.json()["data"]["__type"]["fields"].clone();
    for name in ["name", "secret"] {
        assert!(
            fields
                .as_array()
                .unwrap()
                .contains(&json!({ "name": name }))
        );
    }
}

#[tokio::test]
async fn without_a_context_the_identity_is_empty() {
    let stack = authorizing(api(), json!({ "isAuthorized": true }));
    stack.query("{ me { id } }").await;
    let context = stack.functions.payloads("resolve")[0][0].clone();
    assert_eq!(context["identity"], json!({}));
}

/// The default mode is OpenID Connect here, and the caller comes by the Lambda authorizer.
#[tokio::test]
async fn a_directive_of_a_field_overrides_that_of_its_type() {
    let on_a = "Not Authorized to access a on type Query";
    let on_x = "Not Authorized to access x on type T";
    #[rustfmt::skip]
    let cases = [
        ("none at all", "type Query { a: T } type T { x: Int }", Some(on_a)),
        ("the field's", "type Query { a: T @aws_lambda } type T { x: Int }", Some(on_x)),
        ("the fields'", "type Query { a: T @aws_lambda } type T { x: Int @aws_lambda }", None),
        ("the field's and the returned type's", "type Query { a: T @aws_lambda } type T @aws_lambda { x: Int }", None),
        ("the types'", "type Query @aws_lambda { a: T } type T @aws_lambda { x: Int }", None),
        ("another of the field", "type Query @aws_lambda { a: T @aws_oidc } type T @aws_lambda { x: Int }", Some(on_a)),
        ("another of a field below", "type Query @aws_lambda { a: T } type T @aws_lambda { x: Int @aws_iam }", Some(on_x)),
        ("several", "type Query { a: T @aws_oidc @aws_lambda } type T @aws_iam @aws_lambda { x: Int }", None),
    ];
    for (name, schema, refusal) in cases {
        let mut api = api();
        api.schema = schema.to_owned();
        let resolver = api.resolvers["Query.me"].clone();
        api.resolvers = [("Query.a".to_owned(), resolver)].into();
        let open_id_connect = Authentication::OpenIdConnect(OpenIdConnect {
            issuer: "https://issuer.example/".to_owned(),
            client_id: None,
            iat_ttl: None,
            auth_ttl: None,
        });
        api.authentication.insert(0, open_id_connect);
        let stack = Stack::resolving(api, |_| json!({ "data": { "x": 1 } }));
        let answer = stack.query("{ a { x } }").await;
        let expected: Vec<&str> = refusal.into_iter().collect();
        assert_eq!(answer.messages(), expected, "{name}");
        let x = answer.json()["data"]["a"]["x"].clone();
        assert_eq!(x.is_null(), refusal.is_some(), "{name}");
    }
}
