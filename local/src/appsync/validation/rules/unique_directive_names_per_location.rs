//! A directive stands only once on a part, unless it may be repeated. A rule of later
//! versions.

use super::{Rule, repeated};
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct UniqueDirectiveNamesPerLocation;

impl<'a> Rule<'a> for UniqueDirectiveNamesPerLocation {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let (part, directives) = match syntax {
            Syntax::Operation(operation) => ("OperationDefinition", &operation.directives),
            Syntax::Fragment(fragment) => ("FragmentDefinition", &fragment.directives),
            Syntax::Field(field) => ("Field", &field.directives),
            Syntax::InlineFragment(fragment) => ("InlineFragment", &fragment.directives),
            Syntax::FragmentSpread(spread) => ("FragmentSpread", &spread.directives),
            _ => return,
        };
        for directive in repeated(directives.iter(), |directive| &directive.name) {
            let name = &directive.name;
            let definition = at.schema.valid().directive_definitions.get(name);
            if definition.is_some_and(|definition| !definition.repeatable) {
                let sentence = format!(
                    "Non repeatable directives must be uniquely named within a location. The directive '{name}' used on a '{part}' is not unique."
                );
                at.report("DuplicateDirectiveName", &sentence, directive.location());
            }
        }
    }
}
