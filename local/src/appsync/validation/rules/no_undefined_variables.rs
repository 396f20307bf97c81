//! A variable that is used is defined by the operation.

use std::collections::HashSet;

use apollo_compiler::Name;

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

#[derive(Default)]
pub(super) struct NoUndefinedVariables<'a> {
    defined: HashSet<&'a Name>,
}

impl<'a> Rule<'a> for NoUndefinedVariables<'a> {
    fn follows_spreads(&self) -> bool {
        true
    }

    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        match syntax {
            Syntax::Operation(_) => self.defined.clear(),
            Syntax::VariableDefinition(variable) => {
                self.defined.insert(&variable.name);
            }
            Syntax::Variable(value, name) if !self.defined.contains(name) => {
                let sentence = format!("Undefined variable {name}");
                at.report("UndefinedVariable", &sentence, value.location());
            }
            _ => {}
        }
    }
}
