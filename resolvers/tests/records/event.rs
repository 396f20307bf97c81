//! Events as AppSync sends them to a direct resolver.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference.html>

use serde_json::value::RawValue;
use serde_json::{Value, json};

/// What a user with every permission has.
pub(crate) const ALL: &str = "read:records write:records";

/// The authorizer's identity of `sub`.
pub(crate) fn identity(sub: &str, permissions: &str) -> Value {
    json!({"resolverContext": {
        "sub": sub, "issuer": "https://a.example/", "audience": "https://api", "clientId": "client",
        "permissions": permissions, "issuedAt": "10", "expiresAt": "20", "claims": "{\"x\":1}"
    }})
}

/// The context of one field.
pub(crate) fn context(sub: &str, field: &str, arguments: &Value, permissions: &str) -> Value {
    let (parent, name) = field.split_once('.').unwrap();
    json!({
        "arguments": arguments,
        "identity": identity(sub, permissions),
        "source": null,
        "request": {"domainName": null, "headers": {"x-twice": ["a", "b"], "authorization": "secret"}},
        "prev": null,
        "info": {"fieldName": name, "parentTypeName": parent, "variables": {},
            "selectionSetList": [], "selectionSetGraphQL": ""},
        "stash": {}
    })
}

/// A context whose arguments are the text `arguments`, with numbers as they are written.
pub(crate) fn context_with_text(sub: &str, field: &str, arguments: &str) -> Box<RawValue> {
    let context = context(sub, field, &json!("ARGUMENTS"), ALL).to_string();
    RawValue::from_string(context.replacen("\"ARGUMENTS\"", arguments, 1)).unwrap()
}

/// The text that is sent.
pub(crate) fn raw(value: &Value) -> Box<RawValue> {
    RawValue::from_string(value.to_string()).unwrap()
}
