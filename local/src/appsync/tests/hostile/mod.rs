//! Requests that are written to hurt: each gets a clear error, and little is done for it.

mod documents;

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::timeout;

use self::documents::{documents, repeated};
use super::socket::Answer;
use super::{Stack, allowed, answered, api};
use crate::appsync::limits::MAX_RESPONSE_BYTES;
use crate::invoke::Invocation;

const PAYLOAD_TOO_LARGE: &str = "The request to the Lambda function is too large.";
const RESPONSE_TOO_LARGE: &str = "The response is too large.";

/// So that what never ends fails.
async fn bounded(answer: impl Future<Output = Answer>) -> Answer {
    timeout(Duration::from_secs(120), answer)
        .await
        .expect("an answer")
}

#[tokio::test]
async fn hostile_documents_are_refused_before_anything_is_called() {
    let stack = Stack::resolving(api(), |_| Value::Null);
    for hostile in documents() {
        let answer = bounded(stack.post(hostile.body())).await;
        hostile.assert_refused(answer.status.as_u16(), &answer.text);
    }
    assert_eq!(stack.functions.payloads("resolve").len(), 0);
}

#[tokio::test]
async fn what_a_small_request_multiplies_is_refused() {
    let text = Value::String("x".repeat(4_000_000));
    let aliases = repeated(2_500, |index| format!(" a{index}: echo"));
    let nested = format!(
        "{}{}",
        "nested: {kind: A, data: $j, ".repeat(90),
        "}".repeat(90)
    );
    let name = "n".repeat(500_000);
    #[rustfmt::skip]
    let cases = [
        // Every context shows all variables.
        ("variables, once per field", format!("{{ {aliases} }}"), json!({ "x": text }), PAYLOAD_TOO_LARGE),
        ("a variable, many times in an argument", format!("mutation($j: AWSJSON) {{ create(input: {{kind: A, {nested} }}) {{ id }} }}"), json!({ "j": text.to_string() }), PAYLOAD_TOO_LARGE),
        ("a name, once per path", format!("{{ me {{ {name}: friend {{ {} }} }} }}", repeated(1_000, |index| format!("a{index}: id "))), json!({}), PAYLOAD_TOO_LARGE),
        ("a name, once per item", format!("{{ people {{ {name}: name }} }}"), json!({}), RESPONSE_TOO_LARGE),
        ("a value, once per alias", format!("{{ bag {{ {} }} }}", repeated(2_500, |index| format!("a{index}: numbers "))), json!({}), RESPONSE_TOO_LARGE),
        ("a text with escapes, once per alias", format!("{{ me {{ {} }} }}", repeated(2_400, |index| format!("a{index}: name "))), json!({}), RESPONSE_TOO_LARGE),
        ("an object, once per alias", format!("{{ strict {{ {} }} }}", repeated(900, |index| format!("a{index}: friends {{ id }} "))), json!({}), RESPONSE_TOO_LARGE),
        ("an error, once per item", format!("{{ strict {{ {name}: friends {{ note }} }} }}"), json!({}), RESPONSE_TOO_LARGE),
    ];
    let stack = Stack::resolving(api(), |context| {
        let data = match context["info"]["fieldName"].as_str().unwrap() {
            "people" => json!(vec![json!({ "id": "1" }); 2_000]),
            "me" => json!({ "id": "1", "name": "\u{1}".repeat(50_000) }),
            "bag" => json!({ "numbers": vec![1; 20_000] }),
            "strict" => {
                json!({ "friends": vec![json!({ "id": "1", "name": "x".repeat(500) }); 2_000] })
            }
            _ => Value::Null,
        };
        json!({ "data": data })
    });
    for (name, query, variables, message) in cases {
        let answer = bounded(stack.query_with(&query, variables)).await;
        // Reading tens of megabytes as JSON takes longer than making them.
        let (_, last) = answer.text.rsplit_once(r#""message":""#).expect(name);
        assert!(last.starts_with(message), "{name}: {last:.200}");
        let size = answer.text.len();
        assert!(size < MAX_RESPONSE_BYTES + 100_000, "{name}: {size} bytes");
    }
}

/// A short list of objects can leave out gigabytes.
#[tokio::test]
async fn defaults_of_what_variables_leave_out_are_bounded() {
    let mut api = api();
    let text = "x".repeat(10_000);
    api.schema = format!(
        r#"type Query {{ echo(all: [Left!]): String }} input Left {{ out: String = "{text}" }}"#
    );
    api.resolvers.retain(|field, _| field == "Query.echo");
    let stack = Stack::resolving(api, |_| Value::Null);
    let ask = async |objects: usize| {
        let variables = json!({ "all": vec![json!({}); objects] });
        let query = "query($all: [Left!]) { echo(all: $all) }";
        stack.query_with(query, variables).await
    };
    assert_eq!(ask(100).await.text, r#"{"data":{"echo":null}}"#);
    assert_eq!(
        ask(1_000).await.messages(),
        ["The variables are too large."]
    );
}

#[tokio::test]
async fn deep_values_are_refused_or_carried() {
    let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    let stack = Stack::resolving(api(), |_| Value::Null);
    let query = "query($j: AWSJSON) { echo(json: $j) }";
    assert_eq!(
        stack.query_with(query, json!({ "j": deep(50) })).await.text,
        r#"{"data":{"echo":null}}"#
    );
    let refused = stack.query_with(query, json!({ "j": deep(100_000) })).await;
    assert!(refused.messages()[0].starts_with("Variable 'j' has an invalid value."));
}

/// Neither a stack nor a heap is used up by what a function answers.
#[tokio::test]
async fn deep_answers_of_functions_are_refused() {
    for hostile in ["authorizer", "resolve"] {
        let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
        let stack = Stack::new(api(), move |function, _| {
            if function == hostile {
                Ok(Invocation::Answered(deep.clone().into()))
            } else {
                answered(&allowed())
            }
        });
        let answer = bounded(stack.query("{ me { id } }")).await;
        let expected = match hostile {
            "authorizer" => "You are not authorized to make this call.",
            _ => "The response of the Lambda function is not valid JSON.",
        };
        assert_eq!(answer.messages(), [expected]);
    }
}

#[tokio::test]
async fn an_answer_with_too_many_values_is_cut_short() {
    let stack = Stack::resolving(api(), |_| json!({ "data": { "numbers": vec![1; 20_000] } }));
    let aliases = repeated(60, |index| format!("a{index}: numbers "));
    let answer = stack.query(&format!("{{ bag {{ {aliases} }} }}")).await;
    assert_eq!(answer.messages(), [RESPONSE_TOO_LARGE]);
}

#[tokio::test]
async fn a_call_that_breaks_down_is_the_fields_error() {
    let stack = Stack::resolving(api(), |_| panic!("broken"));
    let answer = stack.query("{ me { id } }").await.json();
    assert_eq!(answer["data"], json!({ "me": null }));
    assert_eq!(answer["errors"][0]["errorType"], "Lambda:Unhandled");
}
