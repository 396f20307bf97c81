//! The context object: what a direct Lambda resolver is called with.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference.html>

use std::sync::Arc;

use apollo_compiler::Node;
use apollo_compiler::executable::Field;

use super::document::CheckedOperation;
use super::json::{JsonMap, JsonValue};
use super::schema::ApiSchema;
use super::selection_set;

/// The parts of the context that all resolvers of a request share.
#[derive(Clone, Debug)]
pub(super) struct RequestContext {
    /// `identity`
    pub(super) identity: JsonValue,
    /// `request.headers`
    pub(super) headers: JsonMap,
    /// `info.variables`, as the client sent them
    pub(super) variables: JsonMap,
}

/// The field that a context is for.
pub(super) struct FieldContext<'a> {
    pub(super) parent_type: &'a str,
    pub(super) fields: &'a [&'a Node<Field>],
    pub(super) arguments: JsonMap,
    /// The parent object as its resolver returned it; `None` at the root.
    pub(super) source: Option<Arc<JsonValue>>,
}

impl RequestContext {
    /// The context of one field.
    pub(super) fn of_field(
        &self,
        schema: &ApiSchema,
        operation: &CheckedOperation,
        field: FieldContext<'_>,
    ) -> JsonValue {
        let name = field
            .fields
            .first()
            .map(|field| field.name.as_str())
            .unwrap_or_default();
        let list = selection_set::list(schema, operation, field.fields);
        object([
            ("arguments", JsonValue::Object(field.arguments)),
            ("identity", self.identity.clone()),
            (
                "source",
                field
                    .source
                    .map_or(JsonValue::Null, |source| JsonValue::clone(&source)),
            ),
            (
                "request",
                object([
                    ("headers", JsonValue::Object(self.headers.clone())),
                    ("domainName", JsonValue::Null),
                ]),
            ),
            ("prev", JsonValue::Null),
            (
                "info",
                object([
                    (
                        "selectionSetList",
                        JsonValue::Array(list.into_iter().map(JsonValue::from).collect()),
                    ),
                    (
                        "selectionSetGraphQL",
                        selection_set::graphql(field.fields).into(),
                    ),
                    ("fieldName", name.into()),
                    ("parentTypeName", field.parent_type.into()),
                    ("variables", JsonValue::Object(self.variables.clone())),
                ]),
            ),
            ("stash", JsonValue::Object(JsonMap::new())),
        ])
    }
}

fn object<const N: usize>(members: [(&str, JsonValue); N]) -> JsonValue {
    let mut object = JsonMap::new();
    for (name, value) in members {
        object.insert(name, value);
    }
    JsonValue::Object(object)
}
