//! `Subscription.*`: asked once, when somebody subscribes.
//!
//! AppSync delivers what a mutation returns to whoever subscribed to its `owner`; that
//! only the owner may do so is decided here.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use shared::subject::Subject;

use crate::error::ResolverError;
use crate::fields::{FieldError, arguments};

#[derive(Deserialize)]
struct Arguments {
    owner: String,
}

/// Null, which lets the caller subscribe to their own records.
pub(crate) fn resolve(owner: &Subject, raw: &RawValue) -> Result<Value, FieldError> {
    let wanted: Arguments = arguments(raw)?;
    if wanted.owner == owner.as_str() {
        Ok(Value::Null)
    } else {
        Err(ResolverError::Unauthorized.into())
    }
}
