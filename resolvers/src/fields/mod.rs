//! One file a field of the schema's root types.

pub(crate) mod create_record;
pub(crate) mod delete_record;
pub(crate) mod get_record;
pub(crate) mod list_records;
pub(crate) mod me;
pub(crate) mod subscriptions;
pub(crate) mod update_record;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::error::ResolverError;
use crate::store::StoreError;

/// Why a field has no answer: the client's error, or a failure that the log must explain.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FieldError {
    #[error(transparent)]
    Client(#[from] ResolverError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("an answer is no JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// The arguments of a field. AppSync has held them against the schema before.
fn arguments<T: DeserializeOwned>(arguments: &RawValue) -> Result<T, ResolverError> {
    let rule = "are not those of the field";
    serde_json::from_str(arguments.get()).map_err(|_| ResolverError::ValidationError {
        field: "The arguments",
        rule,
    })
}

/// A member that may be absent, null or given: three different wishes.
#[expect(clippy::option_option, reason = "absent and null differ in an update")]
fn given<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    serde::Deserialize::deserialize(deserializer).map(Some)
}
