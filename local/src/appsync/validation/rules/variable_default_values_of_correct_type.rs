//! The default of a variable fits its type.
//!
//! graphql-java 9 has no default for a variable that can't be null; the specification does.

use super::Rule;
use crate::appsync::validation::context::{Context, Output};
use crate::appsync::validation::literal_text::java_text;
use crate::appsync::validation::misfit;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct VariableDefaultValuesOfCorrectType;

impl<'a> Rule<'a> for VariableDefaultValuesOfCorrectType {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::VariableDefinition(variable) = syntax else {
            return;
        };
        let (Some(input), Some(default)) = (at.place.input, &variable.default_value) else {
            return;
        };
        if misfit::fits(at.schema, input.ty, default) {
            return;
        }
        let sentence = format!(
            "Bad default value {} for type {}",
            java_text(default),
            Output::of(input.ty).java_name()
        );
        at.report("BadValueForDefaultArg", &sentence, variable.location());
    }
}
