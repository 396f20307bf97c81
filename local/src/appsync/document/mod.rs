//! From the text of a request to an operation that may be executed.
//!
//! Parsing and validation recurse and can take long, so they run on a thread of their own
//! with a stack of known size, a few at a time; the runtime's threads only wait.

mod expansion;
mod operation;

use std::sync::Arc;

use apollo_compiler::ast::{Document, Selection};
use apollo_compiler::executable::{ExecutableDocument, Operation};
use apollo_compiler::parser::Parser;
use apollo_compiler::validation::Valid;
use apollo_compiler::{Name, introspection};
use tokio::sync::{Semaphore, oneshot};

use super::body::GraphqlRequest;
use super::errors::{GraphqlError, Location};
use super::json::JsonMap;
use super::limits::{
    CHECK_STACK_BYTES, MAX_CONCURRENT_CHECKS, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_NESTING,
    MAX_DOCUMENT_TOKENS, MAX_EXPANDED_SELECTIONS, MAX_INTROSPECTED_SELECTIONS,
};
use super::schema::ApiSchema;
use super::transport_error::TransportError;
use super::{validation, variables};

pub(super) use operation::CheckedOperation;

/// Why a document is not executed.
#[derive(Debug, PartialEq)]
pub(super) enum Refusal {
    /// The request is answered with a status of its own.
    Transport(TransportError),
    /// The request is answered with 200 and these errors.
    Errors(Vec<GraphqlError>),
}

/// Checks documents against one schema.
#[derive(Debug)]
pub(super) struct Checker {
    schema: Arc<ApiSchema>,
    introspection: bool,
    permits: Arc<Semaphore>,
}

impl Checker {
    pub(super) fn new(schema: Arc<ApiSchema>, introspection: bool) -> Self {
        Self {
            schema,
            introspection,
            permits: Arc::new(Semaphore::new(MAX_CONCURRENT_CHECKS)),
        }
    }

    /// Parses and validates the request's document and coerces its variables.
    ///
    /// # Errors
    /// [`Refusal`] for a document or variables that can't be executed.
    pub(super) async fn check(
        &self,
        request: Arc<GraphqlRequest>,
    ) -> Result<CheckedOperation, Refusal> {
        let internal = || Refusal::Transport(TransportError::Internal);
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|_| internal())?;
        let (sender, receiver) = oneshot::channel();
        let schema = Arc::clone(&self.schema);
        let introspection = self.introspection;
        let work = move || {
            let checked = check(&schema, introspection, &request);
            // Given back by the thread: a client that leaves doesn't end its work.
            drop(permit);
            // The receiver is gone when the client is; nobody is left to be told.
            let _unheard = sender.send(checked);
        };
        let thread = std::thread::Builder::new()
            .name("graphql-check".to_owned())
            .stack_size(CHECK_STACK_BYTES);
        thread.spawn(work).map_err(|error| {
            tracing::error!(%error, "no thread for a document");
            internal()
        })?;
        receiver.await.map_err(|_| internal())?
    }
}

fn check(
    schema: &ApiSchema,
    introspection_enabled: bool,
    request: &GraphqlRequest,
) -> Result<CheckedOperation, Refusal> {
    let document = parse(&request.query)?;
    require_operation(&document, request.operation_name.as_deref())?;
    if expansion::selections(&document) > MAX_EXPANDED_SELECTIONS {
        return Err(too_many_fields());
    }
    let errors = validation::errors(schema, &document);
    if !errors.is_empty() {
        return Err(Refusal::Errors(errors));
    }
    let executable = document
        .to_executable_validate(schema.valid())
        .map_err(|invalid| Refusal::Errors(validation::from_diagnostics(&invalid.errors)))?;
    let operation = executable
        .operations
        .get(request.operation_name.as_deref())
        .map_err(|_| Refusal::Transport(TransportError::MissingOperationName))?
        .clone();
    // Assumed: the status and the text.
    if operation.is_subscription() {
        return Err(Refusal::Transport(TransportError::UnsupportedOperation));
    }
    let variables = variables::coerce(schema, &operation, &request.variables, &executable.sources)
        .map_err(|error| Refusal::Errors(vec![error]))?;
    let introspection = introspect(
        schema,
        introspection_enabled,
        &executable,
        &operation,
        &variables,
    )?;
    Ok(CheckedOperation::new(
        executable,
        operation,
        variables,
        introspection,
    ))
}

fn parse(text: &str) -> Result<Document, Refusal> {
    if text.len() > MAX_DOCUMENT_BYTES {
        return Err(too_large(&format!("{MAX_DOCUMENT_BYTES} bytes")));
    }
    let mut parser = Parser::new()
        .token_limit(MAX_DOCUMENT_TOKENS)
        .recursion_limit(MAX_DOCUMENT_NESTING);
    let parsed = parser.parse_ast(text, "request");
    // The parser gives no other sign that it stopped at a limit than how far it came.
    let stopped = parser.tokens_reached() >= MAX_DOCUMENT_TOKENS
        || parser.recursion_reached() >= MAX_DOCUMENT_NESTING;
    match parsed {
        Ok(document) => Ok(document),
        Err(_) if stopped => Err(too_large(&format!(
            "{MAX_DOCUMENT_TOKENS} tokens or {MAX_DOCUMENT_NESTING} levels of nesting"
        ))),
        // Assumed: what AppSync answers to a body that isn't JSON.
        Err(_) => Err(Refusal::Transport(TransportError::Unparsable)),
    }
}

fn too_many_fields() -> Refusal {
    Refusal::Errors(vec![GraphqlError::of_request(
        "The document selects too many fields.".to_owned(),
        Vec::new(),
    )])
}

fn too_large(limit: &str) -> Refusal {
    Refusal::Errors(vec![GraphqlError::of_request(
        format!("The document exceeds {limit}. Parsing has been cancelled."),
        Vec::new(),
    )])
}

/// The request must name one of the operations unless there is only one.
fn require_operation(document: &Document, wanted: Option<&str>) -> Result<(), Refusal> {
    let names: Vec<Option<&Name>> = document
        .definitions
        .iter()
        .filter_map(|definition| {
            definition
                .as_operation_definition()
                .map(|operation| operation.name.as_ref())
        })
        .collect();
    let found = match wanted {
        Some(wanted) => names.iter().flatten().any(|name| *name == wanted),
        None => names.len() == 1,
    };
    if found {
        Ok(())
    } else {
        // Assumed: the status and the text.
        Err(Refusal::Transport(TransportError::MissingOperationName))
    }
}

fn introspect(
    schema: &ApiSchema,
    enabled: bool,
    document: &Valid<ExecutableDocument>,
    operation: &Operation,
    variables: &JsonMap,
) -> Result<JsonMap, Refusal> {
    let mut asked = operation
        .root_fields(document)
        .filter(|field| matches!(field.name.as_str(), "__schema" | "__type"))
        .peekable();
    let Some(first) = asked.peek() else {
        return Ok(JsonMap::new());
    };
    if !enabled {
        let place = first
            .line_column_range(&document.sources)
            .map(|range| Location::at(range.start.line, range.start.column));
        let message = format!(
            "Validation error of type FieldUndefined: Field '{0}' in type 'Query' is undefined @ '{0}'",
            first.name
        );
        return Err(Refusal::Errors(vec![GraphqlError::of_request(
            message,
            place.into_iter().collect(),
        )]));
    }
    let refused = |message: &dyn std::fmt::Display| {
        Refusal::Errors(vec![GraphqlError::of_request(
            message.to_string(),
            Vec::new(),
        )])
    };
    if expansion::exceeds(document, asked, MAX_INTROSPECTED_SELECTIONS) {
        return Err(too_many_fields());
    }
    introspection::check_max_depth(document, operation)
        .map_err(|error| refused(&error.message()))?;
    let variables = Valid::assume_valid(variables.clone());
    let answer = introspection::partial_execute(
        schema.valid(),
        schema.implementers(),
        document,
        operation,
        &variables,
    )
    .map_err(|error| refused(&error.message()))?;
    Ok(answer.data.unwrap_or_default())
}

/// The selections below a selection, whatever it is, and not those of a named fragment.
fn children(selection: &Selection) -> &[Selection] {
    match selection {
        Selection::Field(field) => &field.selection_set,
        Selection::InlineFragment(fragment) => &fragment.selection_set,
        Selection::FragmentSpread(_) => &[],
    }
}
