//! What the GraphQL compiler found, said as graphql-java says it.
//!
//! A diagnostic names its kind and quotes the names involved; both are read, the wording is
//! not passed on.

use apollo_compiler::Node;
use apollo_compiler::ast::Document;
use apollo_compiler::diagnostic::{Diagnostic, ToCliReport};
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::validation::DiagnosticData;

use super::wording::{
    anonymous_operation, argument_of, bad_default, definition_name, effective_type, fragment_named,
    impossible_spread, is_fragment_definition, java_name, variable_at,
};
use super::{argument_problem, location, validation_error};
use crate::appsync::document::Place;
use crate::appsync::errors::GraphqlError;
use crate::appsync::schema::ApiSchema;

/// The error for what the GraphQL compiler found; `None` when it is said elsewhere.
pub(super) fn error(
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
        // A fragment on a type that there is not is told of that type.
        "UndefinedFragment" if fragment_named(document, name(0)).is_some() => return None,
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
                .map_or("null", |field| java_name(&field.ty));
            (
                "SubSelectionRequired",
                format!("Sub selection required for type {returned} of field {field}"),
            )
        }
        "SubselectionOnScalarType" | "SubselectionOnEnumType" => (
            "SubSelectionNotAllowed",
            format!(
                "Sub selection not allowed on leaf type {} of field {field}",
                place
                    .definition
                    .map_or("null", |field| java_name(&field.ty))
            ),
        ),
        "UndefinedEnumValue"
        | "UndefinedInputValue"
        | "UnsupportedValueType"
        | "IntCoercionError"
        | "FloatCoercionError"
        | "RequiredField" => value_problem(schema, document, &place, span)?,
        // Nor can a variable of no type be compared.
        "DisallowedVariableUsage"
            if schema
                .type_named(name(1).trim_matches(['[', ']', '!']))
                .is_none() =>
        {
            return None;
        }
        "DisallowedVariableUsage" => (
            "VariableTypeMismatch",
            format!(
                "Variable type '{}' doesn't match expected type '{}'",
                effective_type(document, name(0), name(1)),
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
            anonymous_operation(document),
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
        "InvalidFragmentTarget" if is_fragment_definition(document, span) => (
            "FragmentTypeConditionInvalid",
            "Fragment type condition is invalid, must be on Object/Interface/Union".to_owned(),
        ),
        "InvalidFragmentTarget" => (
            "InlineFragmentTypeConditionInvalid",
            "Inline fragment type condition is invalid, must be on Object/Interface/Union"
                .to_owned(),
        ),
        // The fragment's own type is told of already.
        "InvalidFragmentSpread"
            if names.iter().rev().nth(1).is_some_and(|condition| {
                schema
                    .type_named(condition)
                    .is_some_and(|ty| ty.is_leaf() || ty.is_input_object())
            }) =>
        {
            return None;
        }
        "InvalidFragmentSpread" => ("InvalidFragmentType", impossible_spread(&names)),
        "RecursiveFragmentDefinition" => {
            ("FragmentCycle", "Fragment cycles not allowed".to_owned())
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
            format!(
                "The {} definition is not executable.",
                definition_name(document, span)
            ),
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
        _ if violation == "BadValueForDefaultArg" => span
            .and_then(|span| variable_at(document, span))
            .and_then(Node::location),
        _ => span,
    };
    let suffix = match violation {
        // Found out at the end of the document, in no place.
        "UnusedFragment" => String::new(),
        _ => place.suffix(),
    };
    Some(validation_error(
        document, violation, &message, &suffix, span,
    ))
}

/// A value in the document that doesn't fit; `None` for a variable in its place, which is
/// looked at on its own.
fn value_problem(
    schema: &ApiSchema,
    document: &Document,
    place: &Place<'_>,
    span: Option<SourceSpan>,
) -> Option<(&'static str, String)> {
    let Some(argument) = place.argument else {
        let message = bad_default(variable_at(document, span?)?)?;
        return Some(("BadValueForDefaultArg", message));
    };
    let expected = place.definition?.argument_by_name(&argument.name)?;
    let sentence = argument_problem::sentence(schema, argument, &expected.ty)?;
    Some(("WrongType", sentence))
}
