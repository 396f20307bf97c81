//! Requests that are written to hurt: each gets a clear error, and little is done for it.

use std::fmt::Write;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::timeout;

use super::{Answer, Stack, allowed, answered, api};
use crate::invoke::Invocation;

const TOO_LONG: &str = "The document exceeds 1048576 bytes. Parsing has been cancelled.";
const TOO_COMPLEX: &str =
    "The document exceeds 15000 tokens or 100 levels of nesting. Parsing has been cancelled.";
const TOO_MANY_FIELDS: &str = "The document selects too many fields.";
const PAYLOAD_TOO_LARGE: &str = "The request to the Lambda function is too large.";
const RESPONSE_TOO_LARGE: &str = "The response is too large.";
const UNPARSABLE: &str = "Unable to parse GraphQL query.";

/// So that what never ends fails.
async fn bounded(answer: impl Future<Output = Answer>) -> Answer {
    timeout(Duration::from_secs(120), answer)
        .await
        .expect("an answer")
}

fn fragment_bomb(spread: impl Fn(usize) -> String) -> String {
    let mut document = "{ me { ...F0 } }".to_owned();
    for index in 0..60 {
        write!(
            document,
            " fragment F{index} on Person {{ {} }}",
            spread(index + 1)
        )
        .unwrap();
    }
    document + " fragment F60 on Person { id }"
}

fn repeated(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// A field of one type or of another.
fn one_of_two(index: usize) -> &'static str {
    if index.is_multiple_of(2) {
        "name"
    } else {
        "age"
    }
}

#[tokio::test]
async fn hostile_documents_are_refused_before_anything_is_called() {
    let conflict = "Validation error of type FieldsConflict: ";
    let not_valid = "Validation error of type WrongType: argument ";
    let cycle = "Validation error of type FragmentCycle: Fragment cycles not allowed @ 'A'";
    #[rustfmt::skip]
    let cases = [
        ("depth", format!("{}id{}", "{ me ".repeat(5_000), "}".repeat(5_000)), TOO_COMPLEX),
        ("depth that is valid", format!("{{ me {{ {} id {} }} }}", "friend { ".repeat(400), "}".repeat(400)), TOO_COMPLEX),
        ("depth of inline fragments", format!("{{ me {{ {} id {} }} }}", "... { ".repeat(10_000), "}".repeat(10_000)), TOO_COMPLEX),
        ("width", format!("{{ me {{ {} }} }}", "id ".repeat(200_000)), TOO_COMPLEX),
        ("aliases", format!("{{{}}}", repeated(50_000, |index| format!(" a{index}: echo"))), TOO_COMPLEX),
        ("length", format!("{{ me {{ {} }} }}", "id ".repeat(1_600_000)), TOO_LONG),
        ("white space", format!("{{ me {{ id }} }}{}", " ".repeat(5_000_000)), TOO_LONG),
        ("fragment bomb", fragment_bomb(|next| format!("...F{next} ...F{next}")), TOO_MANY_FIELDS),
        ("fragment bomb of fields", fragment_bomb(|next| format!("a: friend {{ ...F{next} }} b: friend {{ ...F{next} }}")), TOO_MANY_FIELDS),
        ("cycle", "{ me { ...A } } fragment A on Person { friend { ...B } } fragment B on Person { friend { ...A } }".to_owned(), cycle),
        ("self cycle", "{ me { ...A } } fragment A on Person { ...A }".to_owned(), cycle),
        ("list literal", format!("{{ echo(list: {}1{}) }}", "[".repeat(50_000), "]".repeat(50_000)), TOO_COMPLEX),
        ("object literal", format!("{{ people(filter: {}{}) {{ id }} }}", "{deep: ".repeat(20_000), "}".repeat(20_000)), TOO_COMPLEX),
        ("number", format!("{{ echo(n: {}) }}", "9".repeat(1_000_000)), not_valid),
        ("string", format!("{{ echo(date: \"{}\") }}", "9".repeat(1_000_000)), not_valid),
        ("variable types", format!("query($x: {}Int{}) {{ echo }}", "[".repeat(50_000), "]".repeat(50_000)), TOO_COMPLEX),
        ("directives", format!("{{ echo {} }}", "@include(if: true) ".repeat(4_000)), TOO_COMPLEX),
        ("introspection", format!("{{ __schema {{ types {{ {}name{} }} }} }}", "fields { type { ".repeat(40), "}}".repeat(40)), "Maximum introspection depth exceeded"),
        ("no end", "{ me { id ".repeat(1_000), TOO_COMPLEX),
        ("control characters", "{ \u{0} \u{feff} me }".to_owned(), UNPARSABLE),
        ("conflicts of a long name", format!("{{ me {{ {} }} }}", repeated(20, |index| format!("{}: {} ", "n".repeat(50_000), one_of_two(index)))), conflict),
        ("conflicts inside of conflicts", format!("{{ me {{ {} }} }}", repeated(300, |index| format!("f: friend {{ x: friend {{ y: {} }} }} ", one_of_two(index)))), conflict),
        ("conflicts in cycles", format!("{{ me {{ ...A ...B }} }} {}", repeated(2, |index| format!("fragment {} on Person {{ f: friend {{ ...A ...B x: {} }} }} ", ["A", "B"][index], one_of_two(index)))), conflict),
        ("variables of many operations", format!("{} {} fragment F200 on Query {{ echo }}", repeated(300, |index| format!("query Q{index}($n: Int) {{ ...F0 }} ")), repeated(200, |index| format!("fragment F{index} on Query {{ ...F{} echo(list: [$n]) }} ", index + 1))), TOO_MANY_FIELDS),
        ("conflicts", format!("{{ {} }}", repeated(600, |index| format!("a: people(limit: {index}) {{ id }} "))), conflict),
    ];
    let stack = Stack::resolving(api(), |_| Value::Null);
    for (name, document, message) in cases {
        let operation = document.starts_with("query Q0").then_some("Q0");
        let body = json!({ "query": document, "operationName": operation });
        let answer = bounded(stack.post(body.to_string())).await;
        let messages = answer.messages();
        let first = messages.first().map(String::as_str).unwrap_or_default();
        assert!(first.starts_with(message), "{name}: {first:.200}");
        assert!(messages.len() <= 100, "{name}: {} errors", messages.len());
        let refused = first == UNPARSABLE;
        assert_eq!(answer.status, if refused { 400 } else { 200 }, "{name}");
        let size = answer.text.len();
        assert!(size < 2 * document.len() + 100_000, "{name}: {size} bytes");
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
        ("an object, once per alias", format!("{{ strict {{ {} }} }}", repeated(900, |index| format!("a{index}: friends {{ id }} "))), json!({}), RESPONSE_TOO_LARGE),
        ("an error, once per item", format!("{{ strict {{ {name}: friends {{ note }} }} }}"), json!({}), RESPONSE_TOO_LARGE),
    ];
    let stack = Stack::resolving(api(), |context| {
        let data = match context["info"]["fieldName"].as_str().unwrap() {
            "people" => json!(vec![json!({ "id": "1" }); 2_000]),
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
        let messages = answer.messages();
        let last = messages.last().map(String::as_str).unwrap_or_default();
        assert_eq!(
            last,
            message,
            "{name}: {} errors, {:.200}",
            messages.len(),
            messages[0]
        );
        assert!(answer.text.len() < 100_000_000, "{name}");
    }
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
