//! The variables of an operation have names of their own. A rule of later versions.

use super::{Rule, repeated};
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct UniqueVariableNames;

impl<'a> Rule<'a> for UniqueVariableNames {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Operation(operation) = syntax else {
            return;
        };
        for variable in repeated(&operation.variables, |variable| &variable.name) {
            let sentence = format!("There can be only one variable named '{}'", variable.name);
            at.report("DuplicateVariableName", &sentence, variable.location());
        }
    }
}
