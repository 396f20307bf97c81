//! `Mutation.deleteRecord`: removes one of the caller's records and returns it.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use shared::subject::Subject;

use crate::fields::{FieldError, arguments, update_record};
use crate::input::id::RawId;
use crate::store::Store;

#[derive(Deserialize)]
struct Arguments {
    input: Input,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Input {
    id: RawId,
    expected_version: Option<i64>,
}

/// The record as it was.
pub(crate) async fn resolve(
    store: &Store,
    owner: &Subject,
    raw: &RawValue,
) -> Result<Value, FieldError> {
    let Arguments { input } = arguments(raw)?;
    let id = input.id.parse()?;
    let written = store.delete(owner, &id, input.expected_version).await?;
    update_record::result(written, id)
}
