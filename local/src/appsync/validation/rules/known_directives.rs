//! A directive is defined, and may stand where it does.

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct KnownDirectives;

impl<'a> Rule<'a> for KnownDirectives {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Directive(directive, location) = syntax else {
            return;
        };
        let (kind, sentence) = match at.place.directive {
            None => (
                "UnknownDirective",
                format!("Unknown directive {}", directive.name),
            ),
            Some(definition)
                if location.is_some_and(|location| definition.locations.contains(&location)) =>
            {
                return;
            }
            Some(_) => (
                "MisplacedDirective",
                format!("Directive {} not allowed here", directive.name),
            ),
        };
        at.report(kind, &sentence, directive.location());
    }
}
