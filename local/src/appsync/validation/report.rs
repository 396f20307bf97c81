//! The errors as they are told: as many as are told at most.

use apollo_compiler::ast::Document;
use apollo_compiler::parser::SourceSpan;

use crate::appsync::errors::{GraphqlError, Location, path_suffix};
use crate::appsync::limits::{MAX_REPORTED_BYTES, MAX_REPORTED_ERRORS};

/// What was found so far, in order.
#[derive(Default)]
pub(super) struct Report {
    errors: Vec<GraphqlError>,
    bytes: usize,
}

impl Report {
    /// Whether no more is told, so that no more need be looked for.
    pub(super) fn is_full(&self) -> bool {
        self.errors.len() >= MAX_REPORTED_ERRORS || self.bytes > MAX_REPORTED_BYTES
    }

    /// Adds an error of a kind that has graphql-java's name.
    pub(super) fn add(
        &mut self,
        document: &Document,
        kind: &str,
        sentence: &str,
        path: &[&str],
        spans: impl IntoIterator<Item = Option<SourceSpan>>,
    ) {
        if self.is_full() {
            return;
        }
        let locations = spans
            .into_iter()
            .filter_map(|span| location(document, span))
            .collect();
        let suffix = path_suffix(path);
        let message = format!("Validation error of type {kind}: {sentence}{suffix}");
        let error = GraphqlError::of_request(message, locations);
        self.bytes = self.bytes.saturating_add(error.size());
        self.errors.push(error);
    }

    pub(super) fn into_errors(self) -> Vec<GraphqlError> {
        self.errors
    }
}

/// Where `span` begins.
pub(super) fn location(document: &Document, span: Option<SourceSpan>) -> Option<Location> {
    let place = span?.line_column(&document.sources)?;
    Some(Location::at(place.line, place.column))
}
