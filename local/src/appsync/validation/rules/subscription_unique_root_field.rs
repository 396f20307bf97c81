//! A subscription selects one field, and not one of introspection. A rule of later versions.

use std::collections::HashSet;

use apollo_compiler::ast::{Field, OperationType, Selection};
use apollo_compiler::collections::IndexMap;
use apollo_compiler::{Name, Node};

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct SubscriptionUniqueRootField;

impl<'a> Rule<'a> for SubscriptionUniqueRootField {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Operation(operation) = syntax else {
            return;
        };
        if operation.operation_type != OperationType::Subscription {
            return;
        }
        let mut fields = IndexMap::default();
        collect(
            at,
            &operation.selection_set,
            &mut HashSet::new(),
            &mut fields,
        );
        let name = operation.name.as_ref().map_or("null", Name::as_str);
        if fields.len() > 1 {
            let kind = "SubscriptionMultipleRootFields";
            let sentence =
                format!("Subscription operation '{name}' must have exactly one root field");
            at.report(kind, &sentence, operation.location());
        } else if let Some(field) = fields.values().find(|field| field.name.starts_with("__")) {
            let kind = "SubscriptionIntrospectionRootField";
            let sentence = format!(
                "Subscription operation '{name}' root field '{}' cannot be an introspection field",
                field.name
            );
            at.report(kind, &sentence, field.location());
        }
    }
}

/// The first field under each key.
fn collect<'a>(
    at: &Context<'a>,
    selections: &'a [Selection],
    spread: &mut HashSet<&'a Name>,
    fields: &mut IndexMap<&'a Name, &'a Node<Field>>,
) {
    for selection in selections {
        match selection {
            Selection::Field(field) => {
                fields.entry(field.response_name()).or_insert(field);
            }
            Selection::InlineFragment(fragment) => {
                collect(at, &fragment.selection_set, spread, fields);
            }
            Selection::FragmentSpread(named) => {
                if spread.insert(&named.fragment_name)
                    && let Some(fragment) = at.fragments.get(&named.fragment_name).copied()
                {
                    collect(at, &fragment.selection_set, spread, fields);
                }
            }
        }
    }
}
