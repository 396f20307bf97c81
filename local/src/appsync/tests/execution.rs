//! Resolver events and what their answers become.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Value, json};
use tokio::sync::Barrier;

use super::{Stack, allowed, answered, api, field};
use crate::invoke::{Caller, Invoke, InvokeFuture};

#[tokio::test]
async fn the_context_has_exactly_the_documented_members() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    let query = "query Q($id: ID!, $s: Boolean!) { one: node(id: $id) { key: id ...P ... on Person { name } } me @skip(if: $s) { id } }
                 fragment P on Node { __typename id }";
    let headers = [
        ("Authorization", "token"),
        ("Cookie", "a=b"),
        ("X-Twice", "1"),
        ("x-twice", "2"),
        ("x-amzn-requestid", "fixed"),
    ];
    let body = json!({ "query": query, "variables": { "id": "7", "s": true, "extra": [1] }, "operationName": "Q" }).to_string();
    let answer = stack.send(&headers, body.as_bytes()).await;
    assert_eq!(answer.text, r#"{"data":{"one":null}}"#);
    let payloads = stack.functions.payloads("resolve");
    let expected = json!([{
        "arguments": { "id": "7" },
        "identity": { "resolverContext": { "sub": "user1" } },
        "source": null,
        "request": { "headers": {
            "host": stack.host().await, "content-length": body.len().to_string(),
            "authorization": "token", "x-twice": ["1", "2"], "x-amzn-requestid": "fixed",
            "x-forwarded-for": "127.0.0.1", "x-forwarded-port": "443", "x-forwarded-proto": "https",
            "x-amzn-appsync-is-vpce-request": "false", "x-amzn-remote-ip": "127.0.0.1",
        }, "domainName": null },
        "prev": null,
        "info": {
            "fieldName": "node", "parentTypeName": "Query", "variables": { "id": "7", "s": true, "extra": [1] },
            "selectionSetList": ["key", "__typename", "id"],
            "selectionSetGraphQL": "{\n  key: id\n  ...P\n  ... on Person {\n    name\n  }\n}",
        },
        "stash": {},
    }]);
    assert_eq!(payloads, [expected]);
}

#[tokio::test]
async fn nested_selections_are_listed_by_path_and_alias() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    stack.query("{ me { id f: friend { name ...F } f: friend { age } } } fragment F on Person { name friends { id } }").await;
    let list = stack.functions.payloads("resolve")[0][0]["info"]["selectionSetList"].clone();
    assert_eq!(
        list,
        json!(["id", "f", "f/name", "f/friends", "f/friends/id", "f/age"])
    );
}

#[tokio::test]
async fn fields_of_one_level_share_calls_up_to_the_batch_size() {
    let stack = Stack::resolving(api(), |context| match field(context) {
        "people" => json!({ "data": [{ "id": 1 }, { "id": 2 }, { "id": 3 }, { "id": 4 }] }),
        _ => json!({ "data": { "id": format!("friend of {}", context["source"]["id"]) } }),
    });
    let answer = stack.query("{ a: people { friend { id } } }").await;
    let expected: Vec<Value> = (1..5)
        .map(|id| json!({ "friend": { "id": format!("friend of {id}") } }))
        .collect();
    assert_eq!(answer.json(), json!({ "data": { "a": expected } }));
    let sizes: Vec<usize> = stack
        .functions
        .payloads("resolve")
        .iter()
        .map(|payload| payload.as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [1, 3, 1]);
}

#[tokio::test]
async fn aliases_of_a_query_field_share_a_call_and_mutations_do_not() {
    let stack = Stack::resolving(
        api(),
        |context| json!({ "data": { "id": context["arguments"]["input"]["id"] } }),
    );
    stack.query("{ a: me { id } b: me { id } }").await;
    assert_eq!(stack.functions.payloads("resolve").len(), 1);
    let answer = stack.query(r#"mutation { b: create(input: {id: 2, kind: A}) { id } a: create(input: {id: 1, kind: B}) { id friend { id } } }"#).await;
    assert!(
        answer
            .text
            .starts_with(r#"{"data":{"b":{"id":"2"},"a":{"id":"1""#),
        "{}",
        answer.text
    );
    let order: Vec<Value> = stack.functions.payloads("resolve")[1..]
        .iter()
        .map(|payload| payload[0]["arguments"]["input"]["id"].clone())
        .collect();
    assert_eq!(order, [json!("2"), json!("1"), Value::Null]);
}

#[tokio::test]
async fn a_resolver_without_batches_gets_one_context_and_gives_one_value() {
    let mut api = api();
    api.resolvers.get_mut("Query.me").unwrap().max_batch_size = 0;
    let stack = Stack::resolving(api, |_| json!({ "id": "1", "name": "Ada" }));
    let answer = stack.query("{ me { name } }").await;
    assert_eq!(answer.text, r#"{"data":{"me":{"name":"Ada"}}}"#);
    assert!(stack.functions.payloads("resolve")[0].is_object());
}

#[tokio::test]
async fn a_member_that_is_not_there_is_null_and_a_leaf_has_no_selections() {
    let stack = Stack::resolving(api(), |_| json!({ "data": {} }));
    let answer = stack.query("{ me { name friends { id } } }").await;
    assert_eq!(
        answer.text,
        r#"{"data":{"me":{"name":null,"friends":null}}}"#
    );
    stack.query("{ echo }").await;
    let info = stack.functions.payloads("resolve")[1][0]["info"].clone();
    assert_eq!(info["selectionSetList"], json!([]));
    assert_eq!(info["selectionSetGraphQL"], "");
}

#[tokio::test]
async fn what_was_given_up_is_not_done_afterwards() {
    let stack = Stack::with_silent(api(), "resolve", |_, _| answered(&allowed()));
    let answer = stack
        .query("mutation { a: create(input: {kind: A}) { id } b: create(input: {kind: B}) { id } }")
        .await;
    assert_eq!(answer.messages(), ["Execution timed out."; 2]);
    assert_eq!(stack.functions.payloads("resolve").len(), 1);
}

/// Answers when two calls are under way, and not before.
struct Pair(Barrier);

impl Invoke for Pair {
    fn invoke<'a>(
        &'a self,
        _caller: Caller<'a>,
        function: &'a str,
        _payload: Bytes,
    ) -> InvokeFuture<'a> {
        Box::pin(async move {
            if function == "authorizer" {
                return answered(&allowed());
            }
            self.0.wait().await;
            answered(&json!([{ "data": { "id": 1 } }]))
        })
    }
}

#[tokio::test]
async fn fields_of_a_query_are_resolved_side_by_side() {
    let stack = Stack::served_by(api(), Arc::new(Pair(Barrier::new(2))));
    let answer = stack.query("{ me { id } strict { id } }").await;
    assert_eq!(
        answer.text,
        r#"{"data":{"me":{"id":"1"},"strict":{"id":"1"}}}"#
    );
}

#[tokio::test]
async fn values_that_do_not_fit_become_null_with_a_message() {
    let cases = [
        (
            "people { id }",
            json!({ "id": 1 }),
            json!({ "people": null }),
            "Can't resolve value (/people) : type mismatch error, expected type LIST, got OBJECT",
        ),
        (
            "people { id }",
            json!([{ "id": null }]),
            json!({ "people": null }),
            "Cannot return null for non-nullable type: 'ID' within parent 'Person' (/people[0]/id)",
        ),
        (
            "people { id }",
            json!([null]),
            json!({ "people": null }),
            "Cannot return null for non-nullable type: 'Person' within parent 'null' (/people[0])",
        ),
        (
            "strict { id }",
            Value::Null,
            Value::Null,
            "Cannot return null for non-nullable type: 'Person' within parent 'Query' (/strict)",
        ),
        (
            "me { born }",
            json!({ "born": "soon" }),
            json!({ "me": { "born": null } }),
            "Can't serialize value (/me/born) : Unable to serialize `soon` as a valid DateTime Object.",
        ),
        (
            "me { age }",
            json!({ "age": 2_147_483_648_i64 }),
            json!({ "me": { "age": null } }),
            "Can't serialize value (/me/age) : Expected type 'Int' but was 'Long'.",
        ),
        (
            "me { kind }",
            json!({ "kind": "C" }),
            json!({ "me": { "kind": null } }),
            "Can't serialize value (/me/kind) : Invalid input for Enum 'Kind'. Unknown value 'C'",
        ),
        (
            "bag { numbers }",
            json!({ "numbers": [1, null] }),
            json!({ "bag": { "numbers": null } }),
            "Cannot return null for non-nullable type: 'Int' within parent 'null' (/bag/numbers[1])",
        ),
        (
            "bag { must }",
            json!({}),
            json!({ "bag": null }),
            "Cannot return null for non-nullable type: 'null' within parent 'Bag' (/bag/must)",
        ),
        (
            "bag { must }",
            json!({ "must": "x" }),
            json!({ "bag": null }),
            "Can't resolve value (/bag/must) : type mismatch error, expected type LIST, got STRING",
        ),
        (
            "bag { numbers }",
            json!({ "numbers": ["x"] }),
            json!({ "bag": { "numbers": null } }),
            "Can't serialize value (/bag/numbers[0]) : Expected type 'Int' but was 'String'.",
        ),
        (
            "search { __typename }",
            json!([{ "__typename": "Query" }]),
            json!({ "search": [null] }),
            "Can't resolve '/search[0]'. Abstract type 'Result' must resolve to an Object type at runtime for field 'null.search'. Runtime Object type 'Query' is not a possible type for 'Result'.",
        ),
        (
            "search { __typename }",
            json!([{ "__typename": "Node" }]),
            json!({ "search": [null] }),
            "Can't resolve '/search[0]'. Abstract type 'Result' must resolve to an Object type at runtime for field 'null.search'. Could not determine the exact type of 'Result'",
        ),
        (
            "node(id: 1) { id }",
            json!({ "id": 1 }),
            json!({ "node": null }),
            "Can't resolve '/node'. Abstract type 'Node' must resolve to an Object type at runtime for field 'Query.node'. Could not determine the exact type of 'Node'",
        ),
    ];
    for (selection, value, data, message) in cases {
        let stack = Stack::resolving(api(), move |_| json!({ "data": value }));
        let answer = stack.query(&format!("{{ {selection} }}")).await;
        assert_eq!(answer.json()["data"], data, "{selection}");
        assert_eq!(answer.messages(), [message], "{selection}");
        let error = &answer.json()["errors"][0];
        assert_eq!(error["locations"], Value::Null, "{selection}");
        assert!(error["path"].is_array(), "{selection}");
    }
}

#[tokio::test]
async fn abstract_types_take_the_fragments_of_the_object() {
    let stack = Stack::resolving(
        api(),
        |_| json!({ "data": [{ "__typename": "Person", "id": 1, "name": "Ada" }, { "__typename": "Robot", "id": 2, "model": "R2" }, null] }),
    );
    let answer = stack.query("{ search { __typename ... on Node { id } ... on Person { name } ...R } } fragment R on Robot { model }").await;
    let expected = r#"{"data":{"search":[{"__typename":"Person","id":"1","name":"Ada"},{"__typename":"Robot","id":"2","model":"R2"},null]}}"#;
    assert_eq!(answer.text, expected);
}

#[tokio::test]
async fn arguments_are_coerced_with_defaults_and_parsed_json() {
    let cases = [
        ("{ echo }", json!({}), json!({ "text": "x" })),
        (
            r#"{ echo(json: "{\"a\":[1]}", n: null) }"#,
            json!({}),
            json!({ "json": { "a": [1] }, "n": null, "text": "x" }),
        ),
        (
            "query($j: AWSJSON) { echo(json: $j) }",
            json!({ "j": "[true]" }),
            json!({ "json": [true], "text": "x" }),
        ),
        (
            "query($j: AWSJSON) { echo(json: $j) }",
            json!({}),
            json!({ "text": "x" }),
        ),
        (
            r#"query($t: String = "d") { echo(text: $t) }"#,
            json!({}),
            json!({ "text": "d" }),
        ),
        (
            "query($l: [Int!]) { echo(list: $l) }",
            json!({ "l": 3 }),
            json!({ "list": [3], "text": "x" }),
        ),
        (
            "query($n: Int!) { echo(list: [1, $n]) }",
            json!({ "n": 2 }),
            json!({ "list": [1, 2], "text": "x" }),
        ),
    ];
    for (query, variables, expected) in cases {
        let stack = Stack::resolving(api(), |_| Value::Null);
        let answer = stack.query_with(query, variables).await;
        assert_eq!(answer.text, r#"{"data":{"echo":null}}"#, "{query}");
        assert_eq!(
            stack.functions.payloads("resolve")[0][0]["arguments"],
            expected,
            "{query}"
        );
    }
}

#[tokio::test]
async fn the_settings_limit_depth_and_resolvers() {
    let mut limited = api();
    limited.query_depth_limit = 2;
    limited.resolver_count_limit = 2;
    let stack = Stack::resolving(
        limited,
        |_| json!({ "data": { "id": 1, "friends": [{ "id": 2 }] } }),
    );
    let deep = stack.query("{ me { id friends { name } } }").await;
    assert_eq!(
        deep.json()["data"],
        json!({ "me": { "id": "1", "friends": [{ "name": null }] } })
    );
    assert_eq!(
        deep.json()["errors"][0]["errorType"],
        "QueryDepthLimitReached"
    );
    assert_eq!(deep.messages(), ["Query depth limit of 2 exceeded."]);
    let bubbling = stack.query("{ me { id friends { note } } }").await;
    assert_eq!(
        bubbling.json()["data"],
        json!({ "me": { "id": "1", "friends": [null] } })
    );
    let many = stack
        .query("{ a: me { id } b: me { id } c: me { id } }")
        .await;
    assert_eq!(many.json()["data"]["c"], Value::Null);
    assert_eq!(
        many.json()["errors"][0]["errorType"],
        "ResolverExecutionLimitReached"
    );
    assert_eq!(many.messages(), ["Resolver execution limit of 2 reached."]);
}

#[tokio::test]
async fn introspection_answers_and_can_be_switched_off() {
    let query = "{ __typename s: __schema { queryType { name } } __type(name: \"Kind\") { enumValues { name } } }";
    let stack = Stack::resolving(api(), |_| Value::Null);
    let answer = stack.query(query).await;
    assert_eq!(
        answer.text,
        r#"{"data":{"__typename":"Query","s":{"queryType":{"name":"Query"}},"__type":{"enumValues":[{"name":"A"},{"name":"B"}]}}}"#
    );
    let mut closed = api();
    closed.introspection = false;
    let stack = Stack::resolving(closed, |_| Value::Null);
    assert_eq!(
        stack.query(query).await.messages(),
        [
            "Validation error of type FieldUndefined: Field '__schema' in type 'Query' is undefined @ '__schema'"
        ]
    );
    assert_eq!(
        stack.query("{ __typename }").await.text,
        r#"{"data":{"__typename":"Query"}}"#
    );
}
