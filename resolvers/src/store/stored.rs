//! A record together with what only the store knows of it, and the condition under which
//! it may be written.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::record::{Item, Record};
use crate::store::stamps::{Stamp, Stamps};
use crate::store::{Store, StoreError, attribute};

/// True of an item that is the one that was read and whose time is not over.
pub(super) const UNCHANGED: &str =
    "#stamp = :read AND (attribute_not_exists(#expiresAt) OR #expiresAt > :now)";

/// How often a write is tried on that condition, each time on what others made of the item.
pub(super) const ROUNDS: u32 = 16;

/// The longest wait after the first round.
pub(super) const FIRST_WAIT: Duration = Duration::from_millis(4);

/// A record as the table holds it.
pub(super) struct Stored {
    pub(super) record: Record,
    pub(super) stamps: Stamps,
}

impl Stored {
    /// Reads an item; nothing where there is none or its time is over.
    pub(super) fn read(item: Option<&Item>, now: i64) -> Result<Option<Self>, StoreError> {
        // A failed condition shows an empty item where there is none.
        let Some(item) = item.filter(|item| !item.is_empty()) else {
            return Ok(None);
        };
        let record = Record::from_item(item).ok_or(StoreError::Malformed)?;
        if record.is_expired(now) {
            return Ok(None);
        }
        let stamps = Stamps::of(item).ok_or(StoreError::Malformed)?;
        Ok(Some(Self { record, stamps }))
    }

    /// The names in [`UNCHANGED`].
    pub(super) fn condition_names() -> [(String, String); 2] {
        [
            ("#stamp".to_owned(), attribute::STAMP.to_owned()),
            ("#expiresAt".to_owned(), attribute::EXPIRES_AT.to_owned()),
        ]
    }

    /// The values in [`UNCHANGED`].
    pub(super) fn condition_values(&self, store: &Store) -> [(String, AttributeValue); 2] {
        let read = self.stamps.newest().to_owned();
        let now = store.now().to_string();
        [
            (":read".to_owned(), AttributeValue::S(read)),
            (":now".to_owned(), AttributeValue::N(now)),
        ]
    }
}

/// Whether the mutation `stamp` wrote `item`, or wrote it before others did.
pub(super) fn was_written_by(stamp: &Stamp, item: &Item) -> bool {
    Stamps::of(item).is_some_and(|stamps| stamps.contain(stamp))
}
