//! The table of records. Every method takes the verified subject first, and a key can be
//! made from nothing else, so no argument of a client's can reach another user's records.
//!
//! All reads are consistent: what a mutation returned is in the next answer.

pub mod attribute;

mod failure;
mod key;
mod list;
mod page_token;
mod read;
mod write;

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use shared::time::Clock;

pub use crate::store::failure::StoreError;
pub use crate::store::list::{Direction, ListQuery, Page};
pub use crate::store::write::Written;

/// The records of all users, each reached only through its owner.
#[derive(Clone)]
pub struct Store {
    client: Client,
    table: String,
    clock: Arc<dyn Clock>,
}

impl Store {
    /// The store in `table`.
    pub fn new(client: Client, table: String, clock: Arc<dyn Clock>) -> Self {
        Self {
            client,
            table,
            clock,
        }
    }

    /// Seconds since 1970, as the store's clock tells them.
    pub(crate) fn now(&self) -> i64 {
        self.clock.now_seconds()
    }

    /// The time as `AWSDateTime`: `YYYY-MM-DDThh:mm:ss.sssZ`.
    ///
    /// # Errors
    /// [`StoreError::Clock`] when the clock shows no year that can be written.
    pub(crate) fn timestamp(&self) -> Result<String, StoreError> {
        let now = jiff::Timestamp::from_millisecond(self.clock.now_milliseconds());
        now.map(|now| now.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string())
            .map_err(|_| StoreError::Clock)
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Store")
            .field("table", &self.table)
            .finish_non_exhaustive()
    }
}
