//! What is wrong with a document, in graphql-java's words.
//!
//! Assumed: what has not been captured from AppSync reads as in graphql-java 15.
//!
//! AppSync validates with graphql-java and its messages reach clients; the GraphQL compiler
//! here has its own. Its diagnostics name their kind and quote the names involved; both are
//! read, the wording is not passed on.

use std::collections::HashSet;

use apollo_compiler::ast::{Argument, Document};
use apollo_compiler::diagnostic::{Diagnostic, ToCliReport};
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::validation::{DiagnosticData, DiagnosticList};

use super::argument_problem;
use super::document::Place;
use super::errors::{GraphqlError, Location};
use super::field_conflict;
use super::schema::ApiSchema;

/// The most errors that one answer lists.
pub(super) const MAX_REPORTED: usize = 100;

/// The errors for what the GraphQL compiler found.
pub(super) fn from_diagnostics(
    schema: &ApiSchema,
    document: &Document,
    diagnostics: &DiagnosticList,
) -> Vec<GraphqlError> {
    // Different fields under one key are reported for their types as well.
    let kind = |data: &DiagnosticData| data.unstable_error_name();
    let different_fields: HashSet<_> = diagnostics
        .iter()
        .filter(|diagnostic| kind(diagnostic.error) == Some("ConflictingFieldName"))
        .map(|diagnostic| diagnostic.error.location())
        .collect();
    let found = diagnostics
        .iter()
        .filter(|diagnostic| {
            kind(diagnostic.error) != Some("ConflictingFieldType")
                || !different_fields.contains(&diagnostic.error.location())
        })
        .filter_map(|diagnostic| error(schema, document, &diagnostic));
    let mut errors = Vec::new();
    for error in found {
        if errors.len() == MAX_REPORTED {
            break;
        }
        // A null for what must not be null is found as a value and as an absence.
        if errors.last() != Some(&error) {
            errors.push(error);
        }
    }
    errors
}

fn error(
    schema: &ApiSchema,
    document: &Document,
    diagnostic: &Diagnostic<'_, DiagnosticData>,
) -> Option<GraphqlError> {
    let span = diagnostic.error.location();
    let place = span
        .map(|span| Place::find(schema, document, span.offset()))
        .unwrap_or_default();
    let text = diagnostic.error.to_string();
    let names: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
    let name = |index: usize| {
        names
            .get(index)
            .copied()
            .unwrap_or_default()
            .trim_start_matches(['$', '@'])
    };
    let kind = diagnostic.error.unstable_error_name().unwrap_or_default();
    let field = place
        .field
        .map(|field| field.name.as_str())
        .unwrap_or_default();

    let (violation, message) = match kind {
        // The fragment around it is refused already.
        "UndefinedField"
            if schema
                .type_named(name(0))
                .is_some_and(|parent| parent.is_leaf() || parent.is_input_object()) =>
        {
            return None;
        }
        "UndefinedField" => (
            "FieldUndefined",
            format!("Field '{}' in type '{}' is undefined", name(1), name(0)),
        ),
        "UndefinedArgument" if names.get(1).is_some_and(|owner| owner.starts_with('@')) => (
            "UnknownDirective",
            format!("Unknown directive argument {}", name(0)),
        ),
        "UndefinedArgument" => (
            "UnknownArgument",
            format!("Unknown field argument {}", name(0)),
        ),
        "UndefinedDefinition"
        | "UndefinedTypeInNamedFragmentTypeCondition"
        | "UndefinedTypeInInlineFragmentTypeCondition" => {
            ("UnknownType", format!("Unknown type {}", name(0)))
        }
        "UndefinedDirective" => ("UnknownDirective", format!("Unknown directive {}", name(0))),
        "UndefinedVariable" => (
            "UndefinedVariable",
            format!("Undefined variable {}", name(0)),
        ),
        "UndefinedFragment" => (
            "UndefinedFragment",
            format!("Undefined fragment {}", name(0)),
        ),
        "UnusedVariable" => ("UnusedVariable", format!("Unused variable {}", name(0))),
        "UnusedFragment" => ("UnusedFragment", format!("Unused fragment {}", name(0))),
        // A null that is written out is reported as the value that it is.
        "RequiredArgument"
            if place.field.is_some_and(|field| {
                field
                    .arguments
                    .iter()
                    .any(|argument| argument.name == argument_of(name(0)))
            }) =>
        {
            return None;
        }
        "RequiredArgument" if name(0).contains('.') => (
            "MissingFieldArgument",
            format!("Missing field argument {}", argument_of(name(0))),
        ),
        "RequiredArgument" => (
            "MissingDirectiveArgument",
            format!("Missing directive argument {}", argument_of(name(0))),
        ),
        // Its only selections were refused for reasons of their own.
        "MissingSubselection"
            if place
                .field
                .is_some_and(|field| !field.selection_set.is_empty()) =>
        {
            return None;
        }
        "MissingSubselection" => {
            let returned = place
                .definition
                .map(|definition| definition.ty.to_string())
                .unwrap_or_default();
            (
                "SubSelectionRequired",
                format!("Sub selection required for type {returned} of field {field}"),
            )
        }
        "SubselectionOnScalarType" | "SubselectionOnEnumType" => (
            "SubSelectionNotAllowed",
            format!(
                "Sub selection not allowed on leaf type {} of field {field}",
                name(0)
            ),
        ),
        "UndefinedEnumValue"
        | "UndefinedInputValue"
        | "UnsupportedValueType"
        | "IntCoercionError"
        | "FloatCoercionError"
        | "RequiredField" => value_problem(schema, kind, &place),
        "DisallowedVariableUsage" => (
            "VariableTypeMismatch",
            format!(
                "Variable type '{}' doesn't match expected type '{}'",
                name(1),
                name(3)
            ),
        ),
        "VariableInputType" => (
            "NonInputTypeOnVariable",
            "Wrong type for a variable".to_owned(),
        ),
        "UniqueVariable" => (
            "DuplicateVariableName",
            format!("There can be only one variable named '{}'", name(0)),
        ),
        "UniqueArgument" => (
            "DuplicateArgumentNames",
            format!("There can be only one argument named '{}'", name(0)),
        ),
        "UniqueInputValue" => (
            "WrongType",
            format!("There can be only one field named '{}'", name(0)),
        ),
        "OperationNameCollision" => (
            "DuplicateOperationName",
            format!("There can be only one operation named '{}'", name(0)),
        ),
        "FragmentNameCollision" => (
            "DuplicateFragmentName",
            format!("There can be only one fragment named '{}'", name(0)),
        ),
        "AmbiguousAnonymousOperation" => (
            "LoneAnonymousOperationViolation",
            "Anonymous operation with other operations.".to_owned(),
        ),
        "UnsupportedLocation" => (
            "MisplacedDirective",
            format!(
                "Directive {} not allowed here",
                text.split(' ').next().unwrap_or_default()
            ),
        ),
        "UniqueDirective" => (
            "DuplicateDirectiveName",
            "Non repeatable directives must be uniquely named within a location.".to_owned(),
        ),
        "InvalidFragmentTarget" if names.len() > 1 => (
            "FragmentTypeConditionInvalid",
            "Fragment type condition is invalid, must be on Object/Interface/Union".to_owned(),
        ),
        "InvalidFragmentTarget" => (
            "InlineFragmentTypeConditionInvalid",
            "Inline fragment type condition is invalid, must be on Object/Interface/Union"
                .to_owned(),
        ),
        "InvalidFragmentSpread" => ("InvalidFragmentType", impossible_spread(&names)),
        "RecursiveFragmentDefinition" => {
            ("FragmentCycle", "Fragment cycles not allowed".to_owned())
        }
        "ConflictingFieldType" | "ConflictingFieldArgument" | "ConflictingFieldName" => {
            let sentence = diagnostic.error.unstable_compat_message();
            let key = place.field.map_or("", |field| field.response_name());
            let reason = field_conflict::reason(kind, &sentence.unwrap_or_default());
            ("FieldsConflict", format!("{key}: {reason}"))
        }
        "SubscriptionUsesMultipleFields" => (
            "SubscriptionMultipleRootFields",
            "Subscription operation must have exactly one root field.".to_owned(),
        ),
        "SubscriptionUsesIntrospection" => (
            "SubscriptionIntrospectionRootField",
            "Subscription operation must not select an introspection field.".to_owned(),
        ),
        "UndefinedRootOperation" => {
            let message = format!(
                "Schema is not configured for {}s.",
                name(0).replace("query", "querie")
            );
            return Some(GraphqlError::of_request(
                message,
                span.and_then(|span| location(document, span))
                    .into_iter()
                    .collect(),
            ));
        }
        "TypeSystemDefinition" => (
            "NonExecutableDefinition",
            "The provided definition is not executable.".to_owned(),
        ),
        "RecursionError" | "RecursionLimitError" | "DeeplyNestedType" => (
            "MaxDepthExceeded",
            "The document is nested too deeply.".to_owned(),
        ),
        _ => ("InvalidDocument", "The document is not valid.".to_owned()),
    };
    let whole_field = matches!(
        violation,
        "FieldUndefined"
            | "MissingFieldArgument"
            | "SubSelectionRequired"
            | "SubSelectionNotAllowed"
    );
    let whole_argument = matches!(violation, "WrongType" | "UnknownArgument");
    let span = match (place.field, place.argument) {
        (Some(field), _) if whole_field => field.location(),
        (_, Some(argument)) if whole_argument => argument.location(),
        _ => span,
    };
    let suffix = match violation {
        // Found out at the end of the document, in no place.
        "UnusedFragment" => String::new(),
        // Found out at the selections that both fields are in.
        "FieldsConflict" => place.suffix_of_parent(),
        _ => place.suffix(),
    };
    Some(validation_error(
        document, violation, &message, &suffix, span,
    ))
}

/// A value in the document, or a variable in its place, that doesn't fit.
fn value_problem(schema: &ApiSchema, kind: &str, place: &Place<'_>) -> (&'static str, String) {
    let expected = |argument: &Argument| {
        place
            .definition
            .and_then(|definition| definition.argument_by_name(&argument.name))
            .map(|expected| &expected.ty)
    };
    let Some((argument, expected)) = place
        .argument
        .and_then(|argument| Some((argument, expected(argument)?)))
    else {
        return ("WrongType", "The value does not fit its type".to_owned());
    };
    if kind == "UnsupportedValueType" && argument.value.as_variable().is_some() {
        return (
            "VariableTypeMismatch",
            format!("Variable type doesn't match expected type '{expected}'"),
        );
    }
    if kind == "UnsupportedValueType" && argument.value.is_null() {
        return (
            "NullValueForNonNullArgument",
            format!("null value for non-null field argument {}", argument.name),
        );
    }
    let sentence = argument_problem::sentence(schema, argument, expected);
    let unclear = || format!("argument '{}' is not valid", argument.name);
    ("WrongType", sentence.unwrap_or_else(unclear))
}

/// The names are the fragment's, unless it is an inline one, and the two types'.
fn impossible_spread(names: &[&str]) -> String {
    match names {
        [fragment, condition, parent] => format!(
            "Fragment {fragment} cannot be spread here as objects of type {parent} can never be of type {condition}"
        ),
        [condition, parent] => format!(
            "Fragment cannot be spread here as objects of type {parent} can never be of type {condition}"
        ),
        _ => "Fragment cannot be spread here".to_owned(),
    }
}

/// `arg` of `Type.field(arg:)` or `directive(arg:)`.
fn argument_of(coordinate: &str) -> &str {
    coordinate
        .split_once('(')
        .map_or(coordinate, |(_, argument)| {
            argument.trim_end_matches([':', ')'])
        })
}

pub(super) fn validation_error(
    document: &Document,
    kind: &str,
    message: &str,
    suffix: &str,
    span: Option<SourceSpan>,
) -> GraphqlError {
    let locations = span
        .and_then(|span| location(document, span))
        .into_iter()
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
