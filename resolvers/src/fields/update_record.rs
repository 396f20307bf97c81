//! `Mutation.updateRecord`: only the fields that are given change.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::error::ResolverError;
use crate::fields::{FieldError, arguments, given, written};
use crate::identity::Owner;
use crate::input::data::Data;
use crate::input::expires_at::ExpiresAt;
use crate::input::id::RecordId;
use crate::store::{Changes, Store};

#[derive(Deserialize)]
struct Arguments<'a> {
    #[serde(borrow)]
    input: Input<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Input<'a> {
    id: String,
    expected_version: Option<i64>,
    kind: Option<String>,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    /// Null removes it, an omitted one keeps it; there is no record without the others.
    #[serde(default, deserialize_with = "given")]
    expires_at: Option<Option<i64>>,
}

impl Input<'_> {
    fn changes(&self, now: i64) -> Result<Changes, ResolverError> {
        let expires_at = |seconds: Option<i64>| {
            seconds
                .map(|seconds| ExpiresAt::parse(seconds, now))
                .transpose()
        };
        Ok(Changes {
            kind: self.kind.as_deref().map(str::parse).transpose()?,
            data: self.data.map(Data::parse).transpose()?,
            expires_at: self.expires_at.map(expires_at).transpose()?,
        })
    }
}

/// The record as it is now.
pub(crate) async fn resolve(
    store: &Store,
    owner: &Owner,
    raw: &RawValue,
) -> Result<Box<RawValue>, FieldError> {
    let Arguments { input } = arguments(raw)?;
    let id: RecordId = input.id.parse()?;
    let changes = input.changes(store.now())?;
    let outcome = store
        .update(owner, &id, input.expected_version, &changes)
        .await?;
    written(outcome, &id)
}
