//! The table of records. Every method takes the verified owner first, and a key can be made
//! from nothing else, so no argument of a client's can reach another user's records.
//!
//! All reads are consistent: what a mutation returned is in the next answer.

pub mod attribute;

pub(crate) mod stamps;

mod attempts;
mod back_off;
mod create;
mod delete;
mod failure;
mod key;
mod list;
mod page_token;
mod read;
mod read_many;
mod stored;
mod update;

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use shared::time::Clock;

use crate::record::Record;

pub use crate::store::create::{Created, NewRecord};
pub use crate::store::failure::StoreError;
pub use crate::store::key::Key;
pub use crate::store::list::{Direction, ListQuery, Page};
pub use crate::store::read_many::Fetched;
pub use crate::store::update::Changes;

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
    fn timestamp(&self) -> Result<String, StoreError> {
        let now = jiff::Timestamp::from_millisecond(self.clock.now_milliseconds());
        now.map(date_time).map_err(|_| StoreError::Clock)
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

/// What a write to a record that should be there came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// The record is another than the caller expected.
    Conflict(Record),
    /// It was done; the record as it is now, or as it was when it was deleted.
    Done(Record),
    /// The record is not there, or its time is over.
    NotFound,
}

fn date_time(timestamp: jiff::Timestamp) -> String {
    timestamp.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}
