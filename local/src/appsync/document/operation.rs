//! An operation whose document and variables are good.

use std::collections::HashMap;

use apollo_compiler::Node;
use apollo_compiler::ast::{DirectiveList, Value};
use apollo_compiler::executable::{ExecutableDocument, Field, Operation};
use apollo_compiler::validation::Valid;

use super::super::json::{self, JsonMap, JsonValue};

/// An operation that may be executed.
#[derive(Debug)]
pub(in crate::appsync) struct CheckedOperation {
    pub(in crate::appsync) document: Valid<ExecutableDocument>,
    pub(in crate::appsync) operation: Node<Operation>,
    /// The variables, coerced.
    pub(in crate::appsync) variables: JsonMap,
    /// How long each variable is as JSON text, in bytes.
    variable_sizes: HashMap<String, usize>,
    /// The answers to `__schema` and `__type`, by response key.
    pub(in crate::appsync) introspection: JsonMap,
}

impl CheckedOperation {
    pub(super) fn new(
        document: Valid<ExecutableDocument>,
        operation: Node<Operation>,
        variables: JsonMap,
        introspection: JsonMap,
    ) -> Self {
        let variable_sizes = variables
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), json::text(value).len()))
            .collect();
        Self {
            document,
            operation,
            variables,
            variable_sizes,
            introspection,
        }
    }

    /// How much the variables in the field's arguments come to as JSON text, in bytes: one
    /// that is named a thousand times counts a thousand times.
    pub(in crate::appsync) fn variables_in(&self, field: &Field) -> usize {
        let arguments = field.arguments.iter();
        arguments
            .map(|argument| self.variables_in_value(&argument.value))
            .fold(0, usize::saturating_add)
    }

    fn variables_in_value(&self, value: &Value) -> usize {
        match value {
            Value::Variable(name) => self
                .variable_sizes
                .get(name.as_str())
                .copied()
                .unwrap_or_default(),
            Value::List(items) => items
                .iter()
                .map(|item| self.variables_in_value(item))
                .fold(0, usize::saturating_add),
            Value::Object(members) => members
                .iter()
                .map(|(_, member)| self.variables_in_value(member))
                .fold(0, usize::saturating_add),
            Value::Null
            | Value::Enum(_)
            | Value::String(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Boolean(_) => 0,
        }
    }

    /// Whether `@skip` and `@include` let a selection stand.
    pub(in crate::appsync) fn includes(&self, directives: &DirectiveList) -> bool {
        !self.condition(directives, "skip").unwrap_or(false)
            && self.condition(directives, "include").unwrap_or(true)
    }

    fn condition(&self, directives: &DirectiveList, name: &str) -> Option<bool> {
        let value = directives.get(name)?.specified_argument_by_name("if")?;
        match value.as_variable() {
            Some(variable) => self
                .variables
                .get(variable.as_str())
                .and_then(JsonValue::as_bool),
            None => value.to_bool(),
        }
    }
}
