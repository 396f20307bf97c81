//! A type that is named is defined.

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct KnownTypeNames;

impl<'a> Rule<'a> for KnownTypeNames {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::TypeName(name, span) = syntax else {
            return;
        };
        if at.schema.type_named(name).is_none() {
            let sentence = format!("Unknown type {name}");
            at.report("UnknownType", &sentence, span);
        }
    }
}
