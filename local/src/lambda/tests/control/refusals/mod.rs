//! What is refused, with Lambda's status, code and words.

mod bounds;
mod conflict;
mod members;
mod not_found;

use super::*;

const CREATE: &str = "/2015-03-31/functions";
const INVALID: (u16, &str) = (400, "InvalidParameterValueException");
const CONSTRAINT: (u16, &str) = (400, "ValidationException");
const UNREADABLE: (u16, &str) = (400, "SerializationException");
const NOT_FOUND: (u16, &str) = (404, "ResourceNotFoundException");
const CONFLICT: (u16, &str) = (409, "ResourceConflictException");
const STALE: (u16, &str) = (412, "PreconditionFailedException");

/// A method, a path, a body, and what is answered.
type Case = (&'static str, String, Value, (u16, &'static str), String);

async fn each_is_refused(lambda: &Lambda, cases: impl IntoIterator<Item = Case>) {
    for (method, path, body, (status, code), message) in cases {
        let answered = lambda.ask(method, &path, body.clone()).await;
        let found = answered.body["Message"].as_str().unwrap_or_default();
        let case = format!("{method} {path} {body}: {}", answered.body);
        assert_eq!(answered.status.as_u16(), status, "{case}");
        assert_eq!(answered.headers["x-amzn-errortype"], code, "{case}");
        assert!(answered.headers.contains_key("x-amzn-requestid"), "{case}");
        assert!(found.contains(&message), "{case}");
    }
}

fn case(
    method: &'static str,
    path: impl Into<String>,
    body: Value,
    kind: (u16, &'static str),
    message: impl Into<String>,
) -> Case {
    (method, path.into(), body, kind, message.into())
}

/// A request for another function, but for one member.
fn creation_with(member: &str, value: Value) -> Value {
    let mut creation = creation("1");
    creation["FunctionName"] = "g".into();
    creation[member] = value;
    creation
}
