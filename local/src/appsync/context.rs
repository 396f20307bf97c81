//! The context object: what a direct Lambda resolver is called with.
//!
//! It borrows everything that it is made of: a request may have thousands of contexts, and
//! each shows the same headers and variables.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference.html>

use std::collections::BTreeMap;

use apollo_compiler::Node;
use apollo_compiler::executable::Field;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::document::CheckedOperation;
use super::json::{JsonMap, JsonValue};
use super::schema::ApiSchema;
use super::selection_set;

/// The parts of the context that all resolvers of a request share, as JSON text: they are
/// written once for each of them.
#[derive(Debug)]
pub(super) struct RequestContext {
    identity: Box<RawValue>,
    headers: Box<RawValue>,
    variables: Box<RawValue>,
}

/// The field that a context is for.
pub(super) struct FieldContext<'a> {
    pub(super) parent_type: &'a str,
    pub(super) fields: &'a [&'a Node<Field>],
    pub(super) arguments: &'a JsonMap,
    /// The parent object as its resolver returned it; `None` at the root.
    pub(super) source: Option<&'a JsonValue>,
}

/// A context as it is sent: exactly these members.
#[derive(Serialize)]
pub(super) struct Context<'a> {
    arguments: &'a JsonMap,
    identity: &'a RawValue,
    source: Option<&'a JsonValue>,
    request: Request<'a>,
    /// Null: a direct resolver is no pipeline.
    prev: (),
    info: Info<'a>,
    /// Empty: nothing runs before a direct resolver.
    stash: BTreeMap<(), ()>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    headers: &'a RawValue,
    /// Null: the API has no domain of its own.
    domain_name: (),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Info<'a> {
    selection_set_list: Vec<String>,
    #[serde(rename = "selectionSetGraphQL")]
    selection_set_graphql: String,
    field_name: &'a str,
    parent_type_name: &'a str,
    variables: &'a RawValue,
}

impl RequestContext {
    /// `variables` are those that the client sent.
    ///
    /// # Errors
    /// None that JSON values can cause.
    pub(super) fn new(
        identity: &JsonValue,
        headers: &JsonMap,
        variables: &JsonMap,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            identity: to_raw_value(identity)?,
            headers: to_raw_value(headers)?,
            variables: to_raw_value(variables)?,
        })
    }

    /// The context of one field.
    pub(super) fn of_field<'a>(
        &'a self,
        schema: &ApiSchema,
        operation: &CheckedOperation,
        field: &FieldContext<'a>,
    ) -> Context<'a> {
        let name = field.fields.first().map(|field| field.name.as_str());
        Context {
            arguments: field.arguments,
            identity: &self.identity,
            source: field.source,
            request: Request {
                headers: &self.headers,
                domain_name: (),
            },
            prev: (),
            info: Info {
                selection_set_list: selection_set::list(schema, operation, field.fields),
                selection_set_graphql: selection_set::graphql(field.fields),
                field_name: name.unwrap_or_default(),
                parent_type_name: field.parent_type,
                variables: &self.variables,
            },
            stash: BTreeMap::new(),
        }
    }
}
