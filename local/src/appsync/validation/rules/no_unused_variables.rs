//! A variable that an operation defines is used in it.

use std::collections::HashSet;

use apollo_compiler::ast::VariableDefinition;
use apollo_compiler::{Name, Node};

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

#[derive(Default)]
pub(super) struct NoUnusedVariables<'a> {
    defined: Vec<&'a Node<VariableDefinition>>,
    used: HashSet<&'a Name>,
}

impl<'a> Rule<'a> for NoUnusedVariables<'a> {
    fn follows_spreads(&self) -> bool {
        true
    }

    fn enter(&mut self, syntax: Syntax<'a>, _at: &mut Context<'a>) {
        match syntax {
            Syntax::Operation(_) => {
                self.defined.clear();
                self.used.clear();
            }
            Syntax::VariableDefinition(variable) => self.defined.push(variable),
            Syntax::Variable(_, name) => {
                self.used.insert(name);
            }
            _ => {}
        }
    }

    fn leave(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        if !matches!(syntax, Syntax::Operation(_)) {
            return;
        }
        for variable in &self.defined {
            if !self.used.contains(&variable.name) {
                let sentence = format!("Unused variable {}", variable.name);
                at.report("UnusedVariable", &sentence, variable.location());
            }
        }
    }
}
