//! What users send without meaning harm, and what others send meaning it.

use serde_json::{Value, json};

use crate::api::{Api, code, ids_of};

/// Documents that a JSON parser into floating point and maps would change.
const DOCUMENTS: [&str; 14] = [
    r#"{"big":1e400,"small":1e-400,"zero":-0,"float":-0.0}"#,
    r#"{"digits":123456789012345678901234567890.12345678901234567890}"#,
    r#"[1,1.0,1.00,1e0,1E+0,10e-1]"#,
    r#"{"b":1,"a":2}"#,
    r#"{"a":1,"a":2}"#,
    r#"{"":{"":[""]}}"#,
    r#"["\u00e9","é","\u0000","\ud83d\ude00","😀"]"#,
    r#"["half a pair: \ud800"]"#,
    r#"["\/","\"","\\","\b\f\n\r\t"]"#,
    r#"["\\u0041 { [ ] } , : "]"#,
    "[\"\u{2028}\u{feff}\u{10ffff}\"]",
    r#"{"owner":"u2","id":"b","version":9}"#,
    r#"{"$ne":null,"__proto__":[],"S":{"N":"1"}}"#,
    "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]",
];

#[tokio::test]
async fn a_document_is_given_back_as_it_was_delivered() {
    let api = Api::new().await;
    let user = api.user("u1");
    for (number, document) in DOCUMENTS.into_iter().enumerate() {
        // AppSync may deliver the document itself or its text.
        for (way, delivered) in [("json", document.to_owned()), ("text", quoted(document))] {
            let id = format!("{way}-{number}");
            let arguments = format!(r#"{{"input":{{"id":"{id}","kind":"k","data":{delivered}}}}}"#);
            let created = user
                .call_with_text("Mutation.createRecord", &arguments)
                .await;
            assert_eq!(created.unwrap()["data"], document, "{id}");
            assert_eq!(user.get(&id).await.unwrap()["data"], document, "{id}");
            let again = user
                .call_with_text("Mutation.createRecord", &arguments)
                .await;
            assert_eq!(again.unwrap()["version"], 1, "{id}");
            let updated = user
                .call_with_text("Mutation.updateRecord", &arguments)
                .await;
            assert_eq!(updated.unwrap()["data"], document, "{id}");
        }
    }
    let page = user.list(json!({"limit": 100})).await.unwrap();
    for record in page["items"].as_array().unwrap() {
        let (_, number) = record["id"].as_str().unwrap().split_once('-').unwrap();
        let document = DOCUMENTS[number.parse::<usize>().unwrap()];
        assert_eq!(record["data"], document);
    }
}

#[tokio::test]
async fn ids_that_look_like_something_else_are_ids() {
    let api = Api::new().await;
    let user = api.user("u1");
    let ids = [
        "-",
        "--",
        ".",
        "..",
        ":",
        "_",
        "0",
        "00",
        "-1",
        "1e3",
        "null",
        "true",
        "undefined",
        "id",
        "owner",
        "a:b:c",
        "A",
        "a",
        "2027-01-15T08:00:00.000Z",
    ];
    for id in ids {
        assert_eq!(user.has(id, "note").await["id"], id);
    }
    for id in ids {
        assert_eq!(user.get(id).await.unwrap()["id"], id);
        let updated = user
            .update(json!({"id": id, "kind": id.replace(':', ".")}))
            .await;
        assert_eq!(updated.unwrap()["version"], 2, "{id}");
    }
    for id in ids {
        assert_eq!(user.delete(json!({"id": id})).await.unwrap()["id"], id);
    }
    assert_eq!(api.items_of("u1").await, 0);
}

#[tokio::test]
async fn kinds_that_begin_alike_are_different_kinds() {
    let api = Api::new().await;
    let user = api.user("u1");
    let kinds = [
        "n",
        "no",
        "not",
        "note",
        "note-",
        "note.",
        "note_",
        "note0",
        "notes",
        "NOTE",
        "2027",
        "2027-01-15T08",
    ];
    // Ids that go on as another kind's would.
    for (number, kind) in kinds.iter().enumerate() {
        user.has(&format!("{kind}:{number}"), &kind.replace(':', ""))
            .await;
        api.clock.advance_milliseconds(1);
    }
    for (number, kind) in kinds.iter().enumerate() {
        for direction in ["ASC", "DESC"] {
            let list = json!({"kind": kind, "sortDirection": direction, "limit": 1});
            assert_eq!(
                user.ids(list).await,
                [format!("{kind}:{number}")],
                "{direction}"
            );
        }
    }
}

#[tokio::test]
async fn arguments_of_the_wrong_shape_are_refused() {
    let api = Api::new().await;
    let user = api.user("u1");
    user.has("a", "note").await;
    for (field, arguments) in [
        ("Query.getRecord", r#"{"id":"a","id":"b"}"#),
        ("Query.getRecord", r#"{"id":["a"]}"#),
        ("Query.getRecord", r#"{"id":{"S":"a"}}"#),
        ("Query.getRecord", r#"{"id":null}"#),
        ("Query.getRecord", r#"{"ID":"a"}"#),
        ("Query.getRecord", "null"),
        ("Query.getRecord", "[]"),
        ("Query.getRecord", r#""a""#),
        ("Query.listRecords", r#"{"limit":"5"}"#),
        ("Query.listRecords", r#"{"limit":1.5}"#),
        ("Query.listRecords", r#"{"limit":1e400}"#),
        ("Query.listRecords", r#"{"sortDirection":"asc"}"#),
        ("Query.listRecords", r#"{"kind":{"begins_with":""}}"#),
        ("Query.listRecords", r#"{"nextToken":{}}"#),
        ("Mutation.createRecord", r#"{"input":null}"#),
        (
            "Mutation.createRecord",
            r#"{"id":"b","kind":"note","data":[]}"#,
        ),
        (
            "Mutation.createRecord",
            r#"{"input":{"id":"b","kind":"note"}}"#,
        ),
        ("Mutation.createRecord", r#"{"input":{"id":"b","data":[]}}"#),
        (
            "Mutation.createRecord",
            r#"{"input":{"id":"b","kind":"note","data":null}}"#,
        ),
        (
            "Mutation.createRecord",
            r#"{"input":{"id":1,"kind":"note","data":[]}}"#,
        ),
        (
            "Mutation.createRecord",
            r#"{"input":{"id":"b","kind":"note","data":[],"expiresAt":"1"}}"#,
        ),
        ("Mutation.updateRecord", r#"{"input":{"kind":"memo"}}"#),
        (
            "Mutation.updateRecord",
            r#"{"input":{"id":"a","expectedVersion":"1"}}"#,
        ),
        (
            "Mutation.updateRecord",
            r#"{"input":{"id":"a","expectedVersion":1.5}}"#,
        ),
        (
            "Mutation.deleteRecord",
            r#"{"input":{"id":"a","expectedVersion":true}}"#,
        ),
        (
            "Mutation.deleteRecord",
            r#"{"input":{"id":"a","expectedVersion":1e400}}"#,
        ),
    ] {
        let answer = user.call_with_text(field, arguments).await;
        assert_eq!(code(answer), "ValidationError", "{field} {arguments}");
    }
    assert_eq!(user.get("a").await.unwrap()["version"], 1);
    assert_eq!(api.items_of("u1").await, 1);
}

#[tokio::test]
async fn a_clock_that_goes_backwards_loses_no_record() {
    let api = Api::new().await;
    let user = api.user("u1");
    for id in ["third", "second", "first"] {
        user.has(id, "note").await;
        api.clock.advance(-10);
    }
    // Before it was created: the update is counted and says the time as the clock does.
    let updated = user.update(json!({"id": "third"})).await.unwrap();
    assert_eq!(updated["version"], 2);
    assert_eq!(updated["createdAt"], "2027-01-15T08:00:00.000Z");
    assert_eq!(updated["updatedAt"], "2027-01-15T07:59:30.000Z");
    for kind in [json!(null), json!("note")] {
        let list = json!({"kind": kind, "sortDirection": "ASC", "limit": 2});
        assert_eq!(user.ids(list).await, ["first", "second", "third"]);
    }
}

#[tokio::test]
async fn a_page_goes_on_from_where_it_was_when_the_clock_goes_backwards() {
    let api = Api::new().await;
    let user = api.user("u1");
    for id in ["a", "b", "c"] {
        user.has(id, "note").await;
        api.clock.advance(1);
    }
    let first = user.list(json!({"limit": 1})).await.unwrap();
    api.clock.advance(-3_600);
    user.has("older", "note").await;
    let next = json!({"limit": 10, "nextToken": first["nextToken"]});
    let second = user.list(next).await.unwrap();
    assert_eq!(ids_of(&second), ["b", "a", "older"]);
}

#[tokio::test]
async fn the_longest_record_of_the_longest_user_is_kept() {
    let api = Api::new().await;
    let sub = "\u{1f600}".repeat(63);
    let user = api.user(&sub);
    for (id, character) in [("1", "\u{1f600}"), ("2", "\\\""), ("3", "\u{e9}")] {
        let length = (131_072 - 4) / character.len();
        let text = format!("[\"{}\"]", character.repeat(length));
        let id = id.repeat(128);
        let input = json!({"id": id, "kind": "k".repeat(64), "data": text});
        let created = user.create(input).await.unwrap();
        assert_eq!(created["data"].as_str(), Some(text.as_str()));
        assert_eq!(user.get(&id).await.unwrap(), created);
    }
    let list = json!({"kind": "k".repeat(64), "limit": 1, "sortDirection": "ASC"});
    assert_eq!(
        user.ids(list).await,
        ["1", "2", "3"].map(|id| id.repeat(128))
    );
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
