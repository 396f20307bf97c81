//! `Mutation.updateRecord`: only the fields that are given change.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use shared::subject::Subject;

use crate::error::ResolverError;
use crate::fields::{FieldError, arguments, given};
use crate::input::id::RawId;
use crate::input::kind::RawKind;
use crate::input::{data, expires_at};
use crate::store::{Store, Written};

#[derive(Deserialize)]
struct Arguments {
    input: Input,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Input {
    id: RawId,
    expected_version: Option<i64>,
    kind: Option<RawKind>,
    data: Option<Box<RawValue>>,
    /// Null removes it, an omitted one keeps it.
    #[serde(default, deserialize_with = "given")]
    expires_at: Option<Option<i64>>,
}

/// The record as it is now.
pub(crate) async fn resolve(
    store: &Store,
    owner: &Subject,
    raw: &RawValue,
) -> Result<Value, FieldError> {
    let Arguments { input } = arguments(raw)?;
    let id = input.id.parse()?;
    let kind = input.kind.map(RawKind::parse).transpose()?;
    let data = input
        .data
        .map(|delivered| data::parse(&delivered))
        .transpose()?;
    let expires_at = match input.expires_at {
        Some(Some(seconds)) => Some(Some(expires_at::parse(seconds, store.now())?)),
        unchanged_or_removed => unchanged_or_removed,
    };
    let written = store
        .update(owner, &id, input.expected_version, |record| {
            record.kind = kind.clone().unwrap_or_else(|| record.kind.clone());
            record.data = data.clone().unwrap_or_else(|| record.data.clone());
            record.expires_at = expires_at.unwrap_or(record.expires_at);
        })
        .await?;
    result(written, id)
}

/// What a write to a record that should be there came to.
pub(super) fn result(written: Written, id: String) -> Result<Value, FieldError> {
    match written {
        Written::Done(record) => Ok(serde_json::to_value(record)?),
        Written::NotFound => Err(ResolverError::RecordNotFound(id).into()),
        Written::Conflict(record) => Err(ResolverError::VersionConflict {
            current: record.version,
            record: Box::new(serde_json::to_value(record)?),
        }
        .into()),
    }
}
