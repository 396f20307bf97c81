//! Reading one record.

use crate::identity::Owner;
use crate::input::id::RecordId;
use crate::record::{Item, Record};
use crate::store::key::Key;
use crate::store::{Store, StoreError};

impl Store {
    /// `owner`'s record `id`, unless it is missing or its time is over.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn get(&self, owner: &Owner, id: &RecordId) -> Result<Option<Record>, StoreError> {
        let Some(item) = self.item(Key::new(owner, id)).await? else {
            return Ok(None);
        };
        let record = Record::from_item(&item).ok_or(StoreError::Malformed)?;
        Ok((!record.is_expired(self.now())).then_some(record))
    }

    /// Opens the connection to DynamoDB, so that the first request needn't, by reading what
    /// can't be there.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn connect(&self) -> Result<(), StoreError> {
        self.item(Key::of_nobody()).await.map(drop)
    }

    pub(super) async fn item(&self, key: Key) -> Result<Option<Item>, StoreError> {
        let request = self
            .client
            .get_item()
            .table_name(&self.table)
            .consistent_read(true)
            .set_key(Some(key.into_attributes()));
        Ok(request.send().await?.item)
    }
}
