//! What can have fields has selections, and nothing else has.

use apollo_compiler::schema::ExtendedType;

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct ScalarLeafs;

impl<'a> Rule<'a> for ScalarLeafs {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Field(field) = syntax else {
            return;
        };
        let Some(output) = at.place.output else {
            return;
        };
        let definition = at.schema.type_named(output.name);
        let is_leaf = definition.is_some_and(ExtendedType::is_leaf);
        let (kind, problem) = match (is_leaf, field.selection_set.is_empty()) {
            (true, false) => (
                "SubSelectionNotAllowed",
                "Sub selection not allowed on leaf type",
            ),
            (false, true) => ("SubSelectionRequired", "Sub selection required for type"),
            (true, true) | (false, false) => return,
        };
        let sentence = format!("{problem} {} of field {}", output.java_name(), field.name);
        at.report(kind, &sentence, field.location());
    }
}
