//! Nobody reads, changes, finds or even guesses at another user's records.

use resolvers::error::ResolverError;
use serde_json::{Value, json};
use shared::deployed_fields;

use crate::api::{Answer, Api, NOW, User, function_of};
use crate::event::{ALL, context, raw};

/// Subjects that somebody careless would take for one another.
const LOOKALIKES: [&str; 11] = [
    "auth0|1",
    "auth0|1 ",
    " auth0|1",
    "AUTH0|1",
    "auth0|",
    "auth0|1#a",
    "auth0|10",
    "auth0|1\u{0}",
    "auth0|\u{ff11}",
    "auth0|\u{e9}",
    "auth0|e\u{301}",
];

/// Everything that a field can be asked about the record `id`, by the field's name.
fn arguments(field: &str, id: &str) -> Option<Value> {
    Some(match field {
        "Query.me" => return None,
        "Query.getRecord" => json!({"id": id}),
        "Query.listRecords" => json!({"kind": "note"}),
        "Mutation.createRecord" => json!({"input": {"id": id, "kind": "note", "data": {}}}),
        "Mutation.updateRecord" => {
            json!({"input": {"id": id, "kind": "stolen", "data": [], "expiresAt": NOW + 1}})
        }
        "Mutation.deleteRecord" => json!({"input": {"id": id}}),
        "Subscription.onCreateRecord"
        | "Subscription.onUpdateRecord"
        | "Subscription.onDeleteRecord" => json!({"owner": "auth0|1"}),
        _ => panic!("what can {field} do to another user's records?"),
    })
}

#[tokio::test]
async fn no_field_gives_or_changes_another_users_record() {
    let api = Api::new().await;
    let owner = api.user("auth0|1");
    let record = owner.has("a", "note").await;
    for sub in LOOKALIKES.into_iter().skip(1) {
        let other = api.user(sub);
        for field in deployed_fields::table().unwrap().keys() {
            let Some(arguments) = arguments(field.as_str(), "a") else {
                continue;
            };
            let answer = other.call(field.as_str(), arguments).await;
            let shown = format!("{answer:?}");
            assert!(!shown.contains(r#"String("auth0|1")"#), "{field}: {shown}");
            assert_eq!(owner.get("a").await.unwrap(), record, "{sub:?} {field}");
        }
    }
    assert_eq!(api.items_of("auth0|1").await, 1);
}

#[tokio::test]
async fn each_of_many_similar_subjects_has_its_own_records() {
    let api = Api::new().await;
    for sub in LOOKALIKES {
        let created = api.user(sub).has("a", "note").await;
        assert_eq!(created["owner"], sub);
    }
    for sub in LOOKALIKES {
        let page = api.user(sub).list(json!({})).await.unwrap();
        assert_eq!(page["items"].as_array().unwrap().len(), 1, "{sub:?}");
        assert_eq!(page["items"][0]["owner"], sub);
        let deleted = api.user(sub).delete(json!({"id": "a"})).await.unwrap();
        assert_eq!(deleted["owner"], sub);
    }
}

#[tokio::test]
async fn another_users_record_and_a_missing_one_are_answered_alike() {
    let api = Api::new().await;
    api.user("auth0|1").has("a", "note").await;
    let other = api.user("auth0|2");
    let fields = [
        "Query.getRecord",
        "Mutation.updateRecord",
        "Mutation.deleteRecord",
    ];
    for field in fields {
        let theirs = other.call(field, arguments(field, "a").unwrap()).await;
        let missing = other.call(field, arguments(field, "b").unwrap()).await;
        assert_eq!(theirs, renamed(missing), "{field}");

        let batch = raw(&json!(["a", "b"].map(|id| {
            context("auth0|2", field, &arguments(field, id).unwrap(), ALL)
        })));
        let results = api.invoke(function_of(field), &batch).await.unwrap();
        let missing = results[1].to_string().replace("record b", "record a");
        assert_eq!(results[0].to_string(), missing, "{field}");
    }
    let expected = json!({"input": {"id": "a", "expectedVersion": 1}});
    for field in ["Mutation.updateRecord", "Mutation.deleteRecord"] {
        let refused = other.call(field, expected.clone()).await;
        assert_eq!(refused, not_found("a"), "{field}");
    }
}

#[tokio::test]
async fn an_owner_among_the_arguments_is_not_believed() {
    let api = Api::new().await;
    let (first, second) = (api.user("auth0|1"), api.user("auth0|2"));
    let record = first.has("a", "note").await;
    let input = json!({"id": "a", "owner": "auth0|1", "kind": "note", "data": []});
    let created = second.create(input).await.unwrap();
    assert_eq!(created["owner"], "auth0|2");
    for field in ["Query.getRecord", "Query.listRecords"] {
        let found = second
            .call(field, json!({"id": "a", "owner": "auth0|1"}))
            .await;
        assert!(!found.unwrap().to_string().contains("auth0|1"), "{field}");
    }
    second
        .delete(json!({"id": "a", "owner": "auth0|1"}))
        .await
        .unwrap();
    assert_eq!(first.get("a").await.unwrap(), record);
    assert_eq!(owners_with(&[first, second]).await, [true, false]);
}

async fn owners_with(users: &[User<'_>]) -> Vec<bool> {
    let mut found = Vec::new();
    for user in users {
        found.push(!user.get("a").await.unwrap().is_null());
    }
    found
}

fn not_found(id: &str) -> Answer {
    Err(ResolverError::RecordNotFound(id.to_owned()))
}

/// An answer about `b` as it would be about `a`.
fn renamed(answer: Answer) -> Answer {
    match answer {
        Err(ResolverError::RecordNotFound(id)) if id == "b" => not_found("a"),
        other => other,
    }
}
