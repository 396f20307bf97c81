//! Arguments, selections, values and variables that don't fit what is defined.

use super::super::argument_problem;
use super::super::wording::{argument_of, bad_default, effective_type, java_name, variable_at};
use super::{Finding, Violation};

pub(super) fn missing_or_too_much(found: &Finding<'_>) -> Option<Violation> {
    let argument = argument_of(found.name(0));
    let field = found.place.field;
    let field_name = field.map_or("", |field| field.name.as_str());
    let returned = found.place.definition;
    let returned = returned.map_or("null", |definition| java_name(&definition.ty));
    Some(match found.kind {
        // A null that is written out is reported as the value that it is.
        "RequiredArgument"
            if field.is_some_and(|field| {
                let mut given = field.arguments.iter();
                given.any(|given| given.name == argument)
            }) =>
        {
            return None;
        }
        "RequiredArgument" if found.name(0).contains('.') => (
            "MissingFieldArgument",
            format!("Missing field argument {argument}"),
        ),
        "RequiredArgument" => (
            "MissingDirectiveArgument",
            format!("Missing directive argument {argument}"),
        ),
        // Its only selections were refused for reasons of their own.
        "MissingSubselection" if field.is_some_and(|field| !field.selection_set.is_empty()) => {
            return None;
        }
        "MissingSubselection" => (
            "SubSelectionRequired",
            format!("Sub selection required for type {returned} of field {field_name}"),
        ),
        _ => (
            "SubSelectionNotAllowed",
            format!("Sub selection not allowed on leaf type {returned} of field {field_name}"),
        ),
    })
}

pub(super) fn variable(found: &Finding<'_>) -> Option<Violation> {
    if found.kind == "VariableInputType" {
        let message = "Wrong type for a variable".to_owned();
        return Some(("NonInputTypeOnVariable", message));
    }
    let (variable, declared, expected) = (found.name(0), found.name(1), found.name(3));
    // A variable of no type can't be compared.
    found
        .schema
        .type_named(declared.trim_matches(['[', ']', '!']))?;
    let effective = effective_type(found.document, variable, declared);
    Some((
        "VariableTypeMismatch",
        format!("Variable type '{effective}' doesn't match expected type '{expected}'"),
    ))
}

/// A value in the document that doesn't fit; `None` for a variable in its place, which is
/// looked at on its own.
pub(super) fn misfit(found: &Finding<'_>) -> Option<Violation> {
    let Some(argument) = found.place.argument else {
        let message = bad_default(variable_at(found.document, found.span?)?)?;
        return Some(("BadValueForDefaultArg", message));
    };
    let definition = found.place.definition?;
    let expected = definition.argument_by_name(&argument.name)?;
    let sentence = argument_problem::sentence(found.schema, argument, &expected.ty)?;
    Some(("WrongType", sentence))
}
