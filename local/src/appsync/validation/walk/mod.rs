//! The walk through a document: once, depth first, with every rule at every part, so that
//! mistakes are told in the order of the document, and those of one part in the order of the
//! rules.
//!
//! The rules about variables follow the spread of a fragment, as often as it is spread and
//! with the fields around it in the path; they don't look at the fragment where it is
//! defined. All other rules look at it there, and only there.
//!
//! Source: graphql-java 9.6, `LanguageTraversal`, `RulesVisitor` and `TraversalContext`

mod definitions;
mod follow;
mod selections;
mod type_system;
mod values;

use apollo_compiler::ast::{Definition, Directive, DirectiveLocation, Document};
use apollo_compiler::{Name, Node};

use super::context::{Context, Place};
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

    fn type_name(&mut self, name: &'a Name) {
        self.enter(Syntax::TypeName(name, name.location()));
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
