//! `limit`: 1 to 100, 20 where it is null or absent.

use crate::error::ResolverError;

/// How many records a page may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(usize);

impl Limit {
    /// The number.
    pub fn records(self) -> usize {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(20)
    }
}

impl TryFrom<i64> for Limit {
    type Error = ResolverError;

    fn try_from(limit: i64) -> Result<Self, Self::Error> {
        match usize::try_from(limit) {
            Ok(records @ 1..=100) => Ok(Self(records)),
            _ => Err(ResolverError::ValidationError {
                field: "limit",
                rule: "must be from 1 to 100",
            }),
        }
    }
}
