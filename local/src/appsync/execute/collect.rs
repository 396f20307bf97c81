//! The fields that a set of selections comes to for an object of a known type.
//!
//! Source: GraphQL, section 6.3.2

use std::collections::HashSet;

use apollo_compiler::collections::IndexMap;
use apollo_compiler::executable::{Field, Selection, SelectionSet};
use apollo_compiler::{Name, Node};

use crate::appsync::document::CheckedOperation;
use crate::appsync::schema::ApiSchema;

/// Fields by response key, in the order in which the keys first appear.
pub(super) type Fields<'a> = IndexMap<&'a Name, Vec<&'a Node<Field>>>;

/// Collects the fields of `selection_sets` for an object of type `object`.
pub(super) fn fields<'a>(
    schema: &ApiSchema,
    operation: &'a CheckedOperation,
    object: &str,
    selection_sets: impl IntoIterator<Item = &'a SelectionSet>,
) -> Fields<'a> {
    let mut collector = Collector {
        schema,
        operation,
        object,
        spread: HashSet::new(),
        fields: Fields::default(),
    };
    for selection_set in selection_sets {
        collector.add(selection_set);
    }
    collector.fields
}

struct Collector<'a, 's> {
    schema: &'s ApiSchema,
    operation: &'a CheckedOperation,
    object: &'s str,
    spread: HashSet<&'a Name>,
    fields: Fields<'a>,
}

impl<'a> Collector<'a, '_> {
    fn add(&mut self, selection_set: &'a SelectionSet) {
        for selection in &selection_set.selections {
            match selection {
                Selection::Field(field) if self.operation.includes(&field.directives) => {
                    self.fields
                        .entry(field.response_key())
                        .or_default()
                        .push(field);
                }
                Selection::InlineFragment(fragment)
                    if self.operation.includes(&fragment.directives) =>
                {
                    self.add_fragment(&fragment.selection_set);
                }
                Selection::FragmentSpread(spread)
                    if self.operation.includes(&spread.directives) =>
                {
                    let fragment = self.operation.document.fragments.get(&spread.fragment_name);
                    if let Some(fragment) =
                        fragment.filter(|_| self.spread.insert(&spread.fragment_name))
                    {
                        self.add_fragment(&fragment.selection_set);
                    }
                }
                Selection::Field(_)
                | Selection::InlineFragment(_)
                | Selection::FragmentSpread(_) => {}
            }
        }
    }

    fn add_fragment(&mut self, selection_set: &'a SelectionSet) {
        if self.schema.applies(&selection_set.ty, self.object) {
            self.add(selection_set);
        }
    }
}
