//! `Mutation.deleteRecord`.

use serde_json::{Value, json};

use crate::api::{Api, code};

#[tokio::test]
async fn a_deleted_record_is_answered_once_more_and_is_gone() {
    let api = Api::new().await;
    let user = api.user("u1");
    user.has("a", "note").await;
    let record = user.update(json!({"id": "a", "data": [2]})).await.unwrap();
    user.has("b", "note").await;
    let input = json!({"id": "a", "expectedVersion": 2});
    assert_eq!(user.delete(input.clone()).await.unwrap(), record);
    assert_eq!(user.get("a").await.unwrap(), Value::Null);
    assert_eq!(user.ids(json!({})).await, ["b"]);
    assert_eq!(user.ids(json!({"kind": "note"})).await, ["b"]);
    assert_eq!(api.items_of("u1").await, 1);
    assert_eq!(code(user.delete(input).await), "RecordNotFound");
    assert_eq!(
        code(user.delete(json!({"id": "a"})).await),
        "RecordNotFound"
    );
}

#[tokio::test]
async fn an_id_that_was_deleted_starts_anew() {
    let api = Api::new().await;
    let user = api.user("u1");
    user.has("a", "note").await;
    user.update(json!({"id": "a"})).await.unwrap();
    user.delete(json!({"id": "a"})).await.unwrap();
    api.clock.advance(1);
    let created = user.has("a", "memo").await;
    assert_eq!(created["version"], 1);
    assert_eq!(created["createdAt"], "2027-01-15T08:00:01.000Z");
}
