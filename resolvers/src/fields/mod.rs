//! One file a field of the schema's root types.

pub(crate) mod create_record;
pub(crate) mod delete_record;
pub(crate) mod get_record;
pub(crate) mod list_records;
pub(crate) mod me;
pub(crate) mod subscriptions;
pub(crate) mod update_record;

use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::error::{Refused, ResolverError};
use crate::input::id::RecordId;
use crate::store::{StoreError, Written};

/// Why a field has no answer: the client's error, or a failure that the log must explain.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FieldError {
    #[error(transparent)]
    Client(#[from] ResolverError),
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("an answer is no JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// The arguments of a field. AppSync has held them against the schema before.
fn arguments<'a, T: Deserialize<'a>>(arguments: &'a RawValue) -> Result<T, ResolverError> {
    let rule = "are not those of the field";
    serde_json::from_str(arguments.get()).map_err(|_| ResolverError::ValidationError {
        field: "The arguments",
        rule,
    })
}

/// What a write to a record that should be there came to.
fn written(outcome: Written, id: &RecordId) -> Result<Box<RawValue>, FieldError> {
    match outcome {
        Written::Conflict(record) => Err(ResolverError::VersionConflict(record.into()).into()),
        Written::Done(record) => Ok(to_raw_value(&record)?),
        Written::NotFound => Err(ResolverError::RecordNotFound(id.to_string()).into()),
    }
}

/// A member that is given, be it as null: another wish than to leave it out.
fn given<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
