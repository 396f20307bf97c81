//! The resolver's answers: the field decides, and for most its argument `answer`, before its
//! first `/`. What follows there makes the events of one subscription its own.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-reference-lambda.html>

use serde_json::{Value, json};

use crate::failure::Failure;
use crate::{context, item};

/// What a resolver without batches answers to its context.
///
/// # Errors
/// [`Failure`], where that is what the request names.
pub(crate) fn single(event: &Value) -> Result<Value, Failure> {
    match event.pointer("/info/fieldName").and_then(Value::as_str) {
        Some("identity" | "lambdaOnly" | "oidcOnly" | "both") => Ok(context::identity(event)),
        Some("arguments") => Ok(context::arguments(event)),
        Some("context") => Ok(context::shape(event)),
        Some("publish") => Ok(item::with_answer(event.pointer("/arguments/answer"))),
        _ => {
            let name = answer_named(event);
            thrown(name)?;
            item::named(name).ok_or_else(|| Failure::unknown(name))
        }
    }
}

/// What a resolver with batches answers to a list of contexts; the first one names what is
/// wrong with the list as a whole.
///
/// # Errors
/// [`Failure`], where that is what the request names.
pub(crate) fn batch(contexts: &[Value]) -> Result<Value, Failure> {
    let name = contexts.first().map_or("ok", answer_named);
    thrown(name)?;
    match name {
        "answer-null" => return Ok(Value::Null),
        "answer-object" => return Ok(json!({ "data": item::named("ok") })),
        "answer-text" => return Ok(json!("text")),
        _ => {}
    }
    let mut items = contexts
        .iter()
        .map(|context| batched(answer_named(context), contexts.len()))
        .collect::<Result<Vec<Value>, Failure>>()?;
    match name {
        "one-too-few" => drop(items.pop()),
        "one-too-many" => items.push(json!({ "data": null })),
        "none" => items.clear(),
        _ => {}
    }
    Ok(Value::Array(items))
}

/// One item of a batch.
fn batched(name: &str, count: usize) -> Result<Value, Failure> {
    let data = json!({ "id": "1", "must": "m", "other": "not selected" });
    Ok(match name {
        "size" => json!({ "data": { "id": count.to_string(), "must": "m" } }),
        "one-too-few" | "one-too-many" | "none" => json!({ "data": data }),
        // Of another shape than documented.
        "item-null" => Value::Null,
        "item-empty" => json!({}),
        "item-number" => json!(7),
        "item-list" => json!([]),
        "item-unwrapped" => data,
        "item-other-members" => json!({ "data": data, "errorInfo": { "a": 1 }, "other": 1 }),
        // Errors.
        "error" => json!({ "data": null, "errorType": "ProbeError", "errorMessage": "message" }),
        "error-with-data" => {
            json!({ "data": data, "errorType": "ProbeError", "errorMessage": "message" })
        }
        "error-with-info" => {
            json!({ "errorType": "ProbeError", "errorMessage": "message", "errorInfo": { "a": 1 } })
        }
        "error-without-message" => json!({ "data": data, "errorType": "ProbeError" }),
        "error-with-empty-message" => json!({ "errorType": "ProbeError", "errorMessage": "" }),
        "error-without-type" => json!({ "errorMessage": "message" }),
        "error-unauthorized" => {
            json!({ "errorType": "UnauthorizedException", "errorMessage": "message" })
        }
        "error-number" => json!({ "errorType": 1, "errorMessage": 2 }),
        _ => json!({ "data": item::named(name).ok_or_else(|| Failure::unknown(name))? }),
    })
}

fn thrown(name: &str) -> Result<(), Failure> {
    Err(match name {
        "throws" => Failure::new("ProbeError", "the probe throws"),
        "throws-unauthorized" => Failure::new("UnauthorizedException", "the probe refuses"),
        "throws-without-message" => Failure::new("ProbeError", ""),
        _ => return Ok(()),
    })
}

fn answer_named(context: &Value) -> &str {
    let answer = context.pointer("/arguments/answer");
    let answer = answer.and_then(Value::as_str).unwrap_or("ok");
    answer.split('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(answer: &str) -> Value {
        json!({ "arguments": { "answer": answer }, "info": { "fieldName": "batched" } })
    }

    #[test]
    fn the_first_context_says_what_is_wrong_with_the_list() {
        let length = |name: &str| {
            batch(&[context(name), context("ok")]).map(|answer| answer.as_array().map(Vec::len))
        };
        assert_eq!(length("ok"), Ok(Some(2)));
        assert_eq!(length("one-too-few"), Ok(Some(1)));
        assert_eq!(length("one-too-many"), Ok(Some(3)));
        assert_eq!(length("none"), Ok(Some(0)));
        assert_eq!(length("answer-null"), Ok(None));
        assert_eq!(
            length("throws"),
            Err(Failure::new("ProbeError", "the probe throws"))
        );
        assert_eq!(length("what"), Err(Failure::unknown("what")));
    }

    #[test]
    fn each_context_says_what_its_item_is() {
        let answer = batch(&[context("size"), context("item-null"), context("error")]).unwrap();
        assert_eq!(
            answer,
            json!([{ "data": { "id": "3", "must": "m" } }, null, { "data": null, "errorType": "ProbeError", "errorMessage": "message" }])
        );
    }

    #[test]
    fn an_event_is_an_item_that_has_the_whole_argument() {
        let of = |field: &str, answer: &str| {
            single(&json!({ "arguments": { "answer": answer }, "info": { "fieldName": field } }))
        };
        let published = of("publish", "null/1").unwrap();
        assert_eq!(
            (&published["answer"], &published["id"]),
            (&json!("null/1"), &json!("1"))
        );
        let thrown = Failure::new("ProbeError", "the probe throws");
        assert_eq!(of("onResolved", "null/1"), Ok(Value::Null));
        assert_eq!(of("onResolved", "throws/1"), Err(thrown));
        assert_eq!(of("onResolved", "ok/1"), Ok(item::named("ok").unwrap()));
    }

    #[test]
    fn nothing_of_a_users_claims_is_shown() {
        let event =
            |identity: Value| json!({ "identity": identity, "info": { "fieldName": "identity" } });
        let claims = event(json!({ "sub": "user1", "issuer": "i", "claims": { "email": "e" } }));
        assert_eq!(
            single(&claims),
            Ok(json!(r#"{"members":["claims","issuer","sub"]}"#))
        );
        let lambda = event(json!({ "resolverContext": { "probe": "yes" } }));
        assert_eq!(
            single(&lambda),
            Ok(json!(r#"{"resolverContext":{"probe":"yes"}}"#))
        );
        assert_eq!(single(&event(Value::Null)), Ok(json!("null")));
    }
}
