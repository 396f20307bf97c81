//! Requests that are small and stand for much: the stack's memory stays bounded.

use serde_json::{Value, json};

use crate::http::send;
use crate::stack::Stack;

/// The largest request body that AppSync reads here, in bytes.
const LARGEST_BODY: usize = 5 * 1024 * 1024;
/// What the stack may ever have taken, in kilobytes.
const MOST_MEMORY: u64 = 300_000;

impl Stack {
    /// The most memory that the stack's process ever had, in kilobytes.
    fn most_memory(&self) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

fn repeated(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

#[test]
fn what_a_request_stands_for_does_not_fill_the_memory() {
    let stack = Stack::start();
    let token = stack.token("user1");
    let large = "x".repeat(4_900_000);
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let me = repeated(2_400, |index| format!("a{index}:me{{sub}}"));
    let cases = [
        ("variables", format!("{{{me}}}"), json!({ "x": large })),
        (
            "depth in a variable",
            "query($d: AWSJSON!) { createRecord(input: {kind: \"note\", data: $d}) { id } }"
                .replace("query", "mutation"),
            json!({ "d": deep(2_000_000) }),
        ),
        (
            "a long name",
            format!(
                "{{listRecords{{{}:items{{{}}}}}}}",
                "n".repeat(500_000),
                repeated(1_000, |index| format!("a{index}:id "))
            ),
            json!({}),
        ),
        (
            "a long document",
            format!("{{ me {{ sub }} }}{}", " ".repeat(4_900_000)),
            json!({}),
        ),
    ];
    for (name, query, variables) in cases {
        let answer = stack.graphql(&token, &query, &variables);
        assert_eq!(answer.status, 200, "{name}: {:.200}", answer.body);
        let first = answer.json()["errors"][0]["message"].clone();
        assert!(first.is_string(), "{name}: {:.200}", answer.body);
        let most = stack.most_memory();
        assert!(most < MOST_MEMORY, "{name}: {most} kB");
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
    for (name, body, status, kind) in [
        (
            "as long as may be",
            format!("{query}{}", " ".repeat(LARGEST_BODY - query.len())),
            200,
            Value::Null,
        ),
        (
            "one longer",
            " ".repeat(LARGEST_BODY + 1),
            413,
            json!("RequestEntityTooLargeException"),
        ),
        (
            "deep JSON",
            "[".repeat(LARGEST_BODY),
            400,
            json!("MalformedHttpRequestException"),
        ),
        (
            "deep JSON in an object",
            format!(
                "{{\"query\":\"{{a}}\",\"variables\":{}",
                "{\"a\":".repeat(900_000)
            ),
            400,
            json!("MalformedHttpRequestException"),
        ),
    ] {
        let answer = send(&stack.appsync, "POST", "/graphql", &headers, &body);
        assert_eq!(answer.status, status, "{name}: {:.200}", answer.body);
        assert_eq!(answer.json()["errors"][0]["errorType"], kind, "{name}");
    }
    assert!(stack.most_memory() < MOST_MEMORY);
}
