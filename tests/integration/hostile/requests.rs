//! One hostile request after the other.

use std::time::Duration;

use serde_json::{Value, json};

use super::cost::{Bounds, Meter};
use super::deployed::Deployed;
use super::documents::{documents, repeated};
use crate::http::send;
use crate::stack::Stack;

/// The largest request body that AppSync reads here, in bytes.
const LARGEST_BODY: usize = 5 * 1024 * 1024;
/// For what is refused before it is executed. AppSync ends a request after 30 seconds; this
/// is a tenth of that, for a program that was built without optimization.
const REFUSAL: Bounds = Bounds {
    memory: 64,
    processor_time: Duration::from_secs(3),
};
/// For what is executed until it has become too large.
const EXECUTION: Bounds = Bounds {
    memory: 200,
    processor_time: Duration::from_secs(10),
};

#[test]
fn a_hostile_document_costs_little() {
    let api = Deployed::start();
    api.assert_answers();
    let meter = Meter::of(&api.stack);
    for hostile in documents() {
        let ask = || api.post(&hostile.body());
        let answer = meter.bounded(hostile.name, REFUSAL, ask);
        hostile.assert_refused(answer.status, &answer.body);
    }
    api.assert_answers();
}

#[test]
fn what_a_request_stands_for_does_not_fill_the_memory() {
    let stack = Stack::start();
    let token = stack.token("user1");
    for _ in 0..10 {
        let create =
            "mutation($d: AWSJSON!) { createRecord(input: {kind: \"note\", data: $d}) { id } }";
        let data = json!({ "text": "x".repeat(120_000) }).to_string();
        let answer = stack.graphql(&token, create, &json!({ "d": data }));
        assert_eq!(answer.json().get("errors"), None, "{:.300}", answer.body);
    }
    let large = "x".repeat(4_900_000);
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let me = repeated(2_400, |index| format!("a{index}:me{{sub}}"));
    let data = repeated(2_400, |index| format!("a{index}:data "));
    let ids = repeated(1_000, |index| format!("a{index}:id "));
    let name = "n".repeat(500_000);
    let too_large = "The request to the Lambda function is too large.";
    #[rustfmt::skip]
    let cases = [
        ("variables", format!("{{{me}}}"), json!({ "x": large }), EXECUTION, too_large),
        ("depth in a variable", "mutation($d: AWSJSON!) { createRecord(input: {kind: \"note\", data: $d}) { id } }".to_owned(), json!({ "d": deep(2_000_000) }), REFUSAL, "Variable 'd' has an invalid value"),
        ("a long name", format!("{{listRecords{{{name}:items{{{ids}}}}}}}"), json!({}), EXECUTION, too_large),
        ("a value, once per alias", format!("{{listRecords{{items{{{data}}}}}}}"), json!({}), EXECUTION, "The response is too large."),
        ("a long document", format!("{{ me {{ sub }} }}{}", " ".repeat(4_900_000)), json!({}), REFUSAL, "The document exceeds"),
    ];
    let meter = Meter::of(&stack);
    for (name, query, variables, bounds, message) in cases {
        let ask = || stack.graphql(&token, &query, &variables);
        let answer = meter.bounded(name, bounds, ask);
        assert_eq!(answer.status, 200, "{name}: {:.200}", answer.body);
        let body = answer.json();
        let errors = body["errors"].as_array().expect(name);
        let mut messages = errors.iter().filter_map(|error| error["message"].as_str());
        let is_told = messages.any(|told| told.starts_with(message));
        assert!(is_told, "{name}: {:.300}", errors[0]);
    }
    let next = stack.graphql(&token, "{ me { permissions } }", &json!({}));
    assert_eq!(next.json().get("errors"), None, "{next:?}");
}

#[test]
fn a_body_is_read_up_to_the_limit() {
    let stack = Stack::start();
    let token = stack.token("user1");
    let headers = [("Authorization", token.as_str())];
    let query = r#"{"query":"{ me { permissions } }"}"#;
    let padded = format!("{query}{}", " ".repeat(LARGEST_BODY - query.len()));
    let nested = format!(
        "{{\"query\":\"{{a}}\",\"variables\":{}",
        "{\"a\":".repeat(900_000)
    );
    let malformed = json!("MalformedHttpRequestException");
    let too_large = json!("RequestEntityTooLargeException");
    send(&stack.appsync, "POST", "/graphql", &headers, query);
    let meter = Meter::of(&stack);
    for (name, body, status, kind) in [
        ("as long as may be", padded, 200, Value::Null),
        (
            "one longer",
            " ".repeat(LARGEST_BODY + 1),
            413,
            too_large.clone(),
        ),
        ("much longer", " ".repeat(7 * LARGEST_BODY), 413, too_large),
        (
            "deep JSON",
            "[".repeat(LARGEST_BODY),
            400,
            malformed.clone(),
        ),
        ("deep JSON in an object", nested, 400, malformed),
    ] {
        let ask = || send(&stack.appsync, "POST", "/graphql", &headers, &body);
        let answer = meter.bounded(name, REFUSAL, ask);
        assert_eq!(answer.status, status, "{name}: {:.200}", answer.body);
        assert_eq!(answer.json()["errors"][0]["errorType"], kind, "{name}");
    }
}
