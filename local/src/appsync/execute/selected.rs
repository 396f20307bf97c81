//! What a client selected of the data that came with an error.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/resolver-util-reference.html>

use apollo_compiler::Node;
use apollo_compiler::executable::Field;

use super::{Execution, collect};
use crate::appsync::json::{JsonMap, JsonValue};

/// The members that the fields select, however deep; what is no object stays whole.
pub(super) fn of(
    execution: &Execution<'_>,
    fields: &[&Node<Field>],
    data: &JsonValue,
) -> JsonValue {
    match data {
        JsonValue::Array(items) => items
            .iter()
            .map(|item| of(execution, fields, item))
            .collect::<Vec<_>>()
            .into(),
        JsonValue::Object(members) => object(execution, fields, members),
        data => data.clone(),
    }
}

fn object(execution: &Execution<'_>, fields: &[&Node<Field>], members: &JsonMap) -> JsonValue {
    let declared = fields.first().map(|field| field.ty().inner_named_type());
    let composite = declared.filter(|name| {
        let definition = execution.schema.type_named(name);
        definition.is_some_and(|definition| !definition.is_leaf())
    });
    let Some(object_type) = composite else {
        return JsonValue::Object(members.clone());
    };
    let selection_sets = fields.iter().map(|field| &field.selection_set);
    let fields = collect::fields(
        execution.schema,
        execution.operation,
        object_type,
        selection_sets,
    );
    let mut selected = JsonMap::new();
    for (key, fields) in fields {
        let name = fields.first().map(|field| field.name.as_str());
        if let Some(value) = name.and_then(|name| members.get(name)) {
            selected.insert(key.as_str(), of(execution, &fields, value));
        }
    }
    JsonValue::Object(selected)
}
