//! AppSync's events: one context or, in batch mode, a list of them.
//!
//! An event holds the client's token in its headers, so it is never logged and its type
//! shows nothing. What is not needed is not read: a client that repeats a header changes
//! the headers' shape, and that must not matter.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference.html>

use aws_lambda_events::appsync::AppSyncInfo;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use shared::field_name::FieldName;

use crate::error::ResolverError;

/// What was sent.
#[derive(Debug)]
pub enum Events {
    /// One context; the answer is the bare data.
    One(Box<RawValue>),
    /// Batch mode; the answer is a list of the same length and order.
    Batch(Vec<Box<RawValue>>),
}

impl Events {
    /// Tells the two apart.
    pub fn parse(payload: &RawValue) -> Self {
        match serde_json::from_str(payload.get()) {
            Ok(list) => Self::Batch(list),
            Err(_) => Self::One(payload.to_owned()),
        }
    }
}

/// What a field needs of a context.
pub struct Event {
    /// The field that is resolved.
    pub field: FieldName,
    /// Who asks, in AppSync's shape.
    pub identity: Value,
    /// The field's arguments, as they were delivered.
    pub arguments: Box<RawValue>,
}

impl Event {
    /// Reads a context.
    ///
    /// # Errors
    /// [`ResolverError::ValidationError`] when it is none.
    pub fn parse(context: &RawValue) -> Result<Self, ResolverError> {
        const MALFORMED: ResolverError = ResolverError::ValidationError {
            field: "The event",
            rule: "is not a context of AppSync's",
        };
        let context: Context = serde_json::from_str(context.get()).map_err(|_| MALFORMED)?;
        let field = FieldName::new(&context.info.parent_type_name, &context.info.field_name);
        let field = field.map_err(|_| MALFORMED)?;
        Ok(Self {
            field,
            identity: context.identity,
            arguments: context.arguments,
        })
    }
}

impl std::fmt::Debug for Event {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Event")
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Context {
    info: AppSyncInfo,
    #[serde(default)]
    identity: Value,
    arguments: Box<RawValue>,
}
