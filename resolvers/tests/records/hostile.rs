//! Requests and items made to break something: the process, or everybody's list.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use resolvers::Function;
use resolvers::store::attribute;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::api::{Api, NOW, code, ids_of};
use crate::event::{ALL, context, raw};

#[tokio::test]
async fn nesting_of_any_depth_is_refused_and_overflows_nothing() {
    let api = Api::new().await;
    let user = api.user("u1");
    for depth in [65, 127, 128, 129, 5_000, 200_000] {
        let nested = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let members = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        let quoted = Value::from(nested.as_str()).to_string();
        for data in [&nested, &members, &quoted] {
            let arguments = format!(r#"{{"input":{{"kind":"note","data":{data}}}}}"#);
            let answer = user
                .call_with_text("Mutation.createRecord", &arguments)
                .await;
            assert!(
                matches!(code(answer), "ValidationError" | "RecordTooLarge"),
                "{depth}"
            );
        }
        for field in [
            "Query.getRecord",
            "Query.listRecords",
            "Mutation.createRecord",
        ] {
            let answer = user.call_with_text(field, &nested).await;
            assert_eq!(code(answer), "ValidationError", "{field} {depth}");
        }
        let event = RawValue::from_string(nested).unwrap();
        let results = api.invoke(Function::Query, &event).await.unwrap();
        assert_eq!(results.as_array().unwrap().len(), 1);
    }
    assert_eq!(api.items_of("u1").await, 0);
}

#[tokio::test]
async fn megabytes_of_expired_records_hide_none_that_is_left() {
    let api = Api::new().await;
    let user = api.user("u1");
    user.has("oldest", "note").await;
    // Longer than the API would take, so that fewer of them do.
    for number in 0..64 {
        api.clock.advance_milliseconds(1);
        let id = format!("x{number:02}");
        user.create(json!({"id": id, "kind": "note", "data": [], "expiresAt": NOW + 60}))
            .await
            .unwrap();
        set(&api, &id, attribute::DATA, &"x".repeat(380_000)).await;
    }
    api.clock.advance(60);
    user.has("newest", "note").await;
    let mut list = json!({"limit": 2});
    let (mut ids, mut pages) = (Vec::new(), 0);
    loop {
        let page = user.list(list.clone()).await.unwrap();
        ids.extend(ids_of(&page));
        pages += 1;
        if page["nextToken"].is_null() {
            break;
        }
        list["nextToken"] = page["nextToken"].clone();
    }
    assert_eq!(ids, ["newest", "oldest"]);
    // 24 MB are more than one request of a user's may read.
    assert!((2..5).contains(&pages), "{pages}");
}

#[tokio::test]
async fn an_item_that_is_no_record_costs_its_owner_an_answer_and_nobody_else() {
    let api = Api::new().await;
    let (owner, other) = (api.user("u1"), api.user("u2"));
    for user in [owner, other] {
        user.has("a", "note").await;
        user.has("b", "note").await;
    }
    set(&api, "a", attribute::VERSION, "text").await;
    for answer in [
        owner.get("a").await,
        owner.list(json!({})).await,
        owner.update(json!({"id": "a"})).await,
        owner.delete(json!({"id": "a"})).await,
        owner
            .create(json!({"id": "a", "kind": "note", "data": {"n": 1}}))
            .await,
    ] {
        assert_eq!(code(answer), "InternalError");
    }
    let get = |id| context("u1", "Query.getRecord", &json!({"id": id}), ALL);
    let batch = raw(&json!([get("a"), get("b")]));
    let results = api.invoke(Function::Query, &batch).await.unwrap();
    assert_eq!(results[0]["errorType"], "InternalError");
    assert_eq!(results[1]["data"]["id"], "b");
    assert_eq!(owner.get("b").await.unwrap()["version"], 1);
    assert_eq!(ids_of(&other.list(json!({})).await.unwrap()).len(), 2);
}

/// Puts a text into an attribute of `u1`'s record, past the API.
async fn set(api: &Api, id: &str, name: &str, value: &str) {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let key = HashMap::from([
        (attribute::OWNER.to_owned(), text("u1")),
        (attribute::ID.to_owned(), text(id)),
    ]);
    let request = api.client.update_item().table_name(&api.table);
    let request = request
        .set_key(Some(key))
        .update_expression("SET #name = :value")
        .expression_attribute_names("#name", name)
        .expression_attribute_values(":value", text(value));
    request.send().await.unwrap();
}
