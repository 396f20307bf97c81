//! What is given to an argument fits its type.

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::misfit;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct ArgumentsOfCorrectType;

impl<'a> Rule<'a> for ArgumentsOfCorrectType {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Argument(argument) = syntax else {
            return;
        };
        let Some(definition) = at.place.argument else {
            return;
        };
        if let Some(sentence) = misfit::sentence(at.schema, argument, &definition.ty) {
            at.report("WrongType", &sentence, argument.location());
        }
    }
}
