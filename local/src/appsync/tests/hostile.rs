//! Documents that are written to hurt: each is answered, soon, and nothing is called.

use std::fmt::Write;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Stack, api};

fn fragment_bomb(spread: impl Fn(usize) -> String) -> String {
    let mut document = "{ me { ...F0 } }".to_owned();
    for index in 0..60 {
        write!(
            document,
            " fragment F{index} on Person {{ {} }}",
            spread(index + 1)
        )
        .unwrap();
    }
    document + " fragment F60 on Person { id }"
}

#[tokio::test]
async fn hostile_documents_are_answered_soon() {
    let documents = [
        ("depth", format!("{}id{}", "{ me ".repeat(5_000), "}".repeat(5_000))),
        ("depth that is valid", format!("{{ me {{ {} id {} }} }}", "friend { ".repeat(400), "}".repeat(400))),
        ("depth of inline fragments", format!("{{ me {{ {} id {} }} }}", "... { ".repeat(10_000), "}".repeat(10_000))),
        ("width", format!("{{ me {{ {} }} }}", "id ".repeat(200_000))),
        ("aliases", (0..100_000).fold("{".to_owned(), |text, index| text + &format!(" a{index}: echo")) + "}"),
        ("fragment bomb", fragment_bomb(|next| format!("...F{next} ...F{next}"))),
        ("fragment bomb of fields", fragment_bomb(|next| format!("a: friend {{ ...F{next} }} b: friend {{ ...F{next} }}"))),
        ("cycle", "{ me { ...A } } fragment A on Person { friend { ...B } } fragment B on Person { friend { ...A } }".to_owned()),
        ("self cycle", "{ me { ...A } } fragment A on Person { ...A }".to_owned()),
        ("list literal", format!("{{ echo(list: {}1{}) }}", "[".repeat(50_000), "]".repeat(50_000))),
        ("object literal", format!("{{ people(filter: {}{}) {{ id }} }}", "{deep: ".repeat(20_000), "}".repeat(20_000))),
        ("number", format!("{{ echo(n: {}) }}", "9".repeat(1_000_000))),
        ("string", format!("{{ echo(date: \"{}\") }}", "9".repeat(1_000_000))),
        ("variable types", format!("query($x: {}Int{}) {{ echo }}", "[".repeat(50_000), "]".repeat(50_000))),
        ("directives", format!("{{ echo {} }}", "@include(if: true) ".repeat(4_000))),
        ("introspection", format!("{{ __schema {{ types {}name{} }} }}", "{ fields { type ".repeat(40), "}".repeat(80))),
        ("no end", "{ me { id ".repeat(1_000)),
        ("control characters", "{ \u{0} \u{feff} me }".to_owned()),
        ("conflicts", format!("{{ {} }}", (0..600).map(|index| format!("a: people(limit: {index}) {{ id }} ")).collect::<String>())),
    ];
    let stack = Stack::resolving(api(), |_| Value::Null);
    for (name, document) in documents {
        let started = Instant::now();
        let answer = stack.query(&document).await;
        let took = started.elapsed();
        assert!(took < Duration::from_secs(5), "{name} took {took:?}");
        assert!(
            matches!(answer.status.as_u16(), 200 | 400),
            "{name}: {}",
            answer.status
        );
        assert!(
            !answer.messages().is_empty(),
            "{name}: {}",
            answer.text.chars().take(300).collect::<String>()
        );
        assert!(
            answer.text.len() < 3_000_000,
            "{name}: {} bytes",
            answer.text.len()
        );
    }
    assert_eq!(stack.functions.payloads("resolve").len(), 0);
}

#[tokio::test]
async fn deep_values_are_refused_or_carried() {
    let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    let stack = Stack::resolving(api(), |_| Value::Null);
    let query = "query($j: AWSJSON) { echo(json: $j) }";
    assert_eq!(
        stack.query_with(query, json!({ "j": deep(50) })).await.text,
        r#"{"data":{"echo":null}}"#
    );
    let refused = stack.query_with(query, json!({ "j": deep(100_000) })).await;
    assert!(refused.messages()[0].starts_with("Variable 'j' has an invalid value."));
}

#[tokio::test]
async fn an_answer_with_too_many_values_is_cut_short() {
    let stack = Stack::resolving(api(), |_| json!({ "data": { "numbers": vec![1; 20_000] } }));
    let aliases: String = (0..60).fold(String::new(), |text, index| {
        text + &format!("a{index}: numbers ")
    });
    let answer = stack.query(&format!("{{ bag {{ {aliases} }} }}")).await;
    assert_eq!(answer.messages(), ["The response has too many values."]);
}

#[tokio::test]
async fn a_call_that_breaks_down_is_the_fields_error() {
    let stack = Stack::resolving(api(), |_| panic!("broken"));
    let answer = stack.query("{ me { id } }").await.json();
    assert_eq!(answer["data"], json!({ "me": null }));
    assert_eq!(answer["errors"][0]["errorType"], "Lambda:Unhandled");
}
