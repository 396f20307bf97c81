//! `Query.getRecord`: one of the caller's records, or null.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use shared::subject::Subject;

use crate::fields::{FieldError, arguments};
use crate::input::id::RawId;
use crate::store::Store;

#[derive(Deserialize)]
struct Arguments {
    id: RawId,
}

/// The record; null where the caller has none of that id, whoever else may have one.
pub(crate) async fn resolve(
    store: &Store,
    owner: &Subject,
    raw: &RawValue,
) -> Result<Value, FieldError> {
    let Arguments { id } = arguments(raw)?;
    let record = store.get(owner, &id.parse()?).await?;
    Ok(serde_json::to_value(record)?)
}
