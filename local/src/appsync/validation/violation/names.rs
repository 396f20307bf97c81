//! Names of nothing, and things that nothing names.

use super::super::wording::fragment_named;
use super::{Finding, Violation};

pub(super) fn undefined(found: &Finding<'_>) -> Option<Violation> {
    let name = found.name(0);
    Some(match found.kind {
        "UndefinedField" if is_leaf_or_input(found, name) => return None,
        "UndefinedField" => (
            "FieldUndefined",
            format!("Field '{}' in type '{name}' is undefined", found.name(1)),
        ),
        "UndefinedArgument" if is_of_a_directive(found) => (
            "UnknownDirective",
            format!("Unknown directive argument {name}"),
        ),
        "UndefinedArgument" => ("UnknownArgument", format!("Unknown field argument {name}")),
        "UndefinedDirective" => ("UnknownDirective", format!("Unknown directive {name}")),
        "UndefinedVariable" => ("UndefinedVariable", format!("Undefined variable {name}")),
        // A fragment on a type that there is not is told of that type.
        "UndefinedFragment" if fragment_named(found.document, name).is_some() => return None,
        "UndefinedFragment" => ("UndefinedFragment", format!("Undefined fragment {name}")),
        _ => ("UnknownType", format!("Unknown type {name}")),
    })
}

pub(super) fn unused(found: &Finding<'_>) -> Violation {
    let name = found.name(0);
    match found.kind {
        "UnusedVariable" => ("UnusedVariable", format!("Unused variable {name}")),
        _ => ("UnusedFragment", format!("Unused fragment {name}")),
    }
}

/// The fragment around such a field is refused already.
fn is_leaf_or_input(found: &Finding<'_>, parent: &str) -> bool {
    let definition = found.schema.type_named(parent);
    definition.is_some_and(|parent| parent.is_leaf() || parent.is_input_object())
}

fn is_of_a_directive(found: &Finding<'_>) -> bool {
    let owner = found.names.get(1);
    owner.is_some_and(|owner| owner.starts_with('@'))
}
