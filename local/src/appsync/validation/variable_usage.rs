//! Variables inside lists and objects that are of another type than their place.
//!
//! The GraphQL compiler compares variables that are whole arguments, and no others.
//!
//! Assumed: what the specification allows is executed, though graphql-java 9 doesn't let a
//! nullable variable stand where a default would take its place.
//!
//! Source: GraphQL, section 5.8.5

use std::collections::{HashMap, HashSet};

use apollo_compiler::ast::{
    Definition, Document, Field, FragmentDefinition, OperationDefinition, Selection, Type, Value,
};
use apollo_compiler::{Name, Node};

use super::validation_error;
use super::wording::effective_type;
use crate::appsync::errors::{GraphqlError, path_suffix};
use crate::appsync::limits::MAX_REPORTED_ERRORS;
use crate::appsync::schema::ApiSchema;

/// The errors for the variables of all operations, in the fragments that they spread as well.
pub(super) fn errors(schema: &ApiSchema, document: &Document) -> Vec<GraphqlError> {
    let mut errors = Vec::new();
    let definitions = document.definitions.iter();
    let fragments = definitions
        .clone()
        .filter_map(Definition::as_fragment_definition)
        .map(|fragment| (&fragment.name, fragment))
        .collect();
    for operation in definitions.filter_map(Definition::as_operation_definition) {
        let mut usages = Usages {
            schema,
            document,
            fragments: &fragments,
            operation,
            spread: HashSet::new(),
            path: Vec::new(),
            errors: &mut errors,
        };
        let root = schema.valid().root_operation(operation.operation_type);
        usages.selections(root, &operation.selection_set);
    }
    errors
}

struct Usages<'a> {
    schema: &'a ApiSchema,
    document: &'a Document,
    fragments: &'a HashMap<&'a Name, &'a Node<FragmentDefinition>>,
    operation: &'a OperationDefinition,
    spread: HashSet<&'a Name>,
    path: Vec<&'a str>,
    errors: &'a mut Vec<GraphqlError>,
}

/// A place for a value.
#[derive(Clone, Copy)]
struct Expected<'a> {
    ty: &'a Type,
    /// Whether a default takes the place of a variable that was left out.
    has_default: bool,
}

impl<'a> Usages<'a> {
    fn selections(&mut self, parent: Option<&'a Name>, selections: &'a [Selection]) {
        for selection in selections {
            match selection {
                Selection::Field(field) => {
                    self.path.push(&field.name);
                    self.field(parent, field);
                    self.path.pop();
                }
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.type_condition.as_ref().or(parent);
                    self.selections(condition, &fragment.selection_set);
                }
                Selection::FragmentSpread(spread) => {
                    if self.spread.insert(&spread.fragment_name)
                        && let Some(fragment) = self.fragments.get(&spread.fragment_name).copied()
                    {
                        self.path.push(&fragment.name);
                        self.selections(Some(&fragment.type_condition), &fragment.selection_set);
                        self.path.pop();
                    }
                }
            }
        }
    }

    fn field(&mut self, parent: Option<&'a Name>, field: &'a Field) {
        let Some(definition) =
            parent.and_then(|parent| self.schema.valid().type_field(parent, &field.name).ok())
        else {
            return;
        };
        for argument in &field.arguments {
            let expected = definition.argument_by_name(&argument.name);
            if let Some(expected) = expected.filter(|_| argument.value.as_variable().is_none()) {
                self.value(&expected.ty, &argument.value);
            }
        }
        let returned = definition.ty.inner_named_type();
        self.selections(Some(returned), &field.selection_set);
    }

    /// Looks at the variables inside of a value.
    fn value(&mut self, expected: &Type, value: &Value) {
        match value {
            Value::List(items) if expected.is_list() => {
                let place = Expected {
                    ty: expected.item_type(),
                    has_default: false,
                };
                for item in items {
                    self.inner(place, item);
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    let fields = self.schema.input_fields(expected.inner_named_type());
                    let field = fields
                        .into_iter()
                        .flatten()
                        .find(|field| field.name == *name);
                    if let Some(field) = field {
                        let place = Expected {
                            ty: &field.ty,
                            has_default: field.default_value.is_some(),
                        };
                        self.inner(place, member);
                    }
                }
            }
            Value::Null
            | Value::Enum(_)
            | Value::Variable(_)
            | Value::String(_)
            | Value::Float(_)
            | Value::Int(_)
            | Value::Boolean(_)
            | Value::List(_) => {}
        }
    }

    fn inner(&mut self, place: Expected<'_>, value: &Node<Value>) {
        let Some(name) = value.as_variable() else {
            return self.value(place.ty, value);
        };
        let mut definitions = self.operation.variables.iter();
        let Some(variable) = definitions.find(|definition| definition.name == *name) else {
            return;
        };
        let default = variable.default_value.as_ref();
        let is_never_null = place.has_default || default.is_some_and(|value| !value.is_null());
        let fits = if is_never_null {
            let nullable = place.ty.clone().nullable();
            variable.ty.is_assignable_to(&nullable)
        } else {
            variable.ty.is_assignable_to(place.ty)
        };
        if !fits && self.errors.len() < MAX_REPORTED_ERRORS {
            let effective = effective_type(self.document, name, &variable.ty.to_string());
            let message = format!(
                "Variable type '{effective}' doesn't match expected type '{}'",
                place.ty
            );
            self.errors.push(validation_error(
                self.document,
                "VariableTypeMismatch",
                &message,
                &path_suffix(&self.path),
                value.location(),
            ));
        }
    }
}
