//! A fragment is on a type that can have fields.

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct FragmentsOnCompositeType;

impl<'a> Rule<'a> for FragmentsOnCompositeType {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let (condition, what, span) = match syntax {
            Syntax::Fragment(fragment) => {
                (&fragment.type_condition, "Fragment", fragment.location())
            }
            Syntax::InlineFragment(fragment) => match &fragment.type_condition {
                Some(condition) => (condition, "Inline fragment", fragment.location()),
                None => return,
            },
            _ => return,
        };
        if at.schema.type_named(condition).is_none() || at.composite(condition).is_some() {
            return;
        }
        let kind = match syntax {
            Syntax::Fragment(_) => "FragmentTypeConditionInvalid",
            _ => "InlineFragmentTypeConditionInvalid",
        };
        let sentence =
            format!("{what} type condition is invalid, must be on Object/Interface/Union");
        at.report(kind, &sentence, span);
    }
}
