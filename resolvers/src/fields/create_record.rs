//! `Mutation.createRecord`: a new record of the caller's.
//!
//! Creating the same record again gives the one that is there, so that a client may repeat
//! a request whose answer it lost.

use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::error::ResolverError;
use crate::fields::{FieldError, arguments};
use crate::identity::Owner;
use crate::input::data::Data;
use crate::input::expires_at::ExpiresAt;
use crate::input::id::RecordId;
use crate::store::{Created, NewRecord, Store};

#[derive(Deserialize)]
struct Arguments<'a> {
    #[serde(borrow)]
    input: Input<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Input<'a> {
    id: Option<String>,
    kind: String,
    #[serde(borrow)]
    data: &'a RawValue,
    expires_at: Option<i64>,
}

/// The record that is there now.
pub(crate) async fn resolve(
    store: &Store,
    owner: &Owner,
    raw: &RawValue,
) -> Result<Box<RawValue>, FieldError> {
    let Arguments { input } = arguments(raw)?;
    let expires_at = input.expires_at;
    let new = NewRecord {
        id: input
            .id
            .map_or_else(|| Ok(RecordId::random()), |id| id.parse())?,
        kind: input.kind.parse()?,
        data: Data::parse(input.data)?,
        expires_at: expires_at
            .map(|seconds| ExpiresAt::parse(seconds, store.now()))
            .transpose()?,
    };
    match store.create(owner, new).await? {
        Created::Done(record) => Ok(to_raw_value(&record)?),
        Created::Taken(id) => Err(ResolverError::RecordAlreadyExists(id.to_string()).into()),
    }
}
