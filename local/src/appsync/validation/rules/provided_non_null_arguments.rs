//! An argument that can't be null and has no default is given.

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct ProvidedNonNullArguments;

impl<'a> Rule<'a> for ProvidedNonNullArguments {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let (kind, what, defined, given, span) = match syntax {
            Syntax::Field(field) => (
                "MissingFieldArgument",
                "field",
                at.place.field.map(|definition| &definition.arguments),
                &field.arguments,
                field.location(),
            ),
            Syntax::Directive(directive, _) => (
                "MissingDirectiveArgument",
                "directive",
                at.place.directive.map(|definition| &definition.arguments),
                &directive.arguments,
                directive.location(),
            ),
            _ => return,
        };
        for argument in defined.into_iter().flatten() {
            let is_given = given.iter().any(|given| given.name == argument.name);
            if argument.is_required() && !is_given {
                let sentence = format!("Missing {what} argument {}", argument.name);
                at.report(kind, &sentence, span);
            }
        }
    }
}
