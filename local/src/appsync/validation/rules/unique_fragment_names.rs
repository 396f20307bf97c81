//! Fragments have names of their own. A rule of later versions.

use std::collections::HashSet;

use apollo_compiler::Name;

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

#[derive(Default)]
pub(super) struct UniqueFragmentNames<'a> {
    names: HashSet<&'a Name>,
}

impl<'a> Rule<'a> for UniqueFragmentNames<'a> {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Fragment(fragment) = syntax else {
            return;
        };
        let name = &fragment.name;
        if !self.names.insert(name) {
            let sentence = format!("There can be only one fragment named '{name}'");
            at.report("DuplicateFragmentName", &sentence, fragment.location());
        }
    }
}
