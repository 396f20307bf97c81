//! How large a document is once every fragment stands in its place.
//!
//! A short document of fragments that spread each other twice can stand for billions of
//! fields; it has to be refused before anything walks it.

use std::collections::HashMap;

use apollo_compiler::Node;
use apollo_compiler::ast::{Document, Selection};
use apollo_compiler::executable::{self, ExecutableDocument, Field};

use super::children;

/// The selections of all operations with their fragments, saturating. A fragment that
/// spreads itself counts once; validation refuses it.
pub(super) fn selections(document: &Document) -> u64 {
    let fragments = document
        .definitions
        .iter()
        .filter_map(|definition| definition.as_fragment_definition())
        .map(|fragment| (fragment.name.as_str(), fragment.selection_set.as_slice()))
        .collect();
    let mut counter = Counter {
        fragments,
        counted: HashMap::new(),
    };
    // Fragments that nothing uses are counted as well: validation walks them.
    let operations = document
        .definitions
        .iter()
        .filter_map(|definition| definition.as_operation_definition())
        .map(|operation| operation.selection_set.as_slice());
    let unused: Vec<&[Selection]> = counter.fragments.values().copied().collect();
    operations.chain(unused).fold(0, |sum: u64, selections| {
        sum.saturating_add(counter.count(selections))
    })
}

/// Whether `fields` of a valid document and what is in them are more than `most` selections.
pub(super) fn exceeds<'a>(
    document: &'a ExecutableDocument,
    fields: impl Iterator<Item = &'a Node<Field>>,
    most: usize,
) -> bool {
    let mut count: usize = 0;
    let mut sets: Vec<_> = Vec::new();
    for field in fields {
        count = count.saturating_add(1);
        sets.push(&field.selection_set);
    }
    while let Some(set) = sets.pop() {
        count = count.saturating_add(set.selections.len());
        if count > most {
            return true;
        }
        sets.extend(
            set.selections
                .iter()
                .filter_map(|selection| match selection {
                    executable::Selection::Field(field) => Some(&field.selection_set),
                    executable::Selection::InlineFragment(fragment) => {
                        Some(&fragment.selection_set)
                    }
                    executable::Selection::FragmentSpread(spread) => {
                        let fragment = document.fragments.get(&spread.fragment_name)?;
                        Some(&fragment.selection_set)
                    }
                }),
        );
    }
    count > most
}

struct Counter<'a> {
    fragments: HashMap<&'a str, &'a [Selection]>,
    counted: HashMap<&'a str, u64>,
}

impl<'a> Counter<'a> {
    fn count(&mut self, selections: &'a [Selection]) -> u64 {
        selections.iter().fold(0, |sum: u64, selection| {
            let below = match selection {
                Selection::FragmentSpread(spread) => self.fragment(spread.fragment_name.as_str()),
                Selection::Field(_) | Selection::InlineFragment(_) => {
                    self.count(children(selection))
                }
            };
            sum.saturating_add(1).saturating_add(below)
        })
    }

    fn fragment(&mut self, name: &'a str) -> u64 {
        if let Some(count) = self.counted.get(name) {
            return *count;
        }
        let Some(selections) = self.fragments.get(name).copied() else {
            return 0;
        };
        // What a cycle leads back to counts nothing.
        self.counted.insert(name, 0);
        let count = self.count(selections);
        self.counted.insert(name, count);
        count
    }
}
