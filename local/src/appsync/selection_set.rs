//! The part of `info` that tells a resolver which fields the client asked for.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference.html>

use std::collections::HashSet;

use apollo_compiler::Node;
use apollo_compiler::executable::{Field, Selection, SelectionSet};

use super::document::CheckedOperation;
use super::schema::ApiSchema;
use crate::invoke::LARGEST_PAYLOAD;

/// The `selectionSetList` of a field: response keys with their path, `author/name`, parents
/// first, fragments merged. Below an interface or a union only what applies to all of it.
pub(super) fn list(
    schema: &ApiSchema,
    operation: &CheckedOperation,
    fields: &[&Node<Field>],
) -> Vec<String> {
    let mut lister = Lister {
        schema,
        operation,
        seen: HashSet::new(),
        list: Vec::new(),
        bytes: 0,
    };
    for field in fields {
        lister.add(&field.selection_set, field.selection_set.ty.as_str(), "");
    }
    lister.list
}

/// The `selectionSetGraphQL` of a field: the text of its selections, empty for a leaf.
/// Assumed: spreads and inline fragments stay in it.
pub(super) fn graphql(fields: &[&Node<Field>]) -> String {
    let mut fields = fields.iter();
    let Some(first) = fields
        .next()
        .filter(|field| !field.selection_set.is_empty())
    else {
        return String::new();
    };
    let mut merged = first.selection_set.clone();
    merged.extend(fields.flat_map(|field| field.selection_set.selections.iter().cloned()));
    merged.to_string()
}

struct Lister<'a> {
    schema: &'a ApiSchema,
    operation: &'a CheckedOperation,
    seen: HashSet<String>,
    list: Vec<String>,
    bytes: usize,
}

impl Lister<'_> {
    fn add(&mut self, selections: &SelectionSet, declared: &str, prefix: &str) {
        for selection in &selections.selections {
            // A list of this size makes the call too large by itself.
            if self.bytes > LARGEST_PAYLOAD {
                return;
            }
            match selection {
                Selection::Field(field) if self.operation.includes(&field.directives) => {
                    let path = format!("{prefix}{}", field.response_key());
                    if self.seen.insert(path.clone()) {
                        self.bytes = self.bytes.saturating_add(path.len());
                        self.list.push(path.clone());
                    }
                    self.add(
                        &field.selection_set,
                        field.selection_set.ty.as_str(),
                        &format!("{path}/"),
                    );
                }
                Selection::InlineFragment(fragment)
                    if self.operation.includes(&fragment.directives) =>
                {
                    self.add_fragment(&fragment.selection_set, declared, prefix);
                }
                Selection::FragmentSpread(spread)
                    if self.operation.includes(&spread.directives) =>
                {
                    if let Some(fragment) =
                        self.operation.document.fragments.get(&spread.fragment_name)
                    {
                        self.add_fragment(&fragment.selection_set, declared, prefix);
                    }
                }
                Selection::Field(_)
                | Selection::InlineFragment(_)
                | Selection::FragmentSpread(_) => {}
            }
        }
    }

    fn add_fragment(&mut self, selections: &SelectionSet, declared: &str, prefix: &str) {
        if self.schema.applies(&selections.ty, declared) {
            self.add(selections, declared, prefix);
        }
    }
}
