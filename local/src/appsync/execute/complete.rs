//! From what a resolver returned to what the client is shown.
//!
//! Source: GraphQL, section 6.4.3; the messages are AppSync's as captured.

use std::sync::Arc;

use apollo_compiler::ast::Type;
use apollo_compiler::schema::ExtendedType;

use super::level::{Level, Outcome};
use super::tree::{CellId, Path, Slot, Task};
use super::{collect, selected};
use crate::appsync::batch::Failure;
use crate::appsync::errors::{
    FieldError, GraphqlError, Location, PathSegment, PlainError, path_text,
};
use crate::appsync::json::{JsonValue, java_text};
use crate::appsync::scalars::Scalar;

impl<'a> Level<'_, 'a> {
    /// Puts what a field comes to into the tree; the fields of the objects in it become tasks.
    pub(super) fn complete(&mut self, task: &Task<'a>, outcome: Outcome, next: &mut Vec<Task<'a>>) {
        let Some(field) = task.fields.first().copied() else {
            return;
        };
        let resolution = match outcome {
            Outcome::Resolved(resolution) => resolution,
            Outcome::Member => Ok(self.member(task)),
        };
        match resolution {
            Err(failure) => self.fail(task, &failure),
            // Introspection is complete as it comes.
            Ok(value) if matches!(field.name.as_str(), "__schema" | "__type") => {
                self.tree.fill(task.cell, Slot::Leaf(value));
            }
            Ok(value) => {
                let path = task.path.clone();
                self.value(task, task.cell, field.ty(), value, &path, next);
            }
        }
    }

    fn value(
        &mut self,
        task: &Task<'a>,
        cell: CellId,
        ty: &Type,
        value: JsonValue,
        path: &Path,
        next: &mut Vec<Task<'a>>,
    ) {
        if self.tree.is_full() {
            // Said once; saying it for every value would cost as much as the values.
            if !std::mem::replace(&mut self.is_known_to_be_full, true) {
                let message = "The response is too large.".to_owned();
                self.tree.report_full(plain_error(path.segments(), message));
            }
            return;
        }
        if value.is_null() {
            if ty.is_non_null() {
                // A list has no name of its own.
                let name = if ty.is_list() {
                    "null"
                } else {
                    ty.inner_named_type().as_str()
                };
                let parent = parent_name(task, path);
                self.misfit(path, |at| format!("Cannot return null for non-nullable type: '{name}' within parent '{parent}' ({at})"));
            }
            return;
        }
        match ty {
            Type::List(item) | Type::NonNullList(item) => {
                self.list(task, cell, item, value, path, next);
            }
            Type::Named(name) | Type::NonNullNamed(name) => {
                match self.execution.schema.type_named(name) {
                    Some(ExtendedType::Enum(definition)) => {
                        if value
                            .as_str()
                            .is_some_and(|text| definition.values.contains_key(text))
                        {
                            self.tree.fill(cell, Slot::Leaf(value));
                        } else {
                            self.misfit(path, |at| {
                            format!("Can't serialize value ({at}) : Invalid input for Enum '{name}'. Unknown value '{}'", java_text(&value))
                        });
                        }
                    }
                    Some(ExtendedType::Scalar(_)) => {
                        match Scalar::named(name).map(|scalar| scalar.output(&value)) {
                            Some(Ok(value)) => self.tree.fill(cell, Slot::Leaf(value)),
                            Some(Err(problem)) => self.misfit(path, |at| {
                                format!("Can't serialize value ({at}) : {problem}")
                            }),
                            None => {}
                        }
                    }
                    _ => self.object(task, cell, name, value, path, next),
                }
            }
        }
    }

    fn list(
        &mut self,
        task: &Task<'a>,
        cell: CellId,
        item: &Type,
        value: JsonValue,
        path: &Path,
        next: &mut Vec<Task<'a>>,
    ) {
        let JsonValue::Array(values) = value else {
            return self.mismatch("LIST", &value, path);
        };
        let mut cells = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            let cell = self.tree.open(item.is_non_null());
            cells.push(cell);
            self.value(
                task,
                cell,
                item,
                value,
                &path.child(PathSegment::Index(index)),
                next,
            );
        }
        self.tree.fill(cell, Slot::List(cells));
    }

    fn object(
        &mut self,
        task: &Task<'a>,
        cell: CellId,
        declared: &str,
        value: JsonValue,
        path: &Path,
        next: &mut Vec<Task<'a>>,
    ) {
        if !value.is_object() {
            return self.mismatch("OBJECT", &value, path);
        }
        let schema = self.execution.schema;
        let claimed = match schema.type_named(declared) {
            Some(ExtendedType::Object(_)) => Some(declared),
            _ => value
                .get("__typename")
                .and_then(JsonValue::as_str)
                .filter(|name| schema.applies(declared, name)),
        };
        let Some(object_type) = claimed
            .and_then(|name| schema.type_named(name))
            .filter(|definition| definition.is_object())
        else {
            return self.unresolved_type(task, declared, &value, path);
        };
        let selection_sets = task.fields.iter().map(|field| &field.selection_set);
        let fields = collect::fields(
            schema,
            self.execution.operation,
            object_type.name(),
            selection_sets,
        );
        let source = Arc::new(value);
        let (entries, tasks) =
            self.tree
                .open_object(object_type.name(), fields, Some(&source), path, task.depth);
        self.tree.fill(cell, Slot::Object(entries));
        next.extend(tasks);
    }

    /// An object of an interface or a union that doesn't say which of its types it is.
    fn unresolved_type(&mut self, task: &Task<'a>, declared: &str, value: &JsonValue, path: &Path) {
        let claimed = value
            .get("__typename")
            .and_then(JsonValue::as_str)
            .filter(|name| self.execution.schema.valid().get_object(name).is_some());
        let problem = match claimed {
            Some(name) => {
                format!("Runtime Object type '{name}' is not a possible type for '{declared}'.")
            }
            None => format!("Could not determine the exact type of '{declared}'"),
        };
        let parent = parent_name(task, path);
        let field = task.name();
        self.misfit(path, |at| {
            format!("Can't resolve '{at}'. Abstract type '{declared}' must resolve to an Object type at runtime for field '{parent}.{field}'. {problem}")
        });
    }

    fn mismatch(&mut self, expected: &str, value: &JsonValue, path: &Path) {
        let got = match value {
            JsonValue::Null => "NULL",
            JsonValue::Bool(_) => "BOOLEAN",
            JsonValue::Number(_) => "NUMBER",
            JsonValue::String(_) => "STRING",
            JsonValue::Array(_) => "LIST",
            JsonValue::Object(_) => "OBJECT",
        };
        self.misfit(path, |at| format!("Can't resolve value ({at}) : type mismatch error, expected type {expected}, got {got}"));
    }

    /// The value stays null, and an error says why. Assumed: as in graphql-java 9 nothing
    /// more is told where it must not be null, since that has an error already.
    fn misfit(&mut self, path: &Path, message: impl FnOnce(&str) -> String) {
        let segments = path.segments();
        let message = message(&path_text(&segments));
        self.tree.report(plain_error(segments, message));
    }

    fn fail(&mut self, task: &Task<'a>, failure: &Failure) {
        let sources = &self.execution.operation.document.sources;
        let place = task
            .fields
            .first()
            .and_then(|field| field.line_column_range(sources));
        let error = FieldError {
            path: task.path.segments(),
            data: selected::of(self.execution, &task.fields, &failure.data),
            error_type: failure.error_type.clone(),
            error_info: (),
            locations: place
                .map(|range| Location::at(range.start.line, range.start.column))
                .into_iter()
                .collect(),
            message: failure.message.clone(),
        };
        self.tree.report(GraphqlError::Field(Box::new(error)));
    }
}

/// The name of the type around a value. Assumed: the list around an item has none, as in
/// graphql-java 9.
fn parent_name<'t>(task: &'t Task<'_>, path: &Path) -> &'t str {
    if path.ends_in_a_list() {
        "null"
    } else {
        &task.parent_type
    }
}

/// An error without type and place.
fn plain_error(path: Vec<PathSegment>, message: String) -> GraphqlError {
    GraphqlError::Plain(PlainError {
        path: Some(path),
        locations: None,
        message,
    })
}
