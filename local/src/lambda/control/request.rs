//! What operations are asked with: a JSON body of which no member is dropped, and a name.

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::aws::Refusal;
use crate::lambda::arn::FunctionArn;
use crate::lambda::limits::LARGEST_REQUEST;
use crate::lambda::refusals;

/// The body of an operation, an empty one being `{}`.
#[derive(Debug)]
pub(super) struct Json<T>(pub(super) T);

/// The members of a request that an operation does not know.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Rest(Map<String, Value>);

/// The query of most operations.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Parameters {
    pub(super) qualifier: Option<String>,
    pub(super) revision_id: Option<String>,
    pub(super) function_version: Option<String>,
}

impl Rest {
    /// # Errors
    /// A [`Refusal`] for a member that asks for something: what is not there must not be
    /// dropped without a word.
    pub(super) fn refuse(&self) -> Result<(), Refusal> {
        match self.0.iter().find(|(_, value)| !is_empty(value)) {
            Some((name, _)) => Err(refusals::invalid(format!(
                "The local Lambda has no {name}: leave it out."
            ))),
            None => Ok(()),
        }
    }
}

impl Parameters {
    /// The function that `name` and the query name.
    pub(super) fn arn(&self, name: &str) -> Result<FunctionArn, Refusal> {
        Ok(FunctionArn::parse(name, self.qualifier.as_deref())?)
    }
}

/// The function that `name` names, for operations that take no version and no alias.
pub(super) fn unqualified(name: &str) -> Result<FunctionArn, Refusal> {
    let arn = FunctionArn::parse(name, None)?;
    if arn.qualifier.is_some() {
        return Err(refusals::invalid(
            "This operation is permitted on Lambda functions only. Aliases and versions do not \
             support this operation. Please specify either a function name or an unqualified \
             function ARN.",
        ));
    }
    Ok(arn)
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let body = to_bytes(request.into_body(), LARGEST_REQUEST).await;
        let body = body.map_err(|_| refusals::request_too_large())?;
        let body = if body.is_empty() {
            Bytes::from_static(b"{}")
        } else {
            body
        };
        let read = serde_json::from_slice(&body).map(Self);
        read.map_err(|error| refusals::unreadable(&error))
    }
}

/// Whether a member asks for nothing, as clients write members that they don't use.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(is_set) => !is_set,
        Value::Number(_) => false,
        Value::String(text) => text.is_empty(),
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.values().all(is_empty),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_member_that_asks_for_something_is_not_dropped() {
        for (value, is_refused) in [
            (json!(null), false),
            (json!(false), false),
            (json!(""), false),
            (json!([]), false),
            (json!({}), false),
            (
                json!({"SubnetIds": [], "Ipv6AllowedForDualStack": false}),
                false,
            ),
            (json!(true), true),
            (json!(0), true),
            (json!("a"), true),
            (json!([null]), true),
            (json!({"SubnetIds": ["subnet-1"]}), true),
        ] {
            let rest: Rest = serde_json::from_value(json!({"VpcConfig": value})).unwrap();
            let message = "The local Lambda has no VpcConfig: leave it out.";
            let expected = is_refused.then(|| refusals::invalid(message));
            assert_eq!(rest.refuse().err(), expected, "{value}");
        }
    }
}
