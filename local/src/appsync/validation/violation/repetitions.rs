//! Two things of one name where there may be one.

use super::{Finding, Violation};

pub(super) fn violation(found: &Finding<'_>) -> Violation {
    let (violation, what) = match found.kind {
        "UniqueVariable" => ("DuplicateVariableName", "variable"),
        "UniqueArgument" => ("DuplicateArgumentNames", "argument"),
        "UniqueInputValue" => ("WrongType", "field"),
        "OperationNameCollision" => ("DuplicateOperationName", "operation"),
        "FragmentNameCollision" => ("DuplicateFragmentName", "fragment"),
        _ => {
            let message = "Non repeatable directives must be uniquely named within a location.";
            return ("DuplicateDirectiveName", message.to_owned());
        }
    };
    let name = found.name(0);
    (
        violation,
        format!("There can be only one {what} named '{name}'"),
    )
}
