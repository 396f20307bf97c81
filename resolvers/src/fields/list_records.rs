//! `Query.listRecords`: a page of the caller's records.

use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::error::ResolverError;
use crate::fields::{FieldError, arguments};
use crate::identity::Owner;
use crate::input::limit::Limit;
use crate::store::{Direction, ListQuery, Store};

/// Null means the default, as if it was not given.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Arguments {
    kind: Option<String>,
    sort_direction: Option<Direction>,
    limit: Option<i64>,
    next_token: Option<String>,
}

/// The page, as `RecordConnection`.
pub(crate) async fn resolve(
    store: &Store,
    owner: &Owner,
    raw: &RawValue,
) -> Result<Box<RawValue>, FieldError> {
    let arguments: Arguments = arguments(raw)?;
    let limit = arguments.limit.map(Limit::try_from).transpose()?;
    let query = ListQuery {
        kind: arguments.kind.map(|kind| kind.parse()).transpose()?,
        direction: arguments.sort_direction.unwrap_or_default(),
        limit: limit.unwrap_or_default(),
        next_token: arguments.next_token,
    };
    let page = store.list(owner, &query).await?;
    let page = page.ok_or(ResolverError::InvalidNextToken)?;
    Ok(to_raw_value(&page)?)
}
