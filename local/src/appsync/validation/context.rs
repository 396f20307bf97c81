//! What a rule knows of the place in the document that the walk has come to.

use std::collections::HashMap;

use apollo_compiler::ast::{Definition, Document, FragmentDefinition, Type};
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::schema::{
    DirectiveDefinition, ExtendedType, FieldDefinition, InputValueDefinition,
};
use apollo_compiler::{Name, Node};

use super::report::Report;
use crate::appsync::schema::ApiSchema;

/// The place, what it is looked up in, and what was found so far.
pub(super) struct Context<'a> {
    pub(super) schema: &'a ApiSchema,
    pub(super) document: &'a Document,
    /// Of several fragments of one name the last one counts.
    pub(super) fragments: HashMap<&'a Name, &'a Node<FragmentDefinition>>,
    pub(super) place: Place<'a>,
    /// The names of the fragments and fields around the place, outermost first.
    pub(super) path: Vec<&'a str>,
    pub(super) report: Report,
}

/// The definitions around a place, the innermost of each kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Place<'a> {
    /// The type that fields are selected on, when it can have fields.
    pub(super) parent: Option<&'a Name>,
    /// What the field, fragment or operation comes to.
    pub(super) output: Option<Output<'a>>,
    pub(super) field: Option<&'a FieldDefinition>,
    /// What a value has to fit.
    pub(super) input: Option<Input<'a>>,
    /// `None` outside of directives, and inside one that is not defined.
    pub(super) directive: Option<&'a DirectiveDefinition>,
    pub(super) argument: Option<&'a InputValueDefinition>,
}

/// The type of an answer.
#[derive(Clone, Copy)]
pub(super) struct Output<'a> {
    pub(super) name: &'a Name,
    /// Whether it is a list or can't be null.
    pub(super) is_wrapped: bool,
}

/// The type of a value.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    pub(super) ty: &'a Type,
    /// Whether a default takes the place of a variable that was left out.
    pub(super) has_default: bool,
}

impl<'a> Context<'a> {
    pub(super) fn new(schema: &'a ApiSchema, document: &'a Document) -> Self {
        let fragments = document
            .definitions
            .iter()
            .filter_map(Definition::as_fragment_definition)
            .map(|fragment| (&fragment.name, fragment))
            .collect();
        Self {
            schema,
            document,
            fragments,
            place: Place::default(),
            path: Vec::new(),
            report: Report::default(),
        }
    }

    /// Tells of a mistake at `span`, with the names around it.
    pub(super) fn report(&mut self, kind: &str, sentence: &str, span: Option<SourceSpan>) {
        self.report_all(kind, sentence, [span]);
    }

    /// Tells of a mistake that has several places, or none.
    pub(super) fn report_all(
        &mut self,
        kind: &str,
        sentence: &str,
        spans: impl IntoIterator<Item = Option<SourceSpan>>,
    ) {
        self.report
            .add(self.document, kind, sentence, &self.path, spans);
    }

    /// The definition of a type that can have fields.
    pub(super) fn composite(&self, name: &str) -> Option<&'a ExtendedType> {
        self.schema.type_named(name).filter(|definition| {
            definition.is_object() || definition.is_interface() || definition.is_union()
        })
    }
}

impl<'a> Output<'a> {
    pub(super) fn of(ty: &'a Type) -> Self {
        Self {
            name: ty.inner_named_type(),
            is_wrapped: !matches!(ty, Type::Named(_)),
        }
    }

    pub(super) fn named(name: &'a Name) -> Self {
        Self {
            name,
            is_wrapped: false,
        }
    }

    /// What graphql-java 9 says where it asks a type for its name: a list or a type that is
    /// not null has none.
    pub(super) fn java_name(self) -> &'a str {
        if self.is_wrapped { "null" } else { self.name }
    }
}

impl<'a> Input<'a> {
    pub(super) fn of(definition: &'a InputValueDefinition) -> Self {
        Self {
            ty: &definition.ty,
            has_default: definition.default_value.is_some(),
        }
    }
}
