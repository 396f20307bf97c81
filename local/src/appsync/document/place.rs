//! Where in a document something stands: the fields around it and the argument.

use apollo_compiler::ast::{Argument, Definition, Directive, Document, Field, Selection};
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::schema::FieldDefinition;
use apollo_compiler::{Name, Node};

use super::children;
use crate::appsync::errors::path_suffix;
use crate::appsync::schema::ApiSchema;

/// The innermost field around a place, and what leads to it.
#[derive(Clone, Debug, Default)]
pub(in crate::appsync) struct Place<'a> {
    /// The names of the fragment and the fields around it, outermost first.
    pub(in crate::appsync) path: Vec<&'a str>,
    /// The innermost field.
    pub(in crate::appsync) field: Option<&'a Node<Field>>,
    /// The definition of that field; `None` when the schema has no such field.
    pub(in crate::appsync) definition: Option<&'a FieldDefinition>,
    /// The argument of that field, when the place is inside one.
    pub(in crate::appsync) argument: Option<&'a Node<Argument>>,
}

impl<'a> Place<'a> {
    /// The place of the text at `offset`.
    pub(in crate::appsync) fn find(
        schema: &'a ApiSchema,
        document: &'a Document,
        offset: usize,
    ) -> Self {
        let mut place = Self::default();
        let Some(definition) = document
            .definitions
            .iter()
            .find(|definition| contains(definition.location(), offset))
        else {
            return place;
        };
        let (mut selections, mut parent): (&[Selection], Option<&Name>) = match definition {
            Definition::OperationDefinition(operation) => (
                &operation.selection_set,
                schema.valid().root_operation(operation.operation_type),
            ),
            Definition::FragmentDefinition(fragment) => {
                place.path.push(fragment.name.as_str());
                (&fragment.selection_set, Some(&fragment.type_condition))
            }
            _ => return place,
        };
        while let Some(selection) = selections
            .iter()
            .find(|selection| contains(selection.location(), offset))
        {
            match selection {
                Selection::Field(field) => {
                    place.enter(schema, parent, field, offset);
                    parent = place
                        .definition
                        .map(|definition| definition.ty.inner_named_type());
                }
                Selection::InlineFragment(fragment) => {
                    parent = fragment.type_condition.as_ref().or(parent);
                }
                Selection::FragmentSpread(_) => {}
            }
            selections = children(selection);
        }
        place
    }

    /// The place's path as graphql-java appends it to a message.
    pub(in crate::appsync) fn suffix(&self) -> String {
        path_suffix(&self.path)
    }

    fn enter(
        &mut self,
        schema: &'a ApiSchema,
        parent: Option<&Name>,
        field: &'a Node<Field>,
        offset: usize,
    ) {
        self.path.push(field.name.as_str());
        self.field = Some(field);
        self.definition = parent
            .and_then(|parent| schema.valid().type_field(parent, &field.name).ok())
            .map(|definition| &***definition);
        let arguments = |directive: &'a Node<Directive>| directive.arguments.iter();
        self.argument = field
            .arguments
            .iter()
            .chain(field.directives.iter().flat_map(arguments))
            .find(|argument| contains(argument.location(), offset));
    }
}

fn contains(span: Option<SourceSpan>, offset: usize) -> bool {
    span.is_some_and(|span| span.offset() <= offset && offset < span.end_offset())
}
