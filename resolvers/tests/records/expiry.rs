//! A record whose time is over does not exist, although DynamoDB removes it days later.

use serde_json::{Value, json};

use crate::api::{Api, NOW, User, code};

async fn expiring(user: User<'_>, id: &str, at: i64) -> Value {
    let input = json!({"id": id, "kind": "note", "data": {}, "expiresAt": at});
    user.create(input).await.unwrap()
}

#[tokio::test]
async fn a_record_ends_with_the_second_that_it_names() {
    let api = Api::new().await;
    let user = api.user("u1");
    let record = expiring(user, "a", NOW + 10).await;
    api.clock.advance_milliseconds(9_999);
    assert_eq!(user.get("a").await.unwrap(), record);
    assert_eq!(user.ids(json!({})).await, ["a"]);
    api.clock.advance_milliseconds(1);
    assert_eq!(user.get("a").await.unwrap(), Value::Null);
    assert_eq!(user.ids(json!({})).await, [""; 0]);
}

#[tokio::test]
async fn after_its_time_no_field_finds_it() {
    let api = Api::new().await;
    let user = api.user("u1");
    expiring(user, "a", NOW + 10).await;
    api.clock.advance(11);
    assert_eq!(user.get("a").await.unwrap(), Value::Null);
    for list in [
        json!({}),
        json!({"kind": "note"}),
        json!({"sortDirection": "ASC"}),
    ] {
        let page = user.list(list.clone()).await.unwrap();
        assert_eq!(page, json!({"items": [], "nextToken": null}), "{list}");
    }
    for input in [
        json!({"id": "a"}),
        json!({"id": "a", "expectedVersion": 1}),
        json!({"id": "a", "expectedVersion": 7}),
        json!({"id": "a", "expiresAt": NOW + 100}),
        json!({"id": "a", "expiresAt": null}),
    ] {
        assert_eq!(
            code(user.update(input.clone()).await),
            "RecordNotFound",
            "{input}"
        );
        assert_eq!(
            code(user.delete(input.clone()).await),
            "RecordNotFound",
            "{input}"
        );
    }
    assert_eq!(
        api.items_of("u1").await,
        1,
        "DynamoDB has not removed it yet"
    );
}

#[tokio::test]
async fn its_id_is_free() {
    let api = Api::new().await;
    let user = api.user("u1");
    expiring(user, "a", NOW + 10).await;
    user.update(json!({"id": "a"})).await.unwrap();
    api.clock.advance(10);
    let created = user.has("a", "memo").await;
    let expected = json!({
        "owner": "u1", "id": "a", "kind": "memo", "data": "{\"n\":1}", "version": 1,
        "createdAt": "2027-01-15T08:00:10.000Z", "updatedAt": "2027-01-15T08:00:10.000Z",
        "expiresAt": null
    });
    assert_eq!(created, expected);
    assert_eq!(user.get("a").await.unwrap(), expected);
    assert_eq!(user.ids(json!({"kind": "note"})).await, [""; 0]);
    assert_eq!(user.ids(json!({"kind": "memo"})).await, ["a"]);
    assert_eq!(api.items_of("u1").await, 1);
}

#[tokio::test]
async fn the_same_again_after_its_time_is_a_new_record() {
    let api = Api::new().await;
    let user = api.user("u1");
    user.create(json!({"id": "a", "kind": "note", "data": {}, "expiresAt": NOW + 10}))
        .await
        .unwrap();
    api.clock.advance(10);
    let again = expiring(user, "a", NOW + 20).await;
    assert_eq!(again["createdAt"], "2027-01-15T08:00:10.000Z");
    assert_eq!(again["version"], 1);
}

#[tokio::test]
async fn a_record_lives_on_whose_time_was_moved_or_removed() {
    let api = Api::new().await;
    let user = api.user("u1");
    for (id, expires_at) in [("moved", json!(NOW + 30)), ("removed", json!(null))] {
        expiring(user, id, NOW + 10).await;
        let change = json!({"id": id, "expiresAt": expires_at});
        user.update(change).await.unwrap();
    }
    api.clock.advance(20);
    assert_eq!(
        user.ids(json!({"sortDirection": "ASC"})).await,
        ["moved", "removed"]
    );
    api.clock.advance(10);
    assert_eq!(user.ids(json!({})).await, ["removed"]);
}

#[tokio::test]
async fn a_hundred_records_whose_time_is_over_do_not_end_the_smallest_page() {
    let api = Api::new().await;
    let user = api.user("u1");
    user.has("stays", "note").await;
    api.clock.advance(1);
    for number in 0..100 {
        expiring(user, &format!("gone-{number}"), NOW + 60).await;
    }
    api.clock.advance(60);
    let page = user.list(json!({"limit": 1})).await.unwrap();
    assert_eq!(page["items"][0]["id"], "stays");
    assert_eq!(page["nextToken"], Value::Null);
}

#[tokio::test]
async fn records_whose_time_is_over_do_not_fill_up_pages() {
    let api = Api::new().await;
    let user = api.user("u1");
    // Each record that stays lies behind ever more that do not.
    let mut expected = Vec::new();
    for round in 0..5 {
        for number in 0..round * 3 {
            expiring(user, &format!("gone-{round}-{number}"), NOW + 60).await;
        }
        let id = format!("stays-{round}");
        user.has(&id, "note").await;
        expected.push(id);
        api.clock.advance(1);
    }
    api.clock.advance(60);
    for limit in [1, 2, 5, 100] {
        for kind in [json!(null), json!("note")] {
            let list = json!({"limit": limit, "kind": kind, "sortDirection": "ASC"});
            assert_eq!(user.ids(list.clone()).await, expected, "{list}");
        }
    }
    assert_eq!(api.items_of("u1").await, 35);
}
