//! Every argument's rule, and the error that names it.

use serde_json::{Value, json};

use crate::api::{Api, NOW};

/// 2100-01-01T00:00:00Z
const YEAR_2100: i64 = 4_102_444_800;

#[tokio::test]
async fn a_value_that_breaks_a_rule_is_refused_by_name_in_every_field_that_takes_it() {
    let api = Api::new().await;
    let user = api.user("u1");
    let record = user.has("a", "note").await;
    for (argument, code, values) in refused() {
        for (field, arguments) in uses(argument) {
            for value in &values {
                let error = user
                    .call(field, arguments(value.clone()))
                    .await
                    .unwrap_err();
                let shown: String = value.to_string().chars().take(60).collect();
                assert_eq!(error.code(), code, "{field} {argument} {shown}");
                let sentence = error.to_string();
                assert!(sentence.starts_with(&format!("{argument} ")), "{sentence}");
                assert!(sentence.ends_with('.'), "{sentence}");
            }
        }
    }
    assert_eq!(user.get("a").await.unwrap(), record);
    assert_eq!(api.items_of("u1").await, 1);
}

#[tokio::test]
async fn a_value_at_the_edge_of_a_rule_is_taken() {
    let api = Api::new().await;
    for (argument, values) in [
        (
            "id",
            vec![
                json!("a"),
                json!("a".repeat(128)),
                json!("AZaz09_.:-"),
                json!(".."),
            ],
        ),
        (
            "kind",
            vec![json!("a"), json!("a".repeat(64)), json!("AZaz09_.-")],
        ),
        (
            "data",
            vec![
                json!({}),
                json!([]),
                json!("{}"),
                json!(" [1] "),
                json!({"": ""}),
                nested(64),
                json!(["a".repeat(131_068)]),
            ],
        ),
        (
            "expiresAt",
            vec![json!(null), json!(NOW + 1), json!(YEAR_2100 - 1)],
        ),
    ] {
        for (number, value) in values.into_iter().enumerate() {
            let user = format!("{argument}-{number}");
            let created = api.user(&user).create(input(argument, value)).await;
            assert!(created.is_ok(), "{user}: {created:?}");
        }
    }
    for limit in [1, 100] {
        let page = api.user("u1").list(json!({"limit": limit})).await;
        assert_eq!(page.unwrap(), json!({"items": [], "nextToken": null}));
    }
}

/// Arguments, the error of a value that breaks their rule, and such values.
fn refused() -> Vec<(&'static str, &'static str, Vec<Value>)> {
    let ids = [
        "",
        "a b",
        "a#b",
        "a/b",
        "\u{e9}",
        "a\n",
        "\u{0}",
        "\u{1f600}",
        "*",
    ];
    let kinds = ["", "a b", "a#b", "a:b", "note#", "\u{e9}", "kind\t"];
    vec![
        ("id", "ValidationError", with(&ids, "a".repeat(129))),
        ("kind", "ValidationError", with(&kinds, "a".repeat(65))),
        (
            "data",
            "ValidationError",
            vec![
                json!("text"),
                json!(""),
                json!("1"),
                json!("null"),
                json!("{"),
                json!("{} {}"),
                json!("\"{}\""),
                json!("[1,]"),
                json!("{'a':1}"),
                json!("[NaN]"),
                json!("\u{feff}{}"),
                json!(1),
                json!(true),
                nested(65),
            ],
        ),
        (
            "data",
            "RecordTooLarge",
            vec![
                json!(["a".repeat(131_069)]),
                json!(format!("[\"{}\"]", "a".repeat(131_069))),
            ],
        ),
        (
            "expiresAt",
            "ValidationError",
            [
                NOW,
                NOW - 1,
                0,
                -1,
                YEAR_2100,
                NOW * 1_000,
                i64::MAX,
                i64::MIN,
            ]
            .map(Value::from)
            .into(),
        ),
        (
            "limit",
            "ValidationError",
            [0, -1, 101, i64::MAX, i64::MIN].map(Value::from).into(),
        ),
    ]
}

type Arguments = Box<dyn Fn(Value) -> Value>;

/// The fields that take an argument, and arguments that are otherwise in order.
fn uses(argument: &'static str) -> Vec<(&'static str, Arguments)> {
    let create: Arguments = Box::new(move |value| json!({"input": input(argument, value)}));
    let update: Arguments = Box::new(move |value| {
        let mut input = json!({"id": "a"});
        input[argument] = value;
        json!({"input": input})
    });
    let list: Arguments = Box::new(move |value| json!({argument: value}));
    let mutations = vec![
        ("Mutation.createRecord", create),
        ("Mutation.updateRecord", update),
    ];
    match argument {
        "id" => {
            let get: Arguments = Box::new(|id| json!({"id": id}));
            let delete: Arguments = Box::new(|id| json!({"input": {"id": id}}));
            let others = [("Query.getRecord", get), ("Mutation.deleteRecord", delete)];
            mutations.into_iter().chain(others).collect()
        }
        "kind" => mutations
            .into_iter()
            .chain([("Query.listRecords", list)])
            .collect(),
        "limit" => vec![("Query.listRecords", list)],
        _ => mutations,
    }
}

/// The input of a record with one member as given.
fn input(argument: &str, value: Value) -> Value {
    let mut input = json!({"id": "a", "kind": "note", "data": {}});
    input[argument] = value;
    input
}

fn with(texts: &[&str], another: String) -> Vec<Value> {
    let texts = texts.iter().map(|text| json!(text));
    texts.chain([json!(another)]).collect()
}

fn nested(depth: usize) -> Value {
    json!(format!("{}{}", "[".repeat(depth), "]".repeat(depth)))
}
