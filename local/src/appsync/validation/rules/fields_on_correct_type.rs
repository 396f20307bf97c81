//! A field is one of the type that it is selected on.

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct FieldsOnCorrectType;

impl<'a> Rule<'a> for FieldsOnCorrectType {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Field(field) = syntax else {
            return;
        };
        // What can't have fields is told of where it is selected.
        let Some(parent) = at.place.parent else {
            return;
        };
        if at.place.field.is_none() {
            at.report(
                "FieldUndefined",
                &format!("Field '{}' in type '{parent}' is undefined", field.name),
                field.location(),
            );
        }
    }
}
