//! Reading one record.

use shared::subject::Subject;

use crate::record::{Item, Record};
use crate::store::key::key;
use crate::store::{Store, StoreError};

impl Store {
    /// `owner`'s record `id`, unless it is missing or its time is over.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn get(&self, owner: &Subject, id: &str) -> Result<Option<Record>, StoreError> {
        let Some(item) = self.item(owner, id).await? else {
            return Ok(None);
        };
        let record = Record::from_item(&item).ok_or(StoreError::Malformed)?;
        Ok((!record.is_expired(self.now())).then_some(record))
    }

    async fn item(&self, owner: &Subject, id: &str) -> Result<Option<Item>, StoreError> {
        let request = self
            .client
            .get_item()
            .table_name(&self.table)
            .consistent_read(true);
        Ok(request.set_key(Some(key(owner, id))).send().await?.item)
    }
}
