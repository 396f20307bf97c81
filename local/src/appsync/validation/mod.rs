//! What is wrong with a document, found and said as graphql-java does.
//!
//! AppSync validates with graphql-java, and its messages reach clients: which mistake is told
//! first, where it is placed and in what words. The GraphQL compiler here finds the same
//! documents invalid, but for its own reasons and in its own order, so graphql-java's rules
//! are written down here, and the document is walked as it walks it.
//!
//! Which version AppSync has shows in what was captured: `sourceName` came with 9.0, and
//! after 9.6 a null in a variable is told otherwise. Assumed: what has not been captured is
//! found, ordered, placed and worded as in 9.6. Assumed: what that version lets pass against
//! the specification (two variables, arguments, fragments, fields or directives of one name)
//! is refused all the same, by the rules of later ones.
//!
//! Source: graphql-java 9.6, the package `graphql.validation`

mod context;
mod java_hash_set;
mod java_number;
mod literal_text;
mod misfit;
mod report;
mod rules;
mod syntax;
mod walk;

use apollo_compiler::ast::{Definition, Document, OperationType};
use apollo_compiler::validation::DiagnosticList;

use super::errors::GraphqlError;
use super::schema::ApiSchema;
use report::location;

/// The errors of a document, in the order in which they are told; none for one that is valid.
pub(super) fn errors(schema: &ApiSchema, document: &Document) -> Vec<GraphqlError> {
    let errors = walk::errors(schema, document);
    if errors.is_empty() {
        // graphql-java finds out when the operation is to be executed.
        return operation_without_a_type(schema, document)
            .into_iter()
            .collect();
    }
    errors
}

/// The errors for what the GraphQL compiler refuses and no rule has words for.
pub(super) fn from_diagnostics(diagnostics: &DiagnosticList) -> Vec<GraphqlError> {
    let is_too_deep = diagnostics.iter().any(|diagnostic| {
        matches!(
            diagnostic.error.unstable_error_name(),
            Some("RecursionError" | "RecursionLimitError" | "DeeplyNestedType")
        )
    });
    let (kind, sentence) = if is_too_deep {
        ("MaxDepthExceeded", "The document is nested too deeply.")
    } else {
        ("InvalidSyntax", "The document is not valid.")
    };
    let message = format!("Validation error of type {kind}: {sentence}");
    vec![GraphqlError::of_request(message, Vec::new())]
}

fn operation_without_a_type(schema: &ApiSchema, document: &Document) -> Option<GraphqlError> {
    let operation = document
        .definitions
        .iter()
        .filter_map(Definition::as_operation_definition)
        .find(|operation| {
            let root = schema.valid().root_operation(operation.operation_type);
            root.is_none()
        })?;
    let operations = match operation.operation_type {
        OperationType::Query => "queries",
        OperationType::Mutation => "mutations",
        OperationType::Subscription => "subscriptions",
    };
    Some(GraphqlError::of_request(
        format!("Schema is not configured for {operations}."),
        location(document, operation.location())
            .into_iter()
            .collect(),
    ))
}
