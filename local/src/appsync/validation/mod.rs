//! What is wrong with a document, in graphql-java's words.
//!
//! AppSync validates with graphql-java and its messages reach clients; the GraphQL compiler
//! here has its own. What it finds is said anew, and what it overlooks is looked for.
//!
//! Which version AppSync has shows in what was captured: `sourceName` came with 9.0, and
//! after 9.6 a null in a variable is told otherwise. Assumed: what has not been captured
//! reads as in 9.6. Assumed: what that version lets pass against the specification (two
//! variables, arguments, fragments or directives of one name) is refused all the same, in
//! the words of later ones.

mod argument_problem;
mod field_conflict;
mod literal_message;
mod literal_text;
mod variable_usage;
mod violation;
mod wording;

use apollo_compiler::ast::Document;
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::validation::{DiagnosticData, DiagnosticList};

use super::errors::{GraphqlError, Location};
use super::limits::{MAX_REPORTED_BYTES, MAX_REPORTED_ERRORS};
use super::schema::ApiSchema;

/// The errors of a document that the GraphQL compiler takes for valid.
pub(super) fn overlooked(schema: &ApiSchema, document: &Document) -> Vec<GraphqlError> {
    let literals = literal_message::errors(schema, document);
    limited(
        literals
            .into_iter()
            .chain(variable_usage::errors(schema, document)),
    )
}

/// The errors for what the GraphQL compiler found.
pub(super) fn from_diagnostics(
    schema: &ApiSchema,
    document: &Document,
    diagnostics: &DiagnosticList,
) -> Vec<GraphqlError> {
    let (conflicts, others): (Vec<_>, Vec<_>) = diagnostics
        .iter()
        .partition(|diagnostic| is_conflict(diagnostic.error));
    let conflict_errors = if conflicts.is_empty() {
        Vec::new()
    } else {
        field_conflict::errors(schema, document)
    };
    let found = others
        .iter()
        .filter_map(|diagnostic| violation::error(schema, document, diagnostic));
    let usages = variable_usage::errors(schema, document);
    let errors = limited(conflict_errors.into_iter().chain(found).chain(usages));
    if errors.is_empty() {
        // What graphql-java has no words for is refused all the same.
        let message = "The document is not valid.";
        return vec![validation_error(
            document,
            "InvalidSyntax",
            message,
            "",
            None,
        )];
    }
    errors
}

fn limited(found: impl Iterator<Item = GraphqlError>) -> Vec<GraphqlError> {
    let mut errors: Vec<GraphqlError> = Vec::new();
    let mut bytes: usize = 0;
    for error in found {
        if errors.len() == MAX_REPORTED_ERRORS || bytes > MAX_REPORTED_BYTES {
            break;
        }
        // A null for what must not be null is found as a value and as an absence.
        if errors.last() != Some(&error) {
            bytes = bytes.saturating_add(error.size());
            errors.push(error);
        }
    }
    errors
}

fn is_conflict(data: &DiagnosticData) -> bool {
    matches!(
        data.unstable_error_name(),
        Some("ConflictingFieldType" | "ConflictingFieldArgument" | "ConflictingFieldName")
    )
}

fn validation_error(
    document: &Document,
    kind: &str,
    message: &str,
    suffix: &str,
    spans: impl IntoIterator<Item = SourceSpan>,
) -> GraphqlError {
    let locations = spans
        .into_iter()
        .filter_map(|span| location(document, span))
        .collect();
    GraphqlError::of_request(
        format!("Validation error of type {kind}: {message}{suffix}"),
        locations,
    )
}

fn location(document: &Document, span: SourceSpan) -> Option<Location> {
    span.line_column(&document.sources)
        .map(|place| Location::at(place.line, place.column))
}
