//! Fragments on what they can't be on.

use super::super::wording::{impossible_spread, is_fragment_definition};
use super::{Finding, Violation};

pub(super) fn violation(found: &Finding<'_>) -> Option<Violation> {
    Some(match found.kind {
        "InvalidFragmentTarget" if is_fragment_definition(found.document, found.span) => (
            "FragmentTypeConditionInvalid",
            "Fragment type condition is invalid, must be on Object/Interface/Union".to_owned(),
        ),
        "InvalidFragmentTarget" => (
            "InlineFragmentTypeConditionInvalid",
            "Inline fragment type condition is invalid, must be on Object/Interface/Union"
                .to_owned(),
        ),
        "RecursiveFragmentDefinition" => {
            ("FragmentCycle", "Fragment cycles not allowed".to_owned())
        }
        _ if is_of_no_composite_type(found) => return None,
        _ => ("InvalidFragmentType", impossible_spread(&found.names)),
    })
}

/// The fragment's own type is told of already. It is quoted last but one.
fn is_of_no_composite_type(found: &Finding<'_>) -> bool {
    let condition = found.names.iter().rev().nth(1);
    condition
        .and_then(|condition| found.schema.type_named(condition))
        .is_some_and(|condition| condition.is_leaf() || condition.is_input_object())
}
