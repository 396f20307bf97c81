//! AppSync's events: one context or, in batch mode, a list of them.
//!
//! An event holds the client's token in its headers, so it is never logged and its type
//! shows nothing. What is not needed is not read: a client that repeats a header changes
//! the headers' shape, and that must not matter.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference.html>

use std::fmt::{self, Debug, Formatter};

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use shared::field_name::FieldName;

use crate::error::ResolverError;

/// What was sent.
pub(crate) enum Events<'a> {
    /// Batch mode; the answer is a list of the same length and order.
    Batch(Vec<&'a RawValue>),
    /// One context; the answer is the bare data.
    One(&'a RawValue),
}

impl<'a> Events<'a> {
    /// Tells the two apart.
    pub(crate) fn parse(payload: &'a RawValue) -> Self {
        match serde_json::from_str(payload.get()) {
            Ok(list) => Self::Batch(list),
            Err(_) => Self::One(payload),
        }
    }
}

/// What a field needs of a context.
pub(crate) struct Event<'a> {
    /// The field that is resolved.
    pub(crate) field: FieldName,
    /// Who asks, in AppSync's shape.
    pub(crate) identity: Value,
    /// The field's arguments, as they were delivered.
    pub(crate) arguments: &'a RawValue,
}

impl<'a> Event<'a> {
    /// Reads a context.
    ///
    /// # Errors
    /// [`ResolverError::ValidationError`] when it is none.
    pub(crate) fn parse(context: &'a RawValue) -> Result<Self, ResolverError> {
        const MALFORMED: ResolverError = ResolverError::ValidationError {
            field: "The event",
            rule: "is not a context of AppSync's",
        };
        let Context {
            info,
            identity,
            arguments,
        } = serde_json::from_str(context.get()).map_err(|_| MALFORMED)?;
        let field = FieldName::new(&info.parent_type_name, &info.field_name);
        Ok(Self {
            field: field.map_err(|_| MALFORMED)?,
            identity,
            arguments,
        })
    }
}

impl Debug for Event<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Event")
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Context<'a> {
    info: Info,
    #[serde(default)]
    identity: Value,
    #[serde(borrow)]
    arguments: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Info {
    field_name: String,
    parent_type_name: String,
}
