//! `Subscription.*`: asked once, when somebody subscribes.
//!
//! AppSync delivers what a mutation returns to whoever subscribed to its `owner`; that
//! only the owner may do so is decided here.

use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::error::Refused;
use crate::fields::{FieldError, arguments};
use crate::identity::Owner;

#[derive(Deserialize)]
struct Arguments {
    owner: String,
}

/// Null, which lets the caller subscribe to their own records.
pub(crate) fn resolve(owner: &Owner, raw: &RawValue) -> Result<Box<RawValue>, FieldError> {
    let wanted: Arguments = arguments(raw)?;
    if wanted.owner == owner.as_str() {
        Ok(to_raw_value(&())?)
    } else {
        Err(Refused("the owner is another".to_owned()).into())
    }
}
