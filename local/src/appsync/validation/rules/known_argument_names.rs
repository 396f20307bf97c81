//! An argument is one of the field or the directive.

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct KnownArgumentNames;

impl<'a> Rule<'a> for KnownArgumentNames {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Argument(argument) = syntax else {
            return;
        };
        if at.place.argument.is_some() {
            return;
        }
        let (kind, owner) = match (at.place.directive, at.place.field) {
            (Some(_), _) => ("UnknownDirective", "directive"),
            (None, Some(_)) => ("UnknownArgument", "field"),
            (None, None) => return,
        };
        let sentence = format!("Unknown {owner} argument {}", argument.name);
        at.report(kind, &sentence, argument.location());
    }
}
