//! A user's records through the API, and nobody else's.

use serde_json::{Value, json};

use crate::stack::Stack;

const CREATE: &str = "mutation($input: CreateRecordInput!) { createRecord(input: $input) { owner id kind data version } }";
const GET: &str = "query($id: ID!) { getRecord(id: $id) { id data version } }";
const UPDATE: &str =
    "mutation($input: UpdateRecordInput!) { updateRecord(input: $input) { data version } }";
const DELETE: &str =
    "mutation($input: DeleteRecordInput!) { deleteRecord(input: $input) { id version } }";
const LIST: &str = "{ listRecords { items { id } nextToken } }";

fn data(stack: &Stack, token: &str, query: &str, variables: &Value) -> Value {
    let answer = stack.graphql(token, query, variables);
    assert_eq!(answer.status, 200, "{answer:?}");
    let body = answer.json();
    assert_eq!(body.get("errors"), None, "{body}");
    body["data"].clone()
}

fn create(stack: &Stack, token: &str, id: &str) -> Value {
    let input = json!({"input": {"id": id, "kind": "note", "data": "{\"b\":1,\"a\":[]}"}});
    data(stack, token, CREATE, &input)["createRecord"].clone()
}

#[test]
fn a_record_is_created_read_updated_listed_and_deleted() {
    let stack = Stack::start();
    let token = stack.token("user1");
    let created = create(&stack, &token, "a");
    assert_eq!(created["version"], 1);
    let sent: Value = serde_json::from_str(created["data"].as_str().unwrap()).unwrap();
    assert_eq!(sent, json!({"b": 1, "a": []}));

    let read = data(&stack, &token, GET, &json!({"id": "a"}));
    assert_eq!(read["getRecord"]["data"], created["data"]);
    let input = json!({"input": {"id": "a", "expectedVersion": 1, "data": "[1]"}});
    let updated = data(&stack, &token, UPDATE, &input);
    assert_eq!(
        updated,
        json!({"updateRecord": {"data": "[1]", "version": 2}})
    );
    let listed = data(&stack, &token, LIST, &json!({}));
    assert_eq!(
        listed,
        json!({"listRecords": {"items": [{"id": "a"}], "nextToken": null}})
    );
    let deleted = data(&stack, &token, DELETE, &json!({"input": {"id": "a"}}));
    assert_eq!(deleted, json!({"deleteRecord": {"id": "a", "version": 2}}));
    assert_eq!(
        data(&stack, &token, GET, &json!({"id": "a"})),
        json!({"getRecord": null})
    );
}

#[test]
fn another_user_can_neither_read_list_update_nor_delete_a_record() {
    let stack = Stack::start();
    let (first, second) = (stack.token("user1"), stack.token("user2"));
    let created = create(&stack, &first, "a");
    assert_eq!(
        data(&stack, &second, GET, &json!({"id": "a"})),
        json!({"getRecord": null})
    );
    let listed = data(&stack, &second, LIST, &json!({}));
    assert_eq!(listed["listRecords"]["items"], json!([]));
    for query in [UPDATE, DELETE] {
        let body = stack
            .graphql(&second, query, &json!({"input": {"id": "a"}}))
            .json();
        assert_eq!(body["errors"][0]["errorType"], "RecordNotFound", "{body}");
        assert_eq!(
            body["errors"][0]["message"], "There is no record a.",
            "{body}"
        );
    }
    let read = data(&stack, &first, GET, &json!({"id": "a"}));
    assert_eq!(read["getRecord"]["data"], created["data"]);
    assert_eq!(read["getRecord"]["version"], 1);
}

#[test]
fn an_error_empties_its_own_field_alone() {
    let stack = Stack::start();
    let token = stack.token("user1");
    let query = "{ bad: getRecord(id: \"a b\") { id } me { permissions } }";
    let body = stack.graphql(&token, query, &json!({})).json();
    assert_eq!(body["data"]["bad"], Value::Null);
    assert_eq!(
        body["data"]["me"]["permissions"],
        json!(["read:records", "write:records"])
    );
    assert_eq!(body["errors"][0]["errorType"], "ValidationError");
    assert_eq!(body["errors"][0]["path"], json!(["bad"]));
}

#[test]
fn records_outlive_the_stack_where_they_have_a_folder() {
    let folder = std::env::temp_dir().join(format!("records-{}", std::process::id()));
    let options = ["--data-dir", folder.to_str().unwrap()];
    let stack = Stack::with_options(&options);
    create(&stack, &stack.token("user1"), "a");
    drop(stack);
    let stack = Stack::with_options(&options);
    let read = data(&stack, &stack.token("user1"), GET, &json!({"id": "a"}));
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(read["getRecord"]["version"], 1);
}
