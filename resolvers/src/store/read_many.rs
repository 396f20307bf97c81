//! Reading many records at once.
//!
//! Source: <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html>

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use aws_sdk_dynamodb::types::KeysAndAttributes;

use crate::record::{Item, Record};
use crate::store::key::Key;
use crate::store::{Store, StoreError, back_off};

/// How often keys that DynamoDB leaves unprocessed are asked for.
const ROUNDS: u32 = 7;

/// The longest wait after the first round.
const FIRST_WAIT: Duration = Duration::from_millis(50);

/// What came of reading many keys.
#[derive(Debug, Default)]
pub struct Fetched {
    items: HashMap<Key, Item>,
    unread: HashSet<Key>,
    failure: Option<StoreError>,
}

impl Fetched {
    /// The record at `key`, unless it is missing or its time is over `now`.
    ///
    /// # Errors
    /// [`StoreError::Malformed`]
    pub fn record(&self, key: &Key, now: i64) -> Result<Option<Record>, StoreError> {
        let Some(item) = self.items.get(key) else {
            return Ok(None);
        };
        let record = Record::from_item(item).ok_or(StoreError::Malformed)?;
        Ok((!record.is_expired(now)).then_some(record))
    }

    /// Why some keys were not read, which [`Self::is_unread`] tells apart.
    pub fn failure(&self) -> Option<&StoreError> {
        self.failure.as_ref()
    }

    /// Whether `key` was not read.
    pub fn is_unread(&self, key: &Key) -> bool {
        self.unread.contains(key)
    }
}

impl Store {
    /// The most keys that one request may have.
    pub const MANY: usize = 100;

    /// Reads up to [`Self::MANY`] different keys in one request. Keys that DynamoDB leaves
    /// unprocessed are asked for again after a while.
    pub async fn get_many(&self, keys: HashSet<Key>) -> Fetched {
        let mut fetched = Fetched {
            unread: keys,
            ..Fetched::default()
        };
        for round in 0..ROUNDS {
            if fetched.unread.is_empty() {
                return fetched;
            }
            if round > 0 {
                back_off::wait(FIRST_WAIT, round - 1).await;
            }
            if let Err(failure) = self.read_some(&mut fetched).await {
                fetched.failure = Some(failure);
                return fetched;
            }
        }
        if !fetched.unread.is_empty() {
            fetched.failure = Some(StoreError::Throttled(format!(
                "{} keys were left unprocessed {ROUNDS} times",
                fetched.unread.len()
            )));
        }
        fetched
    }

    /// One request for what is unread.
    async fn read_some(&self, fetched: &mut Fetched) -> Result<(), StoreError> {
        let keys = fetched.unread.iter().cloned().map(Key::into_attributes);
        let keys = KeysAndAttributes::builder()
            .consistent_read(true)
            .set_keys(Some(keys.collect()))
            .build()
            .map_err(|error| StoreError::Sdk(error.to_string()))?;
        let request = self
            .client
            .batch_get_item()
            .request_items(&self.table, keys);
        let output = request.send().await?;
        let items = output
            .responses
            .into_iter()
            .flatten()
            .flat_map(|(_, items)| items);
        for item in items {
            fetched.items.insert(Key::of_item(&item)?, item);
        }
        let left = output.unprocessed_keys.into_iter().flatten();
        let left = left.flat_map(|(_, left)| left.keys);
        fetched.unread = left
            .map(|key| Key::of_item(&key))
            .collect::<Result<_, _>>()?;
        Ok(())
    }
}
