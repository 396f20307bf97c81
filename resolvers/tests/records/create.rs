//! `Mutation.createRecord`.

use serde_json::json;

use crate::api::{Api, NOW, code};

#[tokio::test]
async fn a_new_record_is_answered_as_it_is_kept() {
    let api = Api::new().await;
    let user = api.user("u1");
    let text = r#"{"b":1.0,"a":1e2}"#;
    let input = json!({"id": "a", "kind": "note", "data": text, "expiresAt": NOW + 60});
    let created = user.create(input).await.unwrap();
    let expected = json!({
        "owner": "u1", "id": "a", "kind": "note", "data": text, "version": 1,
        "createdAt": "2027-01-15T08:00:00.000Z", "updatedAt": "2027-01-15T08:00:00.000Z",
        "expiresAt": NOW + 60
    });
    assert_eq!(created, expected);
    assert_eq!(user.get("a").await.unwrap(), created);
    let listed = user.list(json!({})).await.unwrap();
    assert_eq!(listed, json!({"items": [created], "nextToken": null}));
}

#[tokio::test]
async fn a_record_without_an_id_gets_a_new_uuid_of_version_7() {
    let api = Api::new().await;
    let user = api.user("u1");
    let mut ids = Vec::new();
    for input in [
        json!({"kind": "note", "data": []}),
        json!({"kind": "note", "data": [], "id": null}),
    ] {
        let created = user.create(input).await.unwrap();
        let id: uuid::Uuid = created["id"].as_str().unwrap().parse().unwrap();
        assert_eq!(id.get_version_num(), 7);
        ids.push(id);
    }
    assert_ne!(ids[0], ids[1]);
    assert_eq!(api.items_of("u1").await, 2);
}

#[tokio::test]
async fn the_same_again_gives_what_is_there() {
    let api = Api::new().await;
    let user = api.user("u1");
    let input = json!({"id": "a", "kind": "note", "data": {"n": 1, "m": [2]}, "expiresAt": null});
    let created = user.create(input).await.unwrap();
    api.clock.advance(1);
    for data in [
        json!({"n": 1, "m": [2]}),
        json!({"m": [2], "n": 1}),
        json!("{\"n\":1,\"m\":[2]}"),
        json!(" { \"m\" : [ 2 ], \"n\" : 1 } "),
    ] {
        let input = json!({"id": "a", "kind": "note", "data": data});
        assert_eq!(user.create(input).await.unwrap(), created, "{data}");
    }
}

#[tokio::test]
async fn another_of_the_same_id_is_refused_and_changes_nothing() {
    let api = Api::new().await;
    let user = api.user("u1");
    let input = json!({"id": "a", "kind": "note", "data": {"n": 1}, "expiresAt": NOW + 60});
    let created = user.create(input.clone()).await.unwrap();
    for (name, value) in [
        ("kind", json!("memo")),
        ("kind", json!("Note")),
        ("data", json!({"n": 2})),
        ("data", json!({"n": "1"})),
        ("data", json!({"n": 1, "m": null})),
        ("data", json!([])),
        ("expiresAt", json!(NOW + 61)),
        ("expiresAt", json!(null)),
    ] {
        let mut other = input.clone();
        other[name] = value;
        let refused = user.create(other.clone()).await.unwrap_err();
        assert_eq!(refused.code(), "RecordAlreadyExists", "{other}");
        let sentence = "There is a record a already, with other content.";
        assert_eq!(refused.to_string(), sentence);
    }
    assert_eq!(user.get("a").await.unwrap(), created);
}

#[tokio::test]
async fn after_an_update_the_first_request_is_another_record() {
    let api = Api::new().await;
    let user = api.user("u1");
    user.has("a", "note").await;
    let changed = user
        .update(json!({"id": "a", "data": {"n": 2}}))
        .await
        .unwrap();
    let input = json!({"id": "a", "kind": "note", "data": {"n": 1}});
    assert_eq!(code(user.create(input).await), "RecordAlreadyExists");
    assert_eq!(user.get("a").await.unwrap(), changed);
}
