//! What a resolver is told, as far as it is the same for every API.

use serde_json::{Value, json};

/// The identity: the context of a Lambda authorizer whole, of anything else the members.
pub(crate) fn identity(context: &Value) -> Value {
    let identity = &context["identity"];
    let shown = match identity.get("resolverContext") {
        Some(_) => identity.clone(),
        None => match identity.as_object() {
            Some(members) => json!({ "members": sorted(members.keys()) }),
            None => identity.clone(),
        },
    };
    Value::String(shown.to_string())
}

/// The arguments as they came.
pub(crate) fn arguments(context: &Value) -> Value {
    Value::String(context["arguments"].to_string())
}

/// The members of the context, and the values of those that a client decides.
pub(crate) fn shape(context: &Value) -> Value {
    let request = &context["request"];
    let headers = &request["headers"];
    let names = headers.as_object().into_iter().flatten();
    let lower_case = names.clone().all(|(name, _)| *name == name.to_lowercase());
    let shown = json!({
        "members": members(context),
        "source": context["source"],
        "prev": context["prev"],
        "stash": context["stash"],
        "info": context["info"],
        "request": members(request),
        "domainName": request["domainName"],
        "all names of headers are lower-case": lower_case,
        "authorization is there": headers.get("authorization").is_some(),
        "cookie": headers["cookie"],
        "x-twice": headers["x-twice"],
    });
    Value::String(shown.to_string())
}

fn members(value: &Value) -> Vec<String> {
    value
        .as_object()
        .map_or(vec![], |members| sorted(members.keys()))
}

fn sorted<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut names: Vec<String> = names.cloned().collect();
    names.sort_unstable();
    names
}
