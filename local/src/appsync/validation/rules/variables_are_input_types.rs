//! A variable is of a type that values have.

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct VariablesAreInputTypes;

impl<'a> Rule<'a> for VariablesAreInputTypes {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::VariableDefinition(variable) = syntax else {
            return;
        };
        let definition = at.schema.type_named(variable.ty.inner_named_type());
        if definition.is_some_and(|definition| !definition.is_input_type()) {
            at.report(
                "NonInputTypeOnVariable",
                "Wrong type for a variable",
                variable.location(),
            );
        }
    }
}
