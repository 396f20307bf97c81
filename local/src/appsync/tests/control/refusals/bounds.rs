//! More than there may be.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use serde_json::{Value, json};

use super::{BAD_REQUEST, NOT_FOUND};
use crate::appsync::tests::control::{Account, SCHEMA};

#[tokio::test]
async fn what_is_only_kept_has_its_bounds_as_well() {
    let (account, id) = Account::deployed().await;
    let path = format!("/v1/apis/{id}/environmentVariables");
    let many: serde_json::Map<_, _> = (0..51)
        .map(|number| (format!("v{number}"), json!("")))
        .collect();
    for (variables, message) in [
        (json!(many), "there are more than 50 variables"),
        (json!({ "v": "" }), "\"v\" can't be the key of a variable"),
        (json!({ "1v": "" }), "\"1v\" can't be the key of a variable"),
        (
            json!({ "a-b": "" }),
            "\"a-b\" can't be the key of a variable",
        ),
        (
            json!({ "vv": "x".repeat(513) }),
            "the value of vv has more than 512 characters",
        ),
    ] {
        let body = json!({ "environmentVariables": variables });
        let refused = account.refused(Method::PUT, &path, body).await;
        let message = format!("environmentVariables: {message}.");
        assert_eq!(refused, (400, BAD_REQUEST.to_owned(), message));
    }
    let tags = format!("/v1/tags/arn%3Aaws%3Aappsync%3Aeu-central-1%3A000000000000%3Aapis%2F{id}");
    for (start, status) in [(0, 200), (49, 200), (50, 400)] {
        let added: serde_json::Map<_, _> = (start..=start)
            .chain(0..start.min(49))
            .map(|number| (format!("t{number}"), json!("v")))
            .collect();
        let answer = account
            .call(Method::POST, &tags, json!({ "tags": added }))
            .await;
        assert_eq!(answer.status.as_u16(), status, "{start}: {}", answer.text);
    }
    for arn in [
        "arn%3Aaws%3Aappsync%3Aeu-central-1%3A000000000000%3Aapis%2Fother",
        "arn%3Aaws%3Aappsync%3Aus-east-1%3A000000000000%3Aapis%2Fother",
        "other",
    ] {
        let path = format!("/v1/tags/{arn}");
        let (status, code, _) = account.refused(Method::GET, &path, Value::Null).await;
        assert_eq!((status, code.as_str()), (404, NOT_FOUND), "{arn}");
    }
}

#[tokio::test]
async fn a_page_that_there_can_not_be_is_refused() {
    let (account, id) = Account::deployed().await;
    for (query, message) in [
        ("maxResults=26", "maxResults exceeds 25."),
        ("nextToken=%21", "nextToken is not one that was given."),
        ("nextToken=_w", "nextToken is not one that was given."),
    ] {
        let path = format!("/v1/apis/{id}/datasources?{query}");
        let refused = account.refused(Method::GET, &path, Value::Null).await;
        assert_eq!(refused, (400, BAD_REQUEST.to_owned(), message.to_owned()));
    }
}

#[tokio::test]
async fn a_schema_has_at_most_one_megabyte() {
    let (account, id) = Account::deployed().await;
    let schema = |bytes: usize| format!("{}{}", SCHEMA, " ".repeat(bytes - SCHEMA.len()));
    let path = format!("/v1/apis/{id}/schemacreation");
    let largest = account.create_schema(&id, &schema(1024 * 1024)).await;
    assert_eq!(largest["status"], "SUCCESS");
    let body = json!({ "definition": STANDARD.encode(schema(1024 * 1024 + 1)) });
    let refused = account.refused(Method::POST, &path, body).await;
    let message = "The schema exceeds 1 MB.".to_owned();
    assert_eq!(refused, (400, BAD_REQUEST.to_owned(), message));
    // Beyond what any request needs, the body isn't read.
    let body = json!({ "definition": "x".repeat(3 * 1024 * 1024) });
    let (status, code, _) = account.refused(Method::POST, &path, body).await;
    assert_eq!((status, code.as_str()), (400, BAD_REQUEST));
}
