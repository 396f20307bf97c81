//! A fragment is spread where there can be objects of its type.

use std::collections::HashSet;

use apollo_compiler::Name;
use apollo_compiler::schema::ExtendedType;

use super::Rule;
use crate::appsync::schema::ApiSchema;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct PossibleFragmentSpreads;

impl<'a> Rule<'a> for PossibleFragmentSpreads {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let (fragment, condition, span) = match syntax {
            Syntax::InlineFragment(fragment) => {
                let condition = at.place.output.map(|output| output.name);
                ("Fragment".to_owned(), condition, fragment.location())
            }
            Syntax::FragmentSpread(spread) => {
                let name = &spread.fragment_name;
                let condition = at.fragments.get(name);
                let condition = condition.map(|fragment| &fragment.type_condition);
                (format!("Fragment {name}"), condition, spread.location())
            }
            _ => return,
        };
        let (Some(condition), Some(parent)) = (condition, at.place.parent) else {
            return;
        };
        if at.composite(condition).is_none() || overlap(at.schema, condition, parent) {
            return;
        }
        let sentence = format!(
            "{fragment} cannot be spread here as objects of type {parent} can never be of type {condition}"
        );
        at.report("InvalidFragmentType", &sentence, span);
    }
}

/// Whether an object can be of both types.
fn overlap(schema: &ApiSchema, one: &Name, other: &Name) -> bool {
    one == other || !possible(schema, one).is_disjoint(&possible(schema, other))
}

/// The types of the objects that are of type `name`.
fn possible<'s>(schema: &'s ApiSchema, name: &'s Name) -> HashSet<&'s Name> {
    match schema.type_named(name) {
        Some(ExtendedType::Object(_)) => HashSet::from([name]),
        Some(ExtendedType::Interface(_)) => {
            let implementers = schema.implementers().get(name);
            implementers
                .into_iter()
                .flat_map(|implementers| &implementers.objects)
                .collect()
        }
        Some(ExtendedType::Union(union)) => union.members.iter().map(|member| &**member).collect(),
        _ => HashSet::new(),
    }
}
