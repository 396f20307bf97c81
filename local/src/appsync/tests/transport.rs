//! Everything that is decided before a document is executed, byte for byte.

use axum::body::Body;
use http::{Request, StatusCode};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tower::ServiceExt as _;

use super::{Stack, allowed, answered, api, failed};
use crate::invoke::InvokeError;

fn pretty(error_type: &str, message: &str) -> String {
    format!(
        "{{\n  \"errors\" : [ {{\n    \"errorType\" : \"{error_type}\",\n    \"message\" : \"{message}\"\n  }} ]\n}}"
    )
}

fn pretty_malformed(message: &str) -> String {
    format!(
        "{{\n  \"errors\" : [ {{\n    \"message\" : \"{message}\",\n    \"errorType\" : \"MalformedHttpRequestException\"\n  }} ]\n}}"
    )
}

#[tokio::test]
async fn a_request_that_is_not_executed_gets_its_status_and_its_text() {
    let unparsable = pretty_malformed("Unable to parse GraphQL query.");
    let missing_name = pretty("BadRequestException", "Missing operation name.");
    let cases: [(&str, &str, u16, String, &str); 11] = [
        (
            "empty body",
            "",
            400,
            pretty_malformed("Request body is empty."),
            "MalformedHttpRequestException",
        ),
        (
            "not JSON",
            "meow",
            400,
            unparsable.clone(),
            "MalformedHttpRequestException",
        ),
        (
            "no query",
            "{}",
            400,
            unparsable.clone(),
            "MalformedHttpRequestException",
        ),
        (
            "trailing brace",
            "{}}",
            400,
            unparsable.clone(),
            "MalformedHttpRequestException",
        ),
        (
            "a list",
            "[]",
            400,
            unparsable.clone(),
            "MalformedHttpRequestException",
        ),
        (
            "bad syntax",
            r#"{"query":"{ me { id }"}"#,
            400,
            unparsable.clone(),
            "MalformedHttpRequestException",
        ),
        (
            "two operations",
            r#"{"query":"query A { me { id } } query B { me { id } }"}"#,
            400,
            missing_name.clone(),
            "BadRequestException",
        ),
        (
            "unknown operation",
            r#"{"query":"query A { me { id } }","operationName":"B"}"#,
            400,
            missing_name.clone(),
            "BadRequestException",
        ),
        (
            "fragments only",
            r#"{"query":"fragment F on Person { id }"}"#,
            400,
            missing_name,
            "BadRequestException",
        ),
        (
            "deep JSON",
            &format!(
                r#"{{"query":"{{ me {{ id }} }}","variables":{}}}"#,
                r#"{"a":"#.repeat(1000)
            ),
            400,
            unparsable,
            "MalformedHttpRequestException",
        ),
        (
            "a subscription",
            r#"{"query":"subscription { onCreate(owner: 1) { id } }"}"#,
            400,
            pretty(
                "UnsupportedOperation",
                "Subscription operations are not supported through this channel.",
            ),
            "UnsupportedOperation",
        ),
    ];
    let stack = Stack::resolving(api(), |_| Value::Null);
    for (name, body, status, text, error_type) in cases {
        let answer = stack.post(body.to_owned()).await;
        assert_eq!(
            (answer.status.as_u16(), answer.text),
            (status, text),
            "{name}"
        );
        assert_eq!(answer.headers["x-amzn-errortype"], error_type, "{name}");
        assert_eq!(
            answer.headers["content-type"], "application/json;charset=UTF-8",
            "{name}"
        );
        assert_eq!(answer.headers["access-control-allow-origin"], "*", "{name}");
    }
}

#[tokio::test]
async fn the_body_is_checked_before_the_credentials_and_those_before_the_document() {
    let stack = Stack::new(api(), |_, _| answered(&json!({ "isAuthorized": false })));
    let malformed = stack
        .send(Request::post("/graphql").body(Body::from("meow")).unwrap())
        .await;
    assert_eq!(malformed.status, StatusCode::BAD_REQUEST);
    let refused = stack.query("{ nonsense ").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn each_failure_of_authorization_has_its_status_and_text() {
    let denied = pretty(
        "UnauthorizedException",
        "You are not authorized to make this call.",
    );
    let not_invocable =
        "{\n  \"errors\" : [ {\n    \"errorType\" : \"BadRequestException\"\n  } ]\n}";
    let cases = [
        (
            "refused",
            answered(&json!({ "isAuthorized": false })),
            401,
            denied.clone(),
        ),
        ("empty answer", answered(&json!({})), 401, denied.clone()),
        ("null answer", answered(&Value::Null), 401, denied.clone()),
        (
            "isAuthorized a string",
            answered(&json!({ "isAuthorized": "true" })),
            401,
            denied,
        ),
        (
            "the function fails",
            failed(&json!({ "errorType": "Error", "errorMessage": "keys unavailable" })),
            500,
            pretty("AuthorizerFailureException", "keys unavailable"),
        ),
        (
            "no such function",
            Err(InvokeError::FunctionNotFound("authorizer".to_owned())),
            400,
            not_invocable.to_owned(),
        ),
        (
            "no permission to invoke it",
            Err(InvokeError::AccessDenied("authorizer".to_owned())),
            400,
            not_invocable.to_owned(),
        ),
    ];
    for (name, outcome, status, text) in cases {
        let stack = Stack::new(api(), move |_, _| outcome.clone());
        let answer = stack.query("{ me { id } }").await;
        assert_eq!(
            (answer.status.as_u16(), answer.text),
            (status, text),
            "{name}"
        );
        assert_eq!(stack.functions.payloads("resolve").len(), 0, "{name}");
    }
}

#[tokio::test]
async fn a_request_without_credentials_is_told_so() {
    let stack = Stack::new(api(), |_, _| answered(&allowed()));
    let answer = stack
        .send(
            Request::post("/graphql")
                .body(Body::from(r#"{"query":"{ me { id } }"}"#))
                .unwrap(),
        )
        .await;
    assert_eq!(
        (answer.status.as_u16(), answer.text),
        (
            401,
            pretty("UnauthorizedException", "Missing authorization header")
        )
    );
    assert_eq!(answer.headers["x-amzn-errortype"], "UnauthorizedException");
    assert_eq!(stack.functions.payloads("authorizer").len(), 0);
}

#[tokio::test]
async fn an_authorizer_that_never_answers_is_given_up() {
    let stack = Stack::with_silent(api(), "authorizer", |_, _| answered(&allowed()));
    let answer = stack.query("{ me { id } }").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(
        answer.headers["x-amzn-errortype"],
        "AuthorizerFailureException"
    );
    assert_eq!(answer.messages(), ["Authorizer timed out."]);
}

#[tokio::test]
async fn an_answer_carries_the_headers_that_clients_may_read() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let answer = stack.query("{ me { id } }").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.text, r#"{"data":{"me":null}}"#);
    assert_eq!(
        answer.headers["content-type"],
        "application/json;charset=UTF-8"
    );
    assert_eq!(answer.headers["x-amzn-appsync-tokensconsumed"], "1");
    assert_eq!(answer.headers["x-amzn-requestid"].len(), 36);
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    assert_eq!(
        answer.headers["access-control-expose-headers"],
        "x-amzn-RequestId,x-amzn-ErrorType,x-amz-user-agent,x-amzn-ErrorMessage,Date,x-amz-schema-version"
    );
}

#[tokio::test]
async fn a_long_answer_is_compressed_for_who_takes_that() {
    let stack = Stack::resolving(api(), |_| json!({ "data": { "name": "n".repeat(2_000) } }));
    for (accepted, coding) in [("gzip, br", Some("gzip")), ("br", None)] {
        let request = Request::post("/graphql")
            .header("authorization", "token")
            .header("accept-encoding", accepted)
            .body(Body::from(r#"{"query":"{ me { name } }"}"#));
        let response = stack.endpoint.router().oneshot(request.unwrap()).await;
        let (parts, body) = response.unwrap().into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let found = parts.headers.get("content-encoding");
        assert_eq!(found.map(|value| value.to_str().unwrap()), coding);
        let text = match coding {
            Some(_) => std::io::read_to_string(flate2::read::GzDecoder::new(&*bytes)).unwrap(),
            None => String::from_utf8(bytes.to_vec()).unwrap(),
        };
        assert!(text.ends_with("nnn\"}}}"), "{accepted}: {text:.100}");
    }
}

#[tokio::test]
async fn a_preflight_allows_the_headers_that_it_asks_for() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let request = Request::options("/graphql")
        .header("origin", "https://a.example")
        .header(
            "access-control-request-headers",
            "authorization,content-type",
        );
    let answer = stack.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.headers["access-control-allow-headers"],
        "authorization,content-type"
    );
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
}

#[tokio::test]
async fn a_get_is_a_request_as_well() {
    let stack = Stack::resolving(api(), |_| json!({ "data": { "id": 7 } }));
    let request = Request::get(
        "/graphql?query=query%20A($i:ID!)%7Bnode(id:$i)%7B__typename%7D%20me%7Bid%7D%7D&variables=%7B%22i%22:1%7D&operationName=A",
    );
    let answer = stack
        .send(
            request
                .header("authorization", "token")
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    assert_eq!(answer.json()["data"]["me"], json!({ "id": "7" }));
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let answer = stack.post(vec![b' '; 6 * 1024 * 1024]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn the_refusal_of_a_large_body_is_heard_by_who_sends_all_of_it() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = stack.endpoint.router();
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let size = 16 * 1024 * 1024;
    let head = format!(
        "POST /graphql HTTP/1.1\r\nhost: localhost\r\nauthorization: t\r\nconnection: close\r\ncontent-length: {size}\r\n\r\n"
    );
    let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(&vec![b' '; size]).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    server.abort();
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn a_body_is_json_under_every_content_type() {
    let stack = Stack::resolving(api(), |_| json!({ "data": { "id": 7 } }));
    for content_type in [
        "application/json",
        "application/json; charset=utf-8",
        "application/graphql",
        "text/plain",
    ] {
        let request = Request::post("/graphql")
            .header("authorization", "token")
            .header("content-type", content_type)
            .body(Body::from(r#"{"query":"{ me { id } }"}"#));
        let answer = stack.send(request.unwrap()).await;
        assert_eq!(
            answer.text, r#"{"data":{"me":{"id":"7"}}}"#,
            "{content_type}"
        );
    }
}
