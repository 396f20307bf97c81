//! Values for a field of type `Item`, by name.

use serde_json::{Value, json};

/// A good item that tells which answer was asked for.
pub(crate) fn with_answer(answer: Option<&Value>) -> Value {
    with("answer", answer.cloned().unwrap_or_default())
}

/// The value of that name; `None` where there is none.
pub(crate) fn named(name: &str) -> Option<Value> {
    Some(match name {
        "ok" => good(),
        "null" => Value::Null,
        // Of another kind than the field's.
        "text" => json!("text"),
        "number" => json!(7),
        "true" => json!(true),
        "list" => json!([good()]),
        "items" => json!([good(), good()]),
        "null-among-items" => json!([good(), null]),
        "text-among-items" => json!([good(), "text"]),
        "empty-object" => json!({}),
        // Of another kind than a field inside of it.
        "without-id" => with("id", Value::Null),
        "number-as-text" => with("name", json!(7)),
        "object-as-text" => with("name", json!({ "a": [1, "b"] })),
        "list-as-text" => with("name", json!(["a"])),
        "text-as-number" => with("count", json!("7")),
        "word-as-number" => with("count", json!("seven")),
        "fraction-as-number" => with("count", json!(7.5)),
        "number-above-31-bits" => with("count", json!(2_147_483_648_i64)),
        "text-as-boolean" => with("flag", json!("yes")),
        "number-as-boolean" => with("flag", json!(2)),
        "word-as-date" => with("at", json!("soon")),
        "date-without-offset" => with("at", json!("2026-01-01T10:00:00")),
        "date-without-seconds" => with("at", json!("2026-01-01T10:00Z")),
        "text-as-json" => with("data", json!("{\"a\":1}")),
        "word-as-json" => with("data", json!("meow")),
        "object-as-json" => with("data", json!({ "a": [1, null] })),
        "number-as-json" => with("data", json!(7)),
        "unknown-enum" => with("kind", json!("C")),
        "text-as-list" => with("children", json!("text")),
        "object-as-list" => with("children", good()),
        "null-in-must" => with("must", Value::Null),
        "null-in-strict-list" => with("strict", json!(["a", null])),
        "no-typename" => with("named", json!({ "name": "n" })),
        "other-typename" => with("named", json!({ "__typename": "Query", "name": "n" })),
        "unknown-typename" => with("named", json!({ "__typename": "Nothing", "name": "n" })),
        _ => return None,
    })
}

fn with(member: &str, value: Value) -> Value {
    let mut item = good();
    if let Some(item) = item.as_object_mut() {
        item.insert(member.to_owned(), value);
    }
    item
}

fn good() -> Value {
    json!({
        "id": "1", "name": "n", "count": 7, "flag": true, "at": "2026-01-01T10:00:00Z",
        "data": { "a": 1 }, "kind": "A", "must": "m", "strict": ["a"],
        "child": { "id": "2", "must": "m", "child": { "id": "3", "must": "m", "child": { "id": "4", "must": "m" } } },
        "children": [{ "id": "5", "must": "m" }, { "id": "6", "must": "m" }],
        "named": { "__typename": "Item", "name": "n", "id": "7", "must": "m" },
    })
}
