//! `Mutation.deleteRecord`: removes one of the caller's records and returns it.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::fields::{FieldError, arguments, written};
use crate::identity::Owner;
use crate::input::id::RecordId;
use crate::store::Store;

#[derive(Deserialize)]
struct Arguments {
    input: Input,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Input {
    id: String,
    expected_version: Option<i64>,
}

/// The record as it was.
pub(crate) async fn resolve(
    store: &Store,
    owner: &Owner,
    raw: &RawValue,
) -> Result<Box<RawValue>, FieldError> {
    let Arguments { input } = arguments(raw)?;
    let id: RecordId = input.id.parse()?;
    let outcome = store.delete(owner, &id, input.expected_version).await?;
    written(outcome, &id)
}
