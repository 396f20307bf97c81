//! A document that is executed defines operations and fragments only.

use apollo_compiler::Name;
use apollo_compiler::ast::Definition;

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct ExecutableDefinitions;

impl<'a> Rule<'a> for ExecutableDefinitions {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Document(document) = syntax else {
            return;
        };
        for definition in &document.definitions {
            let name = match definition {
                Definition::OperationDefinition(_) | Definition::FragmentDefinition(_) => continue,
                Definition::SchemaDefinition(_) | Definition::SchemaExtension(_) => "schema",
                Definition::DirectiveDefinition(_) => "provided",
                of_a_type => of_a_type.name().map_or("provided", Name::as_str),
            };
            at.report(
                "NonExecutableDefinition",
                &format!("The {name} definition is not executable."),
                definition.location(),
            );
        }
    }
}
