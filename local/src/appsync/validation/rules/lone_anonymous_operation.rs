//! An operation without a name stands alone.

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

#[derive(Default)]
pub(super) struct LoneAnonymousOperation {
    is_one_before: bool,
    is_anonymous_one_before: bool,
}

impl<'a> Rule<'a> for LoneAnonymousOperation {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Operation(operation) = syntax else {
            return;
        };
        let problem = match &operation.name {
            None => self
                .is_one_before
                .then(|| "Anonymous operation with other operations.".to_owned()),
            Some(name) => self
                .is_anonymous_one_before
                .then(|| format!("Operation {name} is following anonymous operation.")),
        };
        self.is_one_before = true;
        self.is_anonymous_one_before |= operation.name.is_none();
        if let Some(sentence) = problem {
            let kind = "LoneAnonymousOperationViolation";
            at.report(kind, &sentence, operation.location());
        }
    }
}
