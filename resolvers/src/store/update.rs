//! Changing a record. Each write is conditional on what was read, so that none is lost,
//! and stamped, so that one whose answer was lost is not done twice.

use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;

use crate::identity::Owner;
use crate::input::data::Data;
use crate::input::expires_at::ExpiresAt;
use crate::input::id::RecordId;
use crate::input::kind::Kind;
use crate::record::{Item, Record};
use crate::store::failure::found_instead;
use crate::store::key::Key;
use crate::store::stamps::{Stamp, Stamps};
use crate::store::stored::{FIRST_WAIT, ROUNDS, Stored, UNCHANGED, was_written_by};
use crate::store::{Store, StoreError, Written, back_off};

/// What an update changes; nothing else does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What it is from now on.
    pub kind: Option<Kind>,
    /// Its new content.
    pub data: Option<Data>,
    /// When its time is over from now on; `Some(None)` for never.
    pub expires_at: Option<Option<ExpiresAt>>,
}

impl Changes {
    fn applied_to(&self, record: &Record, updated_at: String) -> Record {
        let mut changed = record.clone();
        if let Some(kind) = &self.kind {
            kind.as_str().clone_into(&mut changed.kind);
        }
        if let Some(data) = &self.data {
            data.as_str().clone_into(&mut changed.data);
        }
        if let Some(expires_at) = self.expires_at {
            changed.expires_at = expires_at.map(ExpiresAt::seconds);
        }
        changed.version = record.version.saturating_add(1);
        changed.updated_at = updated_at;
        changed
    }
}

impl Store {
    /// Changes `owner`'s record `id`; its version grows by 1. With `expected_version` a
    /// record of another version is a [`Written::Conflict`].
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn update(
        &self,
        owner: &Owner,
        id: &RecordId,
        expected_version: Option<i64>,
        changes: &Changes,
    ) -> Result<Written, StoreError> {
        let stamp = Stamp::new();
        let mut item = self.item(Key::new(owner, id)).await?;
        for round in 0..ROUNDS {
            let Some(current) = Stored::read(item.as_ref(), self.now())? else {
                return Ok(Written::NotFound);
            };
            if expected_version.is_some_and(|version| version != current.record.version) {
                return Ok(Written::Conflict(current.record));
            }
            let changed = changes.applied_to(&current.record, self.timestamp()?);
            let stamps = current.stamps.followed_by(&stamp);
            let Some(found) = self.replace(owner, &current, &changed, &stamps).await? else {
                return Ok(Written::Done(changed));
            };
            if was_written_by(&stamp, &found) {
                return Ok(Written::Done(changed));
            }
            // Somebody was faster: the next round builds on what they wrote.
            item = Some(found);
            back_off::wait(FIRST_WAIT, round).await;
        }
        Err(StoreError::Contention)
    }

    /// Puts `changed` where `current` was read; what is there instead, if it was changed.
    async fn replace(
        &self,
        owner: &Owner,
        current: &Stored,
        changed: &Record,
        stamps: &Stamps,
    ) -> Result<Option<Item>, StoreError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(changed.to_item(owner, stamps)))
            .condition_expression(UNCHANGED)
            .set_expression_attribute_names(Some(Stored::condition_names().into()))
            .set_expression_attribute_values(Some(current.condition_values(self).into()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        found_instead(put.send().await)
    }
}
