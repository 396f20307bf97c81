//! What becomes of a resolver that fails, as a whole or for one of its contexts.

use serde_json::json;

use super::{Stack, api, field};

#[tokio::test]
async fn an_item_that_fails_leaves_the_others_alone() {
    let stack = Stack::resolving(api(), |context| match field(context) {
        "people" => json!({ "data": [{ "id": 1 }, { "id": 2 }, { "id": 3 }] }),
        _ if context["source"]["id"] == 2 => json!({ "errorType": "E", "errorMessage": "m" }),
        _ => json!({ "data": { "id": "friend" } }),
    });
    let answer = stack.query("{ people { friend { id } } }").await.json();
    let friend = json!({ "friend": { "id": "friend" } });
    assert_eq!(
        answer["data"],
        json!({ "people": [friend, { "friend": null }, friend] })
    );
    let errors = answer["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0]["path"], json!(["people", 1, "friend"]));
}

#[tokio::test]
async fn the_data_of_an_error_is_what_the_client_selected() {
    let stack = Stack::resolving(api(), |_| {
        let friends = json!([{ "id": "2", "name": "m", "age": 7 }, null]);
        json!({ "data": { "id": "1", "name": "n", "friends": friends }, "errorType": "E", "errorMessage": "m" })
    });
    let answer = stack
        .query("{ me { a: id friends { name ... on Node { id } } } }")
        .await;
    assert_eq!(
        answer.json()["errors"][0]["data"],
        json!({ "a": "1", "friends": [{ "name": "m", "id": "2" }, null] })
    );
}
