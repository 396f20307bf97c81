//! Fields under one key that can't be merged: graphql-java's rule, for its words and places.
//!
//! The GraphQL compiler has found a conflict when this is asked, but names one field of it.
//! Assumed: as in graphql-java it is told at the outermost fields that can't be merged, with
//! all that is in them: `a: (b: c and d are different fields)`.
//!
//! Source: graphql-java 9, `OverlappingFieldsCanBeMerged`

mod difference;

use std::collections::{HashMap, HashSet};

use apollo_compiler::ast::{Definition, Document, Field, FragmentDefinition, Selection, Type};
use apollo_compiler::collections::IndexMap;
use apollo_compiler::{Name, Node};

use super::validation_error;
use crate::appsync::errors::{GraphqlError, path_suffix};
use crate::appsync::limits::{MAX_COMPARED_FIELDS, MAX_DOCUMENT_NESTING, MAX_REPORTED_ERRORS};
use crate::appsync::schema::ApiSchema;
use difference::{Comparison, Selected, returned};

/// The errors for the conflicts of a document, as many as are reported at most.
pub(super) fn errors(schema: &ApiSchema, document: &Document) -> Vec<GraphqlError> {
    let fragments = document
        .definitions
        .iter()
        .filter_map(Definition::as_fragment_definition)
        .map(|fragment| (fragment.name.as_str(), fragment))
        .collect();
    let mut rule = Rule {
        schema,
        document,
        fragments,
        compared: HashSet::new(),
        found: 0,
        errors: Vec::new(),
    };
    for definition in &document.definitions {
        if let Some(operation) = definition.as_operation_definition() {
            let root = schema.valid().root_operation(operation.operation_type);
            rule.walk(&operation.selection_set, root, &mut Vec::new());
        } else if let Some(fragment) = definition.as_fragment_definition() {
            let mut path = vec![fragment.name.as_str()];
            rule.walk(
                &fragment.selection_set,
                Some(&fragment.type_condition),
                &mut path,
            );
        }
    }
    rule.errors
}

/// Fields by response key.
type Fields<'a> = IndexMap<&'a Name, Vec<Selected<'a>>>;

struct Conflict<'a> {
    reason: String,
    fields: Vec<&'a Node<Field>>,
}

struct Rule<'a> {
    schema: &'a ApiSchema,
    document: &'a Document,
    fragments: HashMap<&'a str, &'a Node<FragmentDefinition>>,
    /// Pairs of fields, by where they begin in the document.
    compared: HashSet<(usize, usize)>,
    found: usize,
    errors: Vec<GraphqlError>,
}

impl<'a> Rule<'a> {
    /// Reports the conflicts in a set of selections, those further inside first.
    fn walk(
        &mut self,
        selections: &'a [Selection],
        parent: Option<&'a Name>,
        path: &mut Vec<&'a str>,
    ) {
        for selection in selections {
            match selection {
                Selection::Field(field) => {
                    let returned = returned(self.schema, parent, field).map(Type::inner_named_type);
                    path.push(&field.name);
                    self.walk(&field.selection_set, returned, path);
                    path.pop();
                }
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.type_condition.as_ref().or(parent);
                    self.walk(&fragment.selection_set, condition, path);
                }
                Selection::FragmentSpread(_) => {}
            }
        }
        let mut fields = Fields::default();
        self.collect(selections, parent, &mut HashSet::new(), &mut fields);
        for conflict in self.conflicts(&fields, 0) {
            self.errors.push(validation_error(
                self.document,
                "FieldsConflict",
                &conflict.reason,
                &path_suffix(path),
                conflict.fields.iter().filter_map(|field| field.location()),
            ));
        }
    }

    fn collect(
        &self,
        selections: &'a [Selection],
        parent: Option<&'a Name>,
        spread: &mut HashSet<&'a Name>,
        fields: &mut Fields<'a>,
    ) {
        for selection in selections {
            match selection {
                Selection::Field(field) => {
                    let selected = Selected {
                        field,
                        parent,
                        returned: returned(self.schema, parent, field),
                    };
                    let key = field.alias.as_ref().unwrap_or(&field.name);
                    fields.entry(key).or_default().push(selected);
                }
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.type_condition.as_ref().or(parent);
                    self.collect(&fragment.selection_set, condition, spread, fields);
                }
                Selection::FragmentSpread(named) => {
                    let fragment = self.fragments.get(named.fragment_name.as_str()).copied();
                    if let Some(fragment) = fragment.filter(|_| spread.insert(&named.fragment_name))
                    {
                        let condition = Some(&fragment.type_condition);
                        self.collect(&fragment.selection_set, condition, spread, fields);
                    }
                }
            }
        }
    }

    fn conflicts(&mut self, fields: &Fields<'a>, depth: usize) -> Vec<Conflict<'a>> {
        let mut found = Vec::new();
        for (key, fields) in fields {
            for (index, first) in fields.iter().enumerate() {
                for second in fields.iter().skip(index.saturating_add(1)) {
                    if self.is_exhausted() {
                        return found;
                    }
                    if let Some(conflict) = self.conflict(key, *first, *second, depth) {
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
        self.found >= MAX_REPORTED_ERRORS || self.compared.len() >= MAX_COMPARED_FIELDS
    }

    fn conflict(
        &mut self,
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
        let reason = match difference::compare(self.schema, first, second) {
            Comparison::Different(reason) => reason,
            Comparison::Apart => return None,
            Comparison::Same if depth >= MAX_DOCUMENT_NESTING => return None,
            Comparison::Same => {
                let mut below = Fields::default();
                let mut spread = HashSet::new();
                for selected in [first, second] {
                    let parent = selected.returned.map(Type::inner_named_type);
                    let selections = &selected.field.selection_set;
                    self.collect(selections, parent, &mut spread, &mut below);
                }
                let inner = self.conflicts(&below, depth.saturating_add(1));
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
}
