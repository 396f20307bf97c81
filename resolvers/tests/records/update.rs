//! `Mutation.updateRecord`.

use serde_json::json;

use crate::api::{Api, NOW, code, data};

#[tokio::test]
async fn only_what_is_given_changes() {
    let api = Api::new().await;
    let user = api.user("u1");
    let input = json!({"id": "a", "kind": "note", "data": {"n": 1}, "expiresAt": NOW + 60});
    let mut expected = user.create(input).await.unwrap();
    for (version, (change, changed)) in (2..).zip([
        (json!({}), json!({})),
        (json!({"kind": "memo"}), json!({"kind": "memo"})),
        (json!({"data": "[1.0]"}), json!({"data": "[1.0]"})),
        (json!({"kind": null, "data": null}), json!({})),
        (
            json!({"expiresAt": NOW + 90}),
            json!({"expiresAt": NOW + 90}),
        ),
        (json!({"expiresAt": null}), json!({"expiresAt": null})),
        (json!({"expiresAt": null}), json!({"expiresAt": null})),
        (
            json!({"expiresAt": NOW + 50}),
            json!({"expiresAt": NOW + 50}),
        ),
        (json!({"expectedVersion": null}), json!({})),
        (json!({"expectedVersion": 10}), json!({})),
    ]) {
        api.clock.advance_milliseconds(1);
        let mut input = change.clone();
        input["id"] = json!("a");
        let updated = user.update(input).await.unwrap();
        expected["version"] = json!(version);
        expected["updatedAt"] = json!(format!("2027-01-15T08:00:00.{:03}Z", version - 1));
        for (name, value) in changed.as_object().unwrap() {
            expected[name] = value.clone();
        }
        assert_eq!(updated, expected, "{change}");
        assert_eq!(user.get("a").await.unwrap(), expected, "{change}");
    }
}

#[tokio::test]
async fn a_record_of_another_kind_leaves_the_list_of_its_old_one() {
    let api = Api::new().await;
    let user = api.user("u1");
    user.has("a", "note").await;
    user.update(json!({"id": "a", "kind": "memo"}))
        .await
        .unwrap();
    for (kind, expected) in [("note", vec![]), ("memo", vec!["a"])] {
        assert_eq!(user.ids(json!({"kind": kind})).await, expected, "{kind}");
    }
    assert_eq!(user.ids(json!({})).await, ["a"]);
}

#[tokio::test]
async fn a_version_that_was_not_expected_is_a_conflict_that_shows_the_record() {
    let api = Api::new().await;
    let user = api.user("u1");
    user.has("a", "note").await;
    let record = user.update(json!({"id": "a"})).await.unwrap();
    for version in [-1, 0, 1, 3, i64::from(i32::MAX)] {
        let input = json!({"id": "a", "expectedVersion": version, "kind": "memo"});
        for answer in [user.update(input.clone()).await, user.delete(input).await] {
            let conflict = answer.unwrap_err();
            assert_eq!(conflict.code(), "VersionConflict");
            assert_eq!(conflict.to_string(), "The record has version 2.");
            assert_eq!(data(&conflict), record);
        }
    }
    assert_eq!(user.get("a").await.unwrap(), record);
}

#[tokio::test]
async fn a_missing_record_is_not_found_whatever_version_is_expected() {
    let api = Api::new().await;
    for input in [
        json!({"id": "a"}),
        json!({"id": "a", "expectedVersion": 1}),
        json!({"id": "a", "kind": "note", "data": {}}),
    ] {
        assert_eq!(code(api.user("u1").update(input).await), "RecordNotFound");
    }
    assert_eq!(api.items_of("u1").await, 0);
}
