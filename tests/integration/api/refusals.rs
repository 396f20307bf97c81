//! What the API refuses, and how.

use serde_json::{Value, json};

use crate::api::{Api, User};

const UNAUTHORIZED: &str = "You are not authorized to make this call.";

#[test]
fn a_token_that_is_none_or_was_changed_gets_the_same_401() {
    let api = Api::under_test();
    let token = api.token(User::First);
    let (head, signature) = token.rsplit_once('.').unwrap();
    let flipped = if signature.starts_with('A') { "B" } else { "A" };
    let tampered = format!("{head}.{flipped}{}", &signature[1..]);
    for (name, token) in [("tampered", tampered.as_str()), ("opaque", "x")] {
        let answer = api.graphql(Some(token), "{ me { sub } }", &json!({}));
        assert_eq!(answer.status, 401, "{name}: {answer:?}");
        let expected =
            json!({"errors": [{"errorType": "UnauthorizedException", "message": UNAUTHORIZED}]});
        assert_eq!(answer.json(), expected, "{name}");
        assert_eq!(
            answer.header("x-amzn-errortype"),
            Some("UnauthorizedException"),
            "{name}"
        );
    }
}

#[test]
fn a_request_without_a_token_gets_401() {
    let api = Api::under_test();
    let answer = api.graphql(None, "{ me { sub } }", &json!({}));
    assert_eq!(answer.status, 401, "{answer:?}");
    assert_eq!(
        answer.json()["errors"][0]["errorType"],
        "UnauthorizedException"
    );
}

#[test]
fn a_reader_reads_and_is_denied_every_mutation() {
    let api = Api::under_test();
    let token = api.token(User::Reader);
    for (field, arguments) in [
        ("createRecord", "{kind: \"note\", data: \"{}\"}"),
        ("updateRecord", "{id: \"a\", kind: \"note\"}"),
        ("deleteRecord", "{id: \"a\"}"),
    ] {
        let query = format!("mutation {{ {field}(input: {arguments}) {{ id }} }}");
        let answer = api.graphql(Some(&token), &query, &json!({}));
        assert_eq!(answer.status, 200, "{answer:?}");
        let body = answer.json();
        assert_eq!(body["data"][field], Value::Null);
        assert_eq!(body["errors"][0]["errorType"], "Unauthorized");
        let message = format!("Not Authorized to access {field} on type Mutation");
        assert_eq!(body["errors"][0]["message"], message);
    }
    let listed = api.data(&token, "{ listRecords { items { id } } }", &json!({}));
    assert_eq!(listed["listRecords"]["items"], json!([]));
}

#[test]
fn me_says_who_asks_and_what_they_may_do() {
    let api = Api::under_test();
    let query = "{ me { sub permissions } }";
    let of = |user| api.data(&api.token(user), query, &json!({}))["me"].clone();
    let (first, second, reader) = (of(User::First), of(User::Second), of(User::Reader));
    assert_eq!(
        first["permissions"],
        json!(["read:records", "write:records"])
    );
    assert_eq!(second["permissions"], first["permissions"]);
    assert_eq!(reader["permissions"], json!(["read:records"]));
    assert_ne!(first["sub"], second["sub"]);
    assert_ne!(first["sub"], reader["sub"]);
}
