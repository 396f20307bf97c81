//! A member of an object is given only once. A rule of later versions.

use super::{Rule, repeated};
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct UniqueObjectFieldName;

impl<'a> Rule<'a> for UniqueObjectFieldName {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Object(value, members) = syntax else {
            return;
        };
        for (name, _) in repeated(members, |(name, _)| name) {
            let sentence = format!("There can be only one field named '{name}'");
            at.report("UniqueObjectFieldName", &sentence, value.location());
        }
    }
}
