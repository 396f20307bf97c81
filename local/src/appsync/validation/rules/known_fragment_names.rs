//! A fragment that is spread is defined.

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct KnownFragmentNames;

impl<'a> Rule<'a> for KnownFragmentNames {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::FragmentSpread(spread) = syntax else {
            return;
        };
        if !at.fragments.contains_key(&spread.fragment_name) {
            at.report(
                "UndefinedFragment",
                &format!("Undefined fragment {}", spread.fragment_name),
                spread.location(),
            );
        }
    }
}
