//! What the GraphQL compiler found, said as graphql-java says it.
//!
//! A diagnostic names its kind and quotes the names involved; both are read, the wording is
//! not passed on.

mod fragments;
mod names;
mod operations;
mod repetitions;
mod values;

use apollo_compiler::Node;
use apollo_compiler::ast::Document;
use apollo_compiler::diagnostic::{Diagnostic, ToCliReport};
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::validation::DiagnosticData;

use super::wording::variable_at;
use super::{location, validation_error};
use crate::appsync::document::Place;
use crate::appsync::errors::GraphqlError;
use crate::appsync::schema::ApiSchema;

/// graphql-java's name for what is wrong, and its sentence.
type Violation = (&'static str, String);

/// A diagnostic, taken apart.
struct Finding<'a> {
    schema: &'a ApiSchema,
    document: &'a Document,
    /// The compiler's name for what is wrong.
    kind: &'a str,
    text: &'a str,
    /// The names that are quoted in the text, in order.
    names: Vec<&'a str>,
    place: Place<'a>,
    span: Option<SourceSpan>,
}

/// The error for what the GraphQL compiler found; `None` when it is said elsewhere.
pub(super) fn error(
    schema: &ApiSchema,
    document: &Document,
    diagnostic: &Diagnostic<'_, DiagnosticData>,
) -> Option<GraphqlError> {
    let span = diagnostic.error.location();
    let text = diagnostic.error.to_string();
    let found = Finding {
        schema,
        document,
        kind: diagnostic.error.unstable_error_name().unwrap_or_default(),
        text: &text,
        names: text.split('`').skip(1).step_by(2).collect(),
        place: span
            .map(|span| Place::find(schema, document, span.offset()))
            .unwrap_or_default(),
        span,
    };
    if found.kind == "UndefinedRootOperation" {
        // Found out when the operation is to be executed.
        let place = span.and_then(|span| location(document, span));
        let message = operations::without_a_type(&found);
        return Some(GraphqlError::of_request(
            message,
            place.into_iter().collect(),
        ));
    }
    let (violation, message) = found.violation()?;
    let suffix = match violation {
        // Found out at the end of the document, in no place.
        "UnusedFragment" => String::new(),
        _ => found.place.suffix(),
    };
    Some(validation_error(
        document,
        violation,
        &message,
        &suffix,
        found.span_of(violation),
    ))
}

impl<'a> Finding<'a> {
    /// The name that is quoted at `index`, without the sign of a variable or a directive.
    fn name(&self, index: usize) -> &'a str {
        let name = self.names.get(index).copied().unwrap_or_default();
        name.trim_start_matches(['$', '@'])
    }

    /// `None` when it is said elsewhere.
    fn violation(&self) -> Option<Violation> {
        match self.kind {
            "UnusedVariable" | "UnusedFragment" => Some(names::unused(self)),
            "RequiredArgument"
            | "MissingSubselection"
            | "SubselectionOnScalarType"
            | "SubselectionOnEnumType" => values::missing_or_too_much(self),
            "DisallowedVariableUsage" | "VariableInputType" => values::variable(self),
            "UndefinedEnumValue"
            | "UndefinedInputValue"
            | "UnsupportedValueType"
            | "IntCoercionError"
            | "FloatCoercionError"
            | "RequiredField" => values::misfit(self),
            kind if kind.starts_with("Undefined") => names::undefined(self),
            "UniqueVariable"
            | "UniqueArgument"
            | "UniqueInputValue"
            | "UniqueDirective"
            | "OperationNameCollision"
            | "FragmentNameCollision" => Some(repetitions::violation(self)),
            "InvalidFragmentTarget" | "InvalidFragmentSpread" | "RecursiveFragmentDefinition" => {
                fragments::violation(self)
            }
            _ => Some(operations::violation(self)),
        }
    }

    /// Where graphql-java places it.
    fn span_of(&self, violation: &str) -> Option<SourceSpan> {
        match violation {
            "FieldUndefined"
            | "MissingFieldArgument"
            | "SubSelectionRequired"
            | "SubSelectionNotAllowed" => self.place.field.map_or(self.span, Node::location),
            "WrongType" | "UnknownArgument" => {
                self.place.argument.map_or(self.span, Node::location)
            }
            "BadValueForDefaultArg" => self
                .span
                .and_then(|span| variable_at(self.document, span))
                .and_then(Node::location),
            _ => self.span,
        }
    }
}
