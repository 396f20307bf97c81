//! `limit`: 1 to 100, 20 where it is null or absent.

use crate::error::ResolverError;

/// The checked number of records on a page.
pub(crate) fn parse(limit: Option<i64>) -> Result<usize, ResolverError> {
    let limit = usize::try_from(limit.unwrap_or(20))
        .ok()
        .filter(|limit| (1..=100).contains(limit));
    limit.ok_or(ResolverError::ValidationError {
        field: "limit",
        rule: "must be from 1 to 100",
    })
}
