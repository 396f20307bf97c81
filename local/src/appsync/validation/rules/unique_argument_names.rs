//! An argument is given only once. A rule of later versions.

use super::{Rule, repeated};
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct UniqueArgumentNames;

impl<'a> Rule<'a> for UniqueArgumentNames {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let (arguments, span) = match syntax {
            Syntax::Field(field) => (&field.arguments, field.location()),
            Syntax::Directive(directive, _) => (&directive.arguments, directive.location()),
            _ => return,
        };
        for argument in repeated(arguments, |argument| &argument.name) {
            let sentence = format!("There can be only one argument named '{}'", argument.name);
            at.report("DuplicateArgumentNames", &sentence, span);
        }
    }
}
