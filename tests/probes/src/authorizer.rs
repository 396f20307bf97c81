//! The authorizer's answers, by name.
//!
//! The header `x-probe` names the answer, or else the token itself, before its first `/`:
//! what follows there makes it another token for AppSync's cache. The cache looks at no
//! header, so two requests with one token and different headers show what was kept.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-lambda-authorization>

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::failure::Failure;

/// Longer than the 10 seconds that AppSync waits.
const SLEEP: Duration = Duration::from_secs(11);
/// More than the 5 MB that a `resolverContext` may have, less than the 6 MB of an answer.
const HUGE: usize = 5_500_000;
/// An answer of this size is never cached.
const LARGE: usize = 1_048_576;

/// What the authorizer answers to the event.
///
/// # Errors
/// [`Failure`], where that is what the request names.
pub(crate) async fn answer(event: &Value) -> Result<Value, Failure> {
    let name = named(event);
    match name {
        "throws" => return Err(Failure::new("ProbeError", "the probe throws")),
        "throws-without-message" => return Err(Failure::new("ProbeError", "")),
        "throws-unauthorized" => {
            return Err(Failure::new("UnauthorizedException", "the probe refuses"));
        }
        "sleeps" => tokio::time::sleep(SLEEP).await,
        _ => {}
    }
    let allowed = |members: Value| merged(json!({ "isAuthorized": true }), members);
    let in_context = |value: Value| allowed(json!({ "resolverContext": { "probe": value } }));
    let denying = |fields: Value| {
        allowed(json!({ "deniedFields": fields, "resolverContext": { "probe": "yes" } }))
    };
    let kept =
        |ttl: Value| allowed(json!({ "ttlOverride": ttl, "resolverContext": { "probe": "yes" } }));
    Ok(match name {
        "ok" | "sleeps" => in_context(json!("yes")),
        "deny" => json!({ "isAuthorized": false }),
        "deny-with-context" => {
            json!({ "isAuthorized": false, "resolverContext": { "probe": "yes" } })
        }
        // No or another answer.
        "null" => Value::Null,
        "empty" => json!({}),
        "list" => json!([]),
        "text" => json!("ok"),
        "text-authorized" => json!({ "isAuthorized": "true" }),
        "number-authorized" => json!({ "isAuthorized": 1 }),
        "null-authorized" => json!({ "isAuthorized": null }),
        "other-members" => allowed(json!({ "other": 1, "resolverContext": { "probe": "yes" } })),
        // The context.
        "bare" => json!({ "isAuthorized": true }),
        "null-context" => allowed(json!({ "resolverContext": null })),
        "empty-context" => allowed(json!({ "resolverContext": {} })),
        "text-context" => allowed(json!({ "resolverContext": "text" })),
        "list-context" => allowed(json!({ "resolverContext": ["a"] })),
        "number-in-context" => in_context(json!(7)),
        "boolean-in-context" => in_context(json!(true)),
        "null-in-context" => in_context(Value::Null),
        "object-in-context" => in_context(json!({ "inner": "value" })),
        "list-in-context" => in_context(json!(["a", "b"])),
        "huge-context" => in_context(json!("x".repeat(HUGE))),
        // Denied fields.
        "null-denied" => denying(Value::Null),
        "text-denied" => denying(json!("Query.identity")),
        "number-denied" => denying(json!(["Query.identity", 1])),
        "deny-root" => denying(json!(["Query.identity"])),
        "deny-arn" => denying(json!([arn(event)])),
        "deny-other-api" => denying(json!([arn(event).replacen("apis/", "apis/x", 1)])),
        "deny-name" => denying(json!(["Item.name"])),
        "deny-non-null" => denying(json!(["Item.must"])),
        "deny-interface" => denying(json!(["Named.name"])),
        "deny-subscription" => denying(json!(["Subscription.onPublished"])),
        "deny-schema" => denying(json!(["Query.__schema"])),
        "deny-typename" => denying(json!(["Item.__typename"])),
        "deny-unknown" => denying(json!(["Query.nothing", "Nothing.name"])),
        "deny-other-case" => denying(json!(["query.identity", "Query.Identity"])),
        "deny-wildcard" => denying(json!(["Query.*"])),
        // Time to live.
        "null-ttl" => kept(Value::Null),
        "text-ttl" => kept(json!("60")),
        "fraction-ttl" => kept(json!(1.5)),
        "ttl-below-0" => kept(json!(-1)),
        "ttl-above-3600" => kept(json!(3601)),
        "ttl-60" => kept(json!(60)),
        "deny-ttl-60" => json!({ "isAuthorized": false, "ttlOverride": 60 }),
        "large-ttl-60" => {
            allowed(json!({ "ttlOverride": 60, "resolverContext": { "probe": "x".repeat(LARGE) } }))
        }
        // What it was told.
        "show-token" => in_context(event["authorizationToken"].clone()),
        "show-request" => in_context(json!(request(event).to_string())),
        "show-headers" => in_context(json!(headers(event).to_string())),
        _ => return Err(Failure::unknown(name)),
    })
}

fn named(event: &Value) -> &str {
    let headers = event["requestHeaders"].as_object();
    let header = headers.and_then(|headers| headers.get("x-probe")?.as_str());
    let token = event["authorizationToken"].as_str().unwrap_or_default();
    header.unwrap_or_else(|| token.split('/').next().unwrap_or_default())
}

fn merged(mut answer: Value, members: Value) -> Value {
    if let (Some(answer), Value::Object(members)) = (answer.as_object_mut(), members) {
        answer.extend(members);
    }
    answer
}

/// The ARN of `Query.identity`; the region is the API's own, as its host has it.
fn arn(event: &Value) -> String {
    let context = &event["requestContext"];
    let text = |name: &str| context[name].as_str().unwrap_or_default();
    let host = event.pointer("/requestHeaders/host");
    let host = host.and_then(Value::as_str).unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let region = match labels.as_slice() {
        [_, "appsync-api", region, ..] => region,
        _ => "eu-central-1",
    };
    let (account, api) = (text("accountId"), text("apiId"));
    format!("arn:aws:appsync:{region}:{account}:apis/{api}/types/Query/fields/identity")
}

/// The event without what differs from API to API.
fn request(event: &Value) -> Value {
    let context = event["requestContext"].as_object().cloned();
    let mut context = context.unwrap_or_default();
    for id in ["apiId", "accountId", "requestId"] {
        if let Some(value) = context.get_mut(id) {
            *value = json!("...");
        }
    }
    let members: Vec<&String> = event
        .as_object()
        .map_or(vec![], |event| event.keys().collect());
    json!({ "members": members, "requestContext": context })
}

/// Of the headers what was sent on purpose.
fn headers(event: &Value) -> Value {
    let sent = event["requestHeaders"].as_object().cloned();
    let sent: Map<String, Value> = sent.unwrap_or_default();
    let lower_case = sent.keys().all(|name| *name == name.to_lowercase());
    let value = |name: &str| sent.get(name).cloned().unwrap_or_default();
    json!({
        "all names are lower-case": lower_case,
        "authorization is there": sent.contains_key("authorization"),
        "cookie": value("cookie"),
        "x-twice": value("x-twice"),
        "x-mixed-case": value("x-mixed-case"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(token: &str, headers: &Value) -> Value {
        let context = json!({ "apiId": "a1", "accountId": "111122223333", "requestId": "r", "queryString": "{ identity }", "variables": {} });
        json!({ "authorizationToken": token, "requestContext": context, "requestHeaders": headers })
    }

    #[tokio::test]
    async fn the_header_names_the_answer_before_the_token_does() {
        let cases = [
            (
                event("deny/1", &json!({})),
                Ok(json!({ "isAuthorized": false })),
            ),
            (
                event("deny/1", &json!({ "x-probe": "bare" })),
                Ok(json!({ "isAuthorized": true })),
            ),
            (
                event("throws", &json!({})),
                Err(Failure::new("ProbeError", "the probe throws")),
            ),
            (event("what", &json!({})), Err(Failure::unknown("what"))),
        ];
        for (event, expected) in cases {
            assert_eq!(answer(&event).await, expected, "{event}");
        }
    }

    #[tokio::test]
    async fn what_is_shown_holds_nothing_of_one_api() {
        let shown = |name: &str| {
            let headers = json!({ "x-probe": name, "x-twice": ["1", "2"], "authorization": "t", "host": "a1.appsync-api.us-east-2.amazonaws.com" });
            event("t", &headers)
        };
        let text = |answer: Value| {
            answer["resolverContext"]["probe"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let headers = text(answer(&shown("show-headers")).await.unwrap());
        assert!(headers.contains(r#""x-twice":["1","2"]"#), "{headers}");
        let request = text(answer(&shown("show-request")).await.unwrap());
        assert!(
            !request.contains("a1") && request.contains("{ identity }"),
            "{request}"
        );
        let denied = answer(&shown("deny-arn")).await.unwrap();
        assert_eq!(
            denied["deniedFields"][0],
            "arn:aws:appsync:us-east-2:111122223333:apis/a1/types/Query/fields/identity"
        );
    }

    #[tokio::test]
    async fn large_answers_are_on_the_side_of_the_limit_that_they_are_for() {
        let size = async |name: &str| {
            answer(&event(name, &json!({})))
                .await
                .unwrap()
                .to_string()
                .len()
        };
        assert!((5 * 1024 * 1024..6_000_000).contains(&size("huge-context").await));
        assert!(size("large-ttl-60").await > 1_048_576);
    }
}
