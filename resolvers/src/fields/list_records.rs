//! `Query.listRecords`: a page of the caller's records.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use shared::subject::Subject;

use crate::error::ResolverError;
use crate::fields::{FieldError, arguments};
use crate::input::kind::RawKind;
use crate::input::limit;
use crate::store::{Direction, ListQuery, Store};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Arguments {
    kind: Option<RawKind>,
    sort_direction: Option<Direction>,
    limit: Option<i64>,
    next_token: Option<String>,
}

/// The page, as `RecordConnection`.
pub(crate) async fn resolve(
    store: &Store,
    owner: &Subject,
    raw: &RawValue,
) -> Result<Value, FieldError> {
    let arguments: Arguments = arguments(raw)?;
    let query = ListQuery {
        kind: arguments.kind.map(RawKind::parse).transpose()?,
        direction: arguments.sort_direction.unwrap_or_default(),
        limit: limit::parse(arguments.limit)?,
        next_token: arguments.next_token,
    };
    let page = store
        .list(owner, &query)
        .await?
        .ok_or(ResolverError::InvalidNextToken)?;
    Ok(serde_json::to_value(page)?)
}
