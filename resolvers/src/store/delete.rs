//! Removing a record, and returning what was removed although the answer may be lost.

use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;

use crate::identity::Owner;
use crate::input::id::RecordId;
use crate::record::Item;
use crate::store::attempts::Attempts;
use crate::store::failure::found_instead;
use crate::store::key::Key;
use crate::store::stamps::Stamps;
use crate::store::stored::{FIRST_WAIT, ROUNDS, Stored, UNCHANGED};
use crate::store::{Store, StoreError, Written, back_off};

impl Store {
    /// Removes `owner`'s record `id` and returns it. With `expected_version` a record of
    /// another version is a [`Written::Conflict`].
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn delete(
        &self,
        owner: &Owner,
        id: &RecordId,
        expected_version: Option<i64>,
    ) -> Result<Written, StoreError> {
        let key = Key::new(owner, id);
        let mut item = self.item(key.clone()).await?;
        for round in 0..ROUNDS {
            let Some(current) = Stored::read(item.as_ref(), self.now())? else {
                return Ok(Written::NotFound);
            };
            if expected_version.is_some_and(|version| version != current.record.version) {
                return Ok(Written::Conflict(current.record));
            }
            let attempts = Attempts::default();
            let removed = self.remove(key.clone(), &current, attempts.clone());
            let Some(found) = removed.await? else {
                return Ok(Written::Done(current.record));
            };
            // What was read is gone, and a request was sent whose answer was lost: it is
            // that one that removed it, whether the id is free or somebody's new record.
            if attempts.were_several() && !descends(&found, &current.stamps) {
                return Ok(Written::Done(current.record));
            }
            item = Some(found);
            back_off::wait(FIRST_WAIT, round).await;
        }
        Err(StoreError::Contention)
    }

    /// Removes `current`; what is there instead, if it was changed.
    async fn remove(
        &self,
        key: Key,
        current: &Stored,
        attempts: Attempts,
    ) -> Result<Option<Item>, StoreError> {
        let delete = self
            .client
            .delete_item()
            .table_name(&self.table)
            .set_key(Some(key.into_attributes()))
            .condition_expression(UNCHANGED)
            .set_expression_attribute_names(Some(Stored::condition_names().into()))
            .set_expression_attribute_values(Some(current.condition_values(self).into()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        found_instead(delete.customize().interceptor(attempts).send().await)
    }
}

/// Whether `item` is what others made of the item with `stamps`, rather than a new one.
fn descends(item: &Item, stamps: &Stamps) -> bool {
    Stamps::of(item).is_some_and(|found| found.follow(stamps))
}
