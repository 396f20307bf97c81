//! Operations have names of their own.

use std::collections::HashSet;

use apollo_compiler::Name;

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

#[derive(Default)]
pub(super) struct UniqueOperationNames<'a> {
    names: HashSet<&'a Name>,
}

impl<'a> Rule<'a> for UniqueOperationNames<'a> {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Operation(operation) = syntax else {
            return;
        };
        let Some(name) = &operation.name else {
            return;
        };
        if !self.names.insert(name) {
            let sentence = format!("There can be only one operation named '{name}'");
            at.report("DuplicateOperationName", &sentence, operation.location());
        }
    }
}
