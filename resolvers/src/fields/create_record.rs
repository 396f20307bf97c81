//! `Mutation.createRecord`: a new record of the caller's.
//!
//! Creating the same record again gives the one that is there, so that a client may repeat
//! a request whose answer it lost.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use shared::subject::Subject;
use uuid::Uuid;

use crate::error::ResolverError;
use crate::fields::{FieldError, arguments};
use crate::input::id::RawId;
use crate::input::kind::RawKind;
use crate::input::{data, expires_at};
use crate::record::Record;
use crate::store::{Store, Written};

#[derive(Deserialize)]
struct Arguments {
    input: Input,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Input {
    id: Option<RawId>,
    kind: RawKind,
    data: Box<RawValue>,
    expires_at: Option<i64>,
}

/// The record that is there now.
pub(crate) async fn resolve(
    store: &Store,
    owner: &Subject,
    raw: &RawValue,
) -> Result<Value, FieldError> {
    let Arguments { input } = arguments(raw)?;
    let created_at = store.timestamp()?;
    let record = Record {
        owner: owner.to_string(),
        // Ordered by time, so that records of one moment lie together.
        id: input
            .id
            .map_or_else(|| Ok(Uuid::now_v7().to_string()), RawId::parse)?,
        kind: input.kind.parse()?,
        data: data::parse(&input.data)?,
        version: 1,
        updated_at: created_at.clone(),
        created_at,
        expires_at: input
            .expires_at
            .map(|seconds| expires_at::parse(seconds, store.now()))
            .transpose()?,
    };
    match store.create(owner, record.clone()).await? {
        Written::Done(created) => Ok(serde_json::to_value(created)?),
        Written::Conflict(found) if is_same(&found, &record) => Ok(serde_json::to_value(found)?),
        Written::Conflict(_) | Written::NotFound => {
            Err(ResolverError::RecordAlreadyExists(record.id).into())
        }
    }
}

/// Whether a repeated request would have made what is there.
fn is_same(found: &Record, wanted: &Record) -> bool {
    let content = |record: &Record| serde_json::from_str::<Value>(&record.data).ok();
    found.kind == wanted.kind
        && found.expires_at == wanted.expires_at
        && content(found) == content(wanted)
}
