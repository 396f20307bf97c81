//! A variable is of the type that its place asks for.
//!
//! Assumed: what the specification allows is executed, though graphql-java 9 doesn't let a
//! nullable variable stand where a default would take its place. Nor has that version a
//! default for a variable that can't be null, or an input field that may be left out because
//! it has a default.
//!
//! Source: GraphQL, section 5.8.5

use std::collections::HashMap;

use apollo_compiler::ast::VariableDefinition;
use apollo_compiler::{Name, Node};

use super::Rule;
use crate::appsync::validation::context::{Context, Input};
use crate::appsync::validation::syntax::Syntax;

#[derive(Default)]
pub(super) struct VariableTypesMatch<'a> {
    defined: HashMap<&'a Name, &'a Node<VariableDefinition>>,
}

impl<'a> Rule<'a> for VariableTypesMatch<'a> {
    fn follows_spreads(&self) -> bool {
        true
    }

    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        match syntax {
            Syntax::Operation(_) => self.defined.clear(),
            Syntax::VariableDefinition(variable) => {
                self.defined.insert(&variable.name, variable);
            }
            Syntax::Variable(value, name) => {
                let (Some(variable), Some(place)) = (self.defined.get(name), at.place.input) else {
                    return;
                };
                // A variable of no type can't be compared.
                let declared = at.schema.type_named(variable.ty.inner_named_type());
                if declared.is_some() && !matches(variable, place) {
                    let sentence = format!(
                        "Variable type '{}' doesn't match expected type '{}'",
                        effective_type(variable),
                        place.ty
                    );
                    at.report("VariableTypeMismatch", &sentence, value.location());
                }
            }
            _ => {}
        }
    }
}

fn matches(variable: &VariableDefinition, place: Input<'_>) -> bool {
    let default = variable.default_value.as_ref();
    let is_never_null = place.has_default || default.is_some_and(|value| !value.is_null());
    if is_never_null {
        let nullable = place.ty.clone().nullable();
        variable.ty.is_assignable_to(&nullable)
    } else {
        variable.ty.is_assignable_to(place.ty)
    }
}

/// The type that a variable counts as: with a default it is never null.
fn effective_type(variable: &VariableDefinition) -> String {
    let declared = variable.ty.to_string();
    if variable.default_value.is_some() && !variable.ty.is_non_null() {
        declared + "!"
    } else {
        declared
    }
}
