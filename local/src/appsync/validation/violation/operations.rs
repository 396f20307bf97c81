//! Operations as a whole, and what stands beside them.

use super::super::wording::{anonymous_operation, definition_name};
use super::{Finding, Violation};

pub(super) fn violation(found: &Finding<'_>) -> Violation {
    match found.kind {
        "AmbiguousAnonymousOperation" => (
            "LoneAnonymousOperationViolation",
            anonymous_operation(found.document),
        ),
        "UnsupportedLocation" => {
            let directive = found.text.split(' ').next().unwrap_or_default();
            (
                "MisplacedDirective",
                format!("Directive {directive} not allowed here"),
            )
        }
        "SubscriptionUsesMultipleFields" => (
            "SubscriptionMultipleRootFields",
            "Subscription operation must have exactly one root field.".to_owned(),
        ),
        "SubscriptionUsesIntrospection" => (
            "SubscriptionIntrospectionRootField",
            "Subscription operation must not select an introspection field.".to_owned(),
        ),
        "TypeSystemDefinition" => {
            let name = definition_name(found.document, found.span);
            (
                "NonExecutableDefinition",
                format!("The {name} definition is not executable."),
            )
        }
        "RecursionError" | "RecursionLimitError" | "DeeplyNestedType" => (
            "MaxDepthExceeded",
            "The document is nested too deeply.".to_owned(),
        ),
        _ => ("InvalidDocument", "The document is not valid.".to_owned()),
    }
}

/// The sentence for an operation that the schema has no type for.
pub(super) fn without_a_type(found: &Finding<'_>) -> String {
    let operations = match found.name(0) {
        "query" => "queries",
        "mutation" => "mutations",
        _ => "subscriptions",
    };
    format!("Schema is not configured for {operations}.")
}
