//! The walk through a document: once, depth first, with every rule at every part, so that
//! mistakes are told in the order of the document, and those of one part in the order of the
//! rules.
//!
//! The rules about variables follow the spread of a fragment, as often as it is spread and
//! with the fields around it in the path; they don't look at the fragment where it is
//! defined. All other rules look at it there, and only there.
//!
//! Source: graphql-java 9.6, `LanguageTraversal`, `RulesVisitor` and `TraversalContext`

mod follow;
mod selections;
mod type_system;
mod values;

use apollo_compiler::ast::{
    Definition, Directive, DirectiveLocation, Document, FragmentDefinition, OperationDefinition,
    OperationType, Type, VariableDefinition,
};
use apollo_compiler::{Name, Node};

use super::context::{Context, Input, Output, Place};
use super::rules::{self, Rule};
use super::syntax::Syntax;
use crate::appsync::errors::GraphqlError;
use crate::appsync::schema::ApiSchema;
use follow::Followed;

/// What the rules find in a document, in the order in which they find it.
pub(super) fn errors(schema: &ApiSchema, document: &Document) -> Vec<GraphqlError> {
    let at = Context::new(schema, document);
    let mut walk = Walk {
        rules: rules::all(&at),
        at,
        part: Part::Other,
        followed: Followed::default(),
    };
    walk.document(document);
    walk.at.report.into_errors()
}

struct Walk<'a> {
    rules: Vec<Box<dyn Rule<'a> + 'a>>,
    at: Context<'a>,
    part: Part,
    followed: Followed<'a>,
}

/// The part of the document that the walk is in, which decides the rules that it asks.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// The definition of a fragment: the rules that don't follow spreads.
    Fragment,
    /// A fragment where it is spread: the rules that follow it.
    SpreadFragment,
    /// Everything else: all rules.
    Other,
}

impl Part {
    fn asks(self, rule: &dyn Rule<'_>) -> bool {
        match self {
            Self::Fragment => !rule.follows_spreads(),
            Self::SpreadFragment => rule.follows_spreads(),
            Self::Other => true,
        }
    }
}

impl<'a> Walk<'a> {
    fn enter(&mut self, syntax: Syntax<'a>) {
        if self.part == Part::SpreadFragment {
            self.followed.count();
        }
        for rule in &mut self.rules {
            if self.part.asks(rule.as_ref()) {
                rule.enter(syntax, &mut self.at);
            }
        }
    }

    fn leave(&mut self, syntax: Syntax<'a>) {
        for rule in &mut self.rules {
            if self.part.asks(rule.as_ref()) {
                rule.leave(syntax, &mut self.at);
            }
        }
    }

    /// Walks on with the definitions that `change` finds around the place, and comes back.
    fn inside(&mut self, change: impl FnOnce(&mut Place<'a>), walk: impl FnOnce(&mut Self)) {
        let outside = self.at.place;
        change(&mut self.at.place);
        walk(self);
        self.at.place = outside;
    }

    fn document(&mut self, document: &'a Document) {
        self.enter(Syntax::Document(document));
        for definition in &document.definitions {
            if self.at.report.is_full() {
                return;
            }
            match definition {
                Definition::OperationDefinition(operation) => self.operation(operation),
                Definition::FragmentDefinition(fragment) => {
                    self.part = Part::Fragment;
                    self.fragment(fragment);
                    self.part = Part::Other;
                }
                other => self.type_system(other),
            }
        }
        self.leave(Syntax::Document(document));
    }

    fn operation(&mut self, operation: &'a Node<OperationDefinition>) {
        let schema = self.at.schema.valid();
        let output = schema
            .root_operation(operation.operation_type)
            .map(Output::named);
        self.followed.begin_operation();
        self.inside(
            |place| place.output = output,
            |walk| {
                walk.enter(Syntax::Operation(operation));
                for variable in &operation.variables {
                    walk.variable_definition(variable);
                }
                let location = match operation.operation_type {
                    OperationType::Query => DirectiveLocation::Query,
                    OperationType::Mutation => DirectiveLocation::Mutation,
                    OperationType::Subscription => DirectiveLocation::Subscription,
                };
                walk.directives(&operation.directives, Some(location));
                walk.selection_set(&operation.selection_set);
                walk.leave(Syntax::Operation(operation));
            },
        );
    }

    fn variable_definition(&mut self, variable: &'a Node<VariableDefinition>) {
        let input = self.input_of(&variable.ty);
        self.inside(
            |place| place.input = input,
            |walk| {
                walk.enter(Syntax::VariableDefinition(variable));
                walk.type_name(variable.ty.inner_named_type());
                if let Some(default) = &variable.default_value {
                    walk.value(default);
                }
                let location = DirectiveLocation::VariableDefinition;
                walk.directives(&variable.directives, Some(location));
            },
        );
    }

    /// `None` for a type that there is not, or that no value has. That of a list is not found
    /// out here, as in graphql-java.
    fn input_of(&self, ty: &'a Type) -> Option<Input<'a>> {
        let definition = self.at.schema.type_named(ty.inner_named_type())?;
        let is_of_values = definition.is_input_type() || !matches!(ty, Type::Named(_));
        is_of_values.then_some(Input {
            ty,
            has_default: false,
        })
    }

    fn fragment(&mut self, fragment: &'a Node<FragmentDefinition>) {
        let condition = self.output_of(&fragment.type_condition);
        self.at.path.push(&fragment.name);
        self.inside(
            |place| place.output = condition,
            |walk| {
                walk.enter(Syntax::Fragment(fragment));
                walk.type_condition(&fragment.type_condition);
                let location = DirectiveLocation::FragmentDefinition;
                walk.directives(&fragment.directives, Some(location));
                walk.selection_set(&fragment.selection_set);
                walk.leave(Syntax::Fragment(fragment));
            },
        );
        self.at.path.pop();
    }

    /// `None` for a type that there is not, or that no answer has.
    fn output_of(&self, name: &'a Name) -> Option<Output<'a>> {
        let definition = self.at.schema.type_named(name)?;
        definition.is_output_type().then(|| Output::named(name))
    }

    fn type_name(&mut self, name: &'a Name) {
        self.enter(Syntax::TypeName(name, name.location()));
    }

    /// The type that a fragment is on. graphql-java's parser forgets where it stands.
    fn type_condition(&mut self, name: &'a Name) {
        self.enter(Syntax::TypeName(name, None));
    }

    fn directives(
        &mut self,
        directives: &'a [Node<Directive>],
        location: Option<DirectiveLocation>,
    ) {
        for directive in directives {
            let definition = self
                .at
                .schema
                .valid()
                .directive_definitions
                .get(&directive.name);
            self.inside(
                |place| place.directive = definition.map(|definition| &**definition),
                |walk| {
                    walk.enter(Syntax::Directive(directive, location));
                    for argument in &directive.arguments {
                        walk.argument(argument);
                    }
                },
            );
        }
    }
}
