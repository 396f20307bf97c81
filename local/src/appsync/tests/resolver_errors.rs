//! What becomes of a resolver that fails, as a whole or for one of its contexts.

use serde_json::json;

use super::{Stack, allowed, answered, api, failed, field};
use crate::invoke::{Invocation, InvokeError};

#[tokio::test]
async fn an_error_of_a_function_is_the_fields_error() {
    let mut single = api();
    single.resolvers.get_mut("Query.me").unwrap().max_batch_size = 0;
    let error = |error_type: &str, message: &str, data: &str| {
        format!(
            r#"{{"data":{{"me":null}},"errors":[{{"path":["me"],"data":{data},"errorType":"{error_type}","errorInfo":null,"locations":[{{"line":1,"column":3,"sourceName":null}}],"message":"{message}"}}]}}"#
        )
    };
    let cases = [
        (
            "thrown",
            single.clone(),
            failed(&json!({ "errorType": "CustomException", "errorMessage": "Custom Message" })),
            error("CustomException", "Custom Message", "null"),
        ),
        (
            "unauthorized",
            single.clone(),
            failed(&json!({ "errorType": "UnauthorizedException", "errorMessage": "secret" })),
            error(
                "UnauthorizedException",
                "You are not authorized to make this call.",
                "null",
            ),
        ),
        (
            "an item of a batch",
            api(),
            answered(
                &json!([{ "data": { "id": "1", "name": "n" }, "errorType": "NotFound", "errorMessage": "No such." }]),
            ),
            error("NotFound", "No such.", r#"{"id":"1"}"#),
        ),
        (
            "a whole batch",
            api(),
            failed(&json!({ "errorType": "Boom", "errorMessage": "m" })),
            error("Boom", "m", "null"),
        ),
        (
            "too few results",
            api(),
            answered(&json!([])),
            error(
                "Lambda:IllegalArgument",
                "The response of the Lambda function has 0 results for 1 invocations.",
                "null",
            ),
        ),
        (
            "no list",
            api(),
            answered(&json!({ "data": 1 })),
            error(
                "Lambda:IllegalArgument",
                "The response of the Lambda function is not a list of 1 results: got LinkedHashMap.",
                "null",
            ),
        ),
        (
            "no object",
            api(),
            answered(&json!([7])),
            error(
                "Lambda:IllegalArgument",
                "A result of the Lambda function is not an object of data, errorType and errorMessage.",
                "null",
            ),
        ),
        (
            "no JSON",
            single.clone(),
            Ok(Invocation::Answered("meow".into())),
            error(
                "Lambda:IllegalArgument",
                "The response of the Lambda function is not valid JSON.",
                "null",
            ),
        ),
        (
            "nothing",
            single,
            Ok(Invocation::Answered(" ".into())),
            r#"{"data":{"me":null}}"#.to_owned(),
        ),
        (
            "no permission",
            api(),
            Err(InvokeError::AccessDenied("resolve".to_owned())),
            error(
                "Lambda:AccessDeniedException",
                "The data source's role may not invoke the Lambda function.",
                "null",
            ),
        ),
        (
            "no function",
            api(),
            Err(InvokeError::FunctionNotFound("resolve".to_owned())),
            error(
                "Lambda:ResourceNotFoundException",
                "The Lambda function does not exist.",
                "null",
            ),
        ),
    ];
    for (name, api, outcome, expected) in cases {
        let stack = Stack::new(api, move |function, _| {
            if function == "authorizer" {
                answered(&allowed())
            } else {
                outcome.clone()
            }
        });
        assert_eq!(stack.query("{ me { id } }").await.text, expected, "{name}");
    }
}

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
