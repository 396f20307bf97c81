//! Scalars in a document that don't fit, in graphql-java's words.
//!
//! The GraphQL compiler takes any literal for a scalar that GraphQL itself doesn't define.

use apollo_compiler::Name;
use apollo_compiler::ast::{Document, Selection};
use apollo_compiler::parser::SourceSpan;

use super::argument_problem;
use super::validation_error;
use super::wording::bad_default;
use crate::appsync::errors::{GraphqlError, path_suffix};
use crate::appsync::limits::MAX_REPORTED_ERRORS;
use crate::appsync::literal;
use crate::appsync::schema::ApiSchema;

/// The errors for the scalars that are written in the document and don't fit.
pub(super) fn errors(schema: &ApiSchema, document: &Document) -> Vec<GraphqlError> {
    let mut found = Misfits {
        schema,
        document,
        errors: Vec::new(),
    };
    for definition in &document.definitions {
        if let Some(operation) = definition.as_operation_definition() {
            let mut path = Vec::new();
            found.walk(
                schema.valid().root_operation(operation.operation_type),
                &operation.selection_set,
                &mut path,
            );
            for variable in &operation.variables {
                let default = variable.default_value.as_ref();
                if default
                    .is_some_and(|value| literal::misfit(schema, &variable.ty, value).is_some())
                    && let Some(message) = bad_default(variable)
                {
                    found.add("BadValueForDefaultArg", &message, &[], variable.location());
                }
            }
        } else if let Some(fragment) = definition.as_fragment_definition() {
            let mut path = vec![fragment.name.as_str()];
            found.walk(
                Some(&fragment.type_condition),
                &fragment.selection_set,
                &mut path,
            );
        }
    }
    found.errors
}

struct Misfits<'a> {
    schema: &'a ApiSchema,
    document: &'a Document,
    errors: Vec<GraphqlError>,
}

impl<'a> Misfits<'a> {
    fn walk(
        &mut self,
        parent: Option<&'a Name>,
        selections: &'a [Selection],
        path: &mut Vec<&'a str>,
    ) {
        for selection in selections {
            match selection {
                Selection::Field(field) => {
                    let definition = parent.and_then(|parent| {
                        self.schema.valid().type_field(parent, &field.name).ok()
                    });
                    path.push(&field.name);
                    for argument in &field.arguments {
                        let expected = definition
                            .and_then(|definition| definition.argument_by_name(&argument.name))
                            .map(|expected| &expected.ty);
                        if let Some(sentence) = expected.and_then(|expected| {
                            argument_problem::sentence(self.schema, argument, expected)
                        }) {
                            self.add("WrongType", &sentence, path, argument.location());
                        }
                    }
                    self.walk(
                        definition.map(|definition| definition.ty.inner_named_type()),
                        &field.selection_set,
                        path,
                    );
                    path.pop();
                }
                Selection::InlineFragment(fragment) => self.walk(
                    fragment.type_condition.as_ref().or(parent),
                    &fragment.selection_set,
                    path,
                ),
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    fn add(&mut self, kind: &str, message: &str, path: &[&str], place: Option<SourceSpan>) {
        if self.errors.len() < MAX_REPORTED_ERRORS {
            self.errors.push(validation_error(
                self.document,
                kind,
                message,
                &path_suffix(path),
                place,
            ));
        }
    }
}
