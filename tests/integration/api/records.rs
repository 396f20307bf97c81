//! A user's records through the API, and nobody else's.

use serde_json::{Value, json};

use crate::api::{Api, User};

const CREATE: &str = "mutation($input: CreateRecordInput!) { createRecord(input: $input) { owner id kind data version } }";
const GET: &str = "query($id: ID!) { getRecord(id: $id) { id data version } }";
const UPDATE: &str =
    "mutation($input: UpdateRecordInput!) { updateRecord(input: $input) { data version } }";
const DELETE: &str =
    "mutation($input: DeleteRecordInput!) { deleteRecord(input: $input) { id version } }";
const LIST: &str = "query($kind: String, $limit: Int, $nextToken: String) { listRecords(kind: $kind, limit: $limit, nextToken: $nextToken) { items { id } nextToken } }";

/// A text that no other test and no earlier run has used.
fn unique() -> String {
    uuid::Uuid::new_v4().to_string()
}

fn create(api: &Api, token: &str, id: &str, kind: &str) -> Value {
    let in_an_hour = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs() + 3_600;
    let input = json!({"input": {
        "id": id, "kind": kind, "data": "{\"b\":1,\"a\":[]}", "expiresAt": in_an_hour
    }});
    api.data(token, CREATE, &input)["createRecord"].clone()
}

fn delete(api: &Api, token: &str, id: &str) -> Value {
    api.data(token, DELETE, &json!({"input": {"id": id}}))
}

#[test]
fn a_record_is_created_read_updated_listed_and_deleted() {
    let api = Api::under_test();
    let (token, id, kind) = (api.token(User::First), unique(), unique());
    let created = create(&api, &token, &id, &kind);
    assert_eq!(created["version"], 1);
    assert_eq!(created["kind"], kind);
    let sent: Value = serde_json::from_str(created["data"].as_str().unwrap()).unwrap();
    assert_eq!(sent, json!({"b": 1, "a": []}));

    let read = api.data(&token, GET, &json!({"id": id}));
    assert_eq!(read["getRecord"]["data"], created["data"]);
    let input = json!({"input": {"id": id, "expectedVersion": 1, "data": "[1]"}});
    let updated = api.data(&token, UPDATE, &input);
    assert_eq!(
        updated,
        json!({"updateRecord": {"data": "[1]", "version": 2}})
    );
    let listed = api.data(&token, LIST, &json!({"kind": kind}));
    assert_eq!(
        listed,
        json!({"listRecords": {"items": [{"id": id}], "nextToken": null}})
    );
    let deleted = delete(&api, &token, &id);
    assert_eq!(deleted, json!({"deleteRecord": {"id": id, "version": 2}}));
    assert_eq!(
        api.data(&token, GET, &json!({"id": id})),
        json!({"getRecord": null})
    );
}

#[test]
fn another_user_can_neither_read_list_update_nor_delete_a_record() {
    let api = Api::under_test();
    let (first, second) = (api.token(User::First), api.token(User::Second));
    let (id, kind) = (unique(), unique());
    let created = create(&api, &first, &id, &kind);
    assert_eq!(
        api.data(&second, GET, &json!({"id": id})),
        json!({"getRecord": null})
    );
    let listed = api.data(&second, LIST, &json!({"kind": kind}));
    assert_eq!(listed["listRecords"]["items"], json!([]));
    for query in [UPDATE, DELETE] {
        let input = json!({"input": {"id": id}});
        let body = api.graphql(Some(&second), query, &input).json();
        assert_eq!(body["errors"][0]["errorType"], "RecordNotFound", "{body}");
        let message = format!("There is no record {id}.");
        assert_eq!(body["errors"][0]["message"], message, "{body}");
    }
    // A record of the same name is another record.
    assert_eq!(create(&api, &second, &id, &kind)["version"], 1);
    delete(&api, &second, &id);
    let read = api.data(&first, GET, &json!({"id": id}));
    assert_eq!(read["getRecord"]["data"], created["data"]);
    assert_eq!(read["getRecord"]["version"], 1);
    delete(&api, &first, &id);
}

#[test]
fn a_list_goes_on_where_its_page_ended_and_begins_with_the_newest() {
    let api = Api::under_test();
    let (token, kind) = (api.token(User::First), unique());
    let ids = [unique(), unique(), unique()];
    for id in &ids {
        create(&api, &token, id, &kind);
    }
    let page = |next: &Value| {
        let variables = json!({"kind": kind, "limit": 2, "nextToken": next});
        api.data(&token, LIST, &variables)["listRecords"].clone()
    };
    let first = page(&Value::Null);
    assert_eq!(first["items"], json!([{"id": ids[2]}, {"id": ids[1]}]));
    let second = page(&first["nextToken"]);
    assert_eq!(
        second,
        json!({"items": [{"id": ids[0]}], "nextToken": null})
    );
    // Without a kind the list goes through the other index.
    let all = api.data(&token, LIST, &json!({"limit": 100}));
    let items = all["listRecords"]["items"].as_array().unwrap();
    assert!(items.contains(&json!({"id": ids[2]})), "{items:?}");
    for id in &ids {
        delete(&api, &token, id);
    }
}

#[test]
fn an_error_empties_its_own_field_alone() {
    let api = Api::under_test();
    let query = "{ bad: getRecord(id: \"a b\") { id } me { permissions } }";
    let answer = api.graphql(Some(&api.token(User::First)), query, &json!({}));
    let body = answer.json();
    assert_eq!(body["data"]["bad"], Value::Null);
    assert_eq!(
        body["data"]["me"]["permissions"],
        json!(["read:records", "write:records"])
    );
    assert_eq!(body["errors"][0]["errorType"], "ValidationError");
    assert_eq!(body["errors"][0]["path"], json!(["bad"]));
}
