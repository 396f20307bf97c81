//! Whether a field may be resolved at all, asked before its resolver runs.

use std::sync::Arc;

use apollo_compiler::ast::DirectiveList;

use super::Execution;
use super::tree::Task;
use crate::appsync::batch::Failure;
use crate::appsync::caller::Mode;
use crate::appsync::json::JsonValue;

const MODES: [&str; 5] = [
    "aws_api_key",
    "aws_iam",
    "aws_oidc",
    "aws_lambda",
    "aws_cognito_user_pools",
];

impl Execution<'_> {
    /// # Errors
    /// The failure that the field comes to instead of being resolved.
    pub(super) fn admit(&self, task: &Task<'_>) -> Result<(), Arc<Failure>> {
        let Some(field) = task.fields.first() else {
            return Ok(());
        };
        let limit = self.api.query_depth_limit;
        // Assumed: the text.
        if limit > 0 && task.depth > limit {
            return Err(failure(
                "QueryDepthLimitReached",
                format!("Query depth limit of {limit} exceeded."),
            ));
        }
        if field.name.starts_with("__") {
            return Ok(());
        }
        let key = (task.parent_type.to_string(), field.name.to_string());
        if self.caller.denied_fields.contains(&key) || !self.mode_allows(&key.0, &key.1) {
            return Err(failure(
                "Unauthorized",
                format!("Not Authorized to access {} on type {}", key.1, key.0),
            ));
        }
        Ok(())
    }

    /// A directive on the field overrides the type's; without any, only the API's default
    /// mode is let in.
    fn mode_allows(&self, type_name: &str, field: &str) -> bool {
        let on_field = self
            .schema
            .field(type_name, field)
            .and_then(|definition| allowed(&definition.directives, self.caller.mode));
        let on_type = || {
            let directives: DirectiveList = self
                .schema
                .type_named(type_name)?
                .directives()
                .iter()
                .map(|directive| directive.node.clone())
                .collect();
            allowed(&directives, self.caller.mode)
        };
        on_field
            .or_else(on_type)
            .unwrap_or(self.caller.mode == self.default_mode)
    }
}

/// What the directives say of the mode; `None` when they say nothing of any.
fn allowed(directives: &DirectiveList, mode: Mode) -> Option<bool> {
    MODES
        .iter()
        .any(|name| directives.has(name))
        .then(|| directives.has(mode.directive()))
}

/// A failure of AppSync's own.
pub(super) fn failure(error_type: &str, message: String) -> Arc<Failure> {
    Failure::new(Some(error_type.to_owned()), message, JsonValue::Null)
}
