//! Fields under one key can be merged.
//!
//! Assumed: as in graphql-java 9 a conflict is told at the outermost fields that can't be
//! merged, with all that is in them: `a: (b: c and d are different fields)`.

mod difference;

use std::collections::HashSet;

use apollo_compiler::ast::{Field, Selection, Type};
use apollo_compiler::collections::IndexMap;
use apollo_compiler::{Name, Node};

use super::Rule;
use crate::appsync::limits::{MAX_COMPARED_FIELDS, MAX_DOCUMENT_NESTING, MAX_REPORTED_ERRORS};
use crate::appsync::validation::context::{Context, Output};
use crate::appsync::validation::syntax::Syntax;
use difference::{Comparison, Selected};

#[derive(Default)]
pub(super) struct OverlappingFieldsCanBeMerged {
    /// Pairs of fields, by where they begin in the document: none is compared again.
    compared: HashSet<(usize, usize)>,
    /// The selections that were gathered and the pairs that were come by. Both come again
    /// in every selection set around them.
    steps: usize,
    found: usize,
}

impl<'a> Rule<'a> for OverlappingFieldsCanBeMerged {
    fn leave(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::SelectionSet(selections) = syntax else {
            return;
        };
        let mut fields = Fields::default();
        self.collect(
            at,
            selections,
            at.place.output,
            &mut HashSet::new(),
            &mut fields,
        );
        for conflict in self.conflicts(at, &fields, 0) {
            let places: Vec<_> = conflict.fields.iter().map(|it| it.location()).collect();
            at.report_all("FieldsConflict", &conflict.reason, places);
        }
    }
}

/// Fields by response key.
type Fields<'a> = IndexMap<&'a Name, Vec<Selected<'a>>>;

struct Conflict<'a> {
    reason: String,
    fields: Vec<&'a Node<Field>>,
}

impl OverlappingFieldsCanBeMerged {
    fn conflicts<'a>(
        &mut self,
        at: &Context<'a>,
        fields: &Fields<'a>,
        depth: usize,
    ) -> Vec<Conflict<'a>> {
        let mut found = Vec::new();
        for (key, fields) in fields {
            for (index, first) in fields.iter().enumerate() {
                for second in fields.iter().skip(index.saturating_add(1)) {
                    if self.is_exhausted() {
                        return found;
                    }
                    self.steps = self.steps.saturating_add(1);
                    if let Some(conflict) = self.conflict(at, key, *first, *second, depth) {
                        self.found = self.found.saturating_add(1);
                        found.push(conflict);
                    }
                }
            }
        }
        found
    }

    /// Enough is found, or the document is made to be compared forever.
    fn is_exhausted(&self) -> bool {
        self.found >= MAX_REPORTED_ERRORS || self.steps >= MAX_COMPARED_FIELDS
    }

    fn conflict<'a>(
        &mut self,
        at: &Context<'a>,
        key: &Name,
        first: Selected<'a>,
        second: Selected<'a>,
        depth: usize,
    ) -> Option<Conflict<'a>> {
        let (begin, other) = (first.begin()?, second.begin()?);
        if !self.compared.insert((begin.min(other), begin.max(other))) {
            return None;
        }
        let mut fields = vec![first.field, second.field];
        let reason = match difference::compare(at.schema, first, second) {
            Comparison::Different(reason) => reason,
            Comparison::Apart => return None,
            Comparison::Same if depth >= MAX_DOCUMENT_NESTING => return None,
            Comparison::Same => {
                let mut below = Fields::default();
                let mut spread = HashSet::new();
                for selected in [first, second] {
                    let parent = selected.returned.map(Type::inner_named_type);
                    let parent = parent.map(Output::named);
                    let selections = &selected.field.selection_set;
                    self.collect(at, selections, parent, &mut spread, &mut below);
                }
                let inner = self.conflicts(at, &below, depth.saturating_add(1));
                if inner.is_empty() {
                    return None;
                }
                fields.extend(inner.iter().flat_map(|conflict| &conflict.fields));
                let reasons: Vec<String> = inner.into_iter().map(|inner| inner.reason).collect();
                format!("({})", reasons.join(", "))
            }
        };
        Some(Conflict {
            reason: format!("{key}: {reason}"),
            fields,
        })
    }

    /// Gathers the fields that are selected on `parent`, those of its fragments as well.
    fn collect<'a>(
        &mut self,
        at: &Context<'a>,
        selections: &'a [Selection],
        parent: Option<Output<'a>>,
        spread: &mut HashSet<&'a Name>,
        fields: &mut Fields<'a>,
    ) {
        let on = |condition: &'a Name| {
            let definition = at.schema.type_named(condition);
            definition.map(|_| Output::named(condition))
        };
        for selection in selections {
            if self.is_exhausted() {
                return;
            }
            self.steps = self.steps.saturating_add(1);
            match selection {
                Selection::Field(field) => {
                    let selected = Selected::new(at.schema, parent, field);
                    let key = field.response_name();
                    fields.entry(key).or_default().push(selected);
                }
                Selection::InlineFragment(fragment) => {
                    let parent = match &fragment.type_condition {
                        Some(condition) => on(condition),
                        None => parent,
                    };
                    self.collect(at, &fragment.selection_set, parent, spread, fields);
                }
                Selection::FragmentSpread(named) => {
                    if let Some(fragment) = at.fragments.get(&named.fragment_name).copied()
                        && spread.insert(&named.fragment_name)
                    {
                        let parent = on(&fragment.type_condition);
                        self.collect(at, &fragment.selection_set, parent, spread, fields);
                    }
                }
            }
        }
    }
}
