//! What the Lambda authorizer's answer means.
//!
//! AWS documents the well-formed answers only. A doubtful one is reported loudly, because
//! AppSync may treat it otherwise, and refused in strict mode.

use std::collections::HashSet;
use std::time::Duration;

use super::Decision;
use super::denied_field::ApiArn;
use crate::appsync::caller::{Caller, Mode};
use crate::appsync::json::{self, JsonMap, JsonValue};
use crate::appsync::limits::{MAX_RESOLVER_CONTEXT_BYTES, MAX_RESULT_TTL};
use crate::appsync::schema::ApiSchema;

/// An answer, read.
#[derive(Debug, PartialEq)]
pub(super) struct Answer {
    pub(super) decision: Decision,
    /// How long the answer may be reused, where it says so itself.
    pub(super) ttl_override: Option<Duration>,
    /// What AppSync may understand differently, as sentences.
    pub(super) doubts: Vec<String>,
    /// What is good here and has not been everywhere.
    pub(super) remark: Option<&'static str>,
}

/// Source: <https://github.com/aws/aws-appsync-community/issues/214>
const WITHOUT_CONTEXT: &str =
    "without a resolverContext that has members, AppSync has refused all fields of some APIs";

impl Answer {
    /// Reads the function's answer.
    pub(super) fn read(answer: &[u8], schema: &ApiSchema, api: &ApiArn) -> Self {
        // Assumed: a malformed answer is a refusal, and not one to be kept.
        let denied = |doubt: &str| Self {
            decision: Decision::Denied,
            ttl_override: Some(Duration::ZERO),
            doubts: vec![doubt.to_owned()],
            remark: None,
        };
        let Ok(JsonValue::Object(members)) = serde_json::from_slice(answer) else {
            return denied("the answer is not a JSON object");
        };
        let Some(authorized) = members.get("isAuthorized").and_then(JsonValue::as_bool) else {
            return denied("isAuthorized is not a boolean");
        };
        let mut reader = Reader {
            members: &members,
            doubts: Vec::new(),
        };
        let ttl_override = reader.ttl_override();
        let (denied_fields, resolver_context) =
            match (reader.denied_fields(schema, api), reader.resolver_context()) {
                (Ok(denied_fields), Ok(resolver_context)) => (denied_fields, resolver_context),
                (Err(Malformed(doubt)), _) | (_, Err(Malformed(doubt))) => return denied(doubt),
            };
        let has_context = resolver_context
            .as_ref()
            .is_some_and(|context| !context.is_empty());
        let decision = if authorized {
            Decision::Allowed(Caller {
                mode: Mode::Lambda,
                identity: identity(resolver_context),
                denied_fields,
            })
        } else {
            Decision::Denied
        };
        Self {
            decision,
            ttl_override,
            doubts: reader.doubts,
            remark: (authorized && !has_context).then_some(WITHOUT_CONTEXT),
        }
    }
}

/// Assumed: without a `resolverContext` the identity has no members.
fn identity(resolver_context: Option<JsonMap>) -> JsonValue {
    let mut identity = JsonMap::new();
    if let Some(context) = resolver_context {
        identity.insert("resolverContext", JsonValue::Object(context));
    }
    JsonValue::Object(identity)
}

/// A member that can't be what AWS documents, so that nothing can be read out of it.
struct Malformed(&'static str);

struct Reader<'a> {
    members: &'a JsonMap,
    doubts: Vec<String>,
}

impl<'a> Reader<'a> {
    fn member(&mut self, name: &str) -> Option<&'a JsonValue> {
        let value = self.members.get(name)?;
        // Assumed: a null member stands for none.
        if value.is_null() {
            self.doubts.push(format!("{name} is null"));
            return None;
        }
        Some(value)
    }

    fn ttl_override(&mut self) -> Option<Duration> {
        let value = self.member("ttlOverride")?;
        let ttl = value
            .as_u64()
            .map(Duration::from_secs)
            .filter(|ttl| *ttl <= MAX_RESULT_TTL);
        // Assumed: any other value is not kept at all.
        if ttl.is_none() {
            self.doubts
                .push("ttlOverride is not a whole number from 0 to 3600".to_owned());
            return Some(Duration::ZERO);
        }
        ttl
    }

    fn denied_fields(
        &mut self,
        schema: &ApiSchema,
        api: &ApiArn,
    ) -> Result<HashSet<(String, String)>, Malformed> {
        let Some(value) = self.member("deniedFields") else {
            return Ok(HashSet::new());
        };
        let names: Option<Vec<&str>> = value
            .as_array()
            .and_then(|names| names.iter().map(JsonValue::as_str).collect());
        let names = names.ok_or(Malformed("deniedFields is not a list of strings"))?;
        let mut denied = HashSet::new();
        for name in names {
            // Assumed: a name of no field, `__schema` among them, is passed over.
            match api.field(name) {
                Some((type_name, field)) if schema.field(&type_name, &field).is_some() => {
                    denied.insert((type_name, field));
                }
                _ => self
                    .doubts
                    .push(format!("deniedFields names no field of the schema: {name}")),
            }
        }
        Ok(denied)
    }

    fn resolver_context(&mut self) -> Result<Option<JsonMap>, Malformed> {
        let Some(value) = self.member("resolverContext") else {
            return Ok(None);
        };
        let context = value
            .as_object()
            .ok_or(Malformed("resolverContext is not an object"))?;
        // Assumed: values other than strings reach the resolvers as they are.
        for (name, value) in context {
            if !value.is_string() {
                self.doubts
                    .push(format!("resolverContext.{} is not a string", name.as_str()));
            }
        }
        // Assumed: nor is one refused that is too large.
        if json::text(value).len() > MAX_RESOLVER_CONTEXT_BYTES {
            self.doubts.push("resolverContext exceeds 5 MB".to_owned());
        }
        Ok(Some(context.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, ApiArn, ApiSchema, WITHOUT_CONTEXT};
    use crate::appsync::tests;

    #[test]
    fn an_answer_without_a_context_is_remarked_upon() {
        let api = tests::api();
        let schema = ApiSchema::parse(&api.schema).unwrap();
        let api = ApiArn::new(&api);
        for (answer, remark) in [
            (r#"{"isAuthorized":true}"#, Some(WITHOUT_CONTEXT)),
            (
                r#"{"isAuthorized":true,"resolverContext":{}}"#,
                Some(WITHOUT_CONTEXT),
            ),
            (r#"{"isAuthorized":true,"resolverContext":{"a":"b"}}"#, None),
            (r#"{"isAuthorized":false}"#, None),
        ] {
            let read = Answer::read(answer.as_bytes(), &schema, &api);
            assert_eq!(read.remark, remark, "{answer}");
            assert_eq!(read.doubts, Vec::<String>::new(), "{answer}");
        }
    }
}
