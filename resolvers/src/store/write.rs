//! Writing: each write is conditional on what was read, so none is lost and none is done
//! twice.
//!
//! The SDK repeats a request whose answer was lost. Every mutation stamps what it writes;
//! a failed condition that finds that stamp is the mutation's own success.

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValuesOnConditionCheckFailure};
use shared::subject::Subject;
use uuid::Uuid;

use crate::record::{Item, Record};
use crate::store::key::key;
use crate::store::{Store, StoreError, attribute};

/// How often an update without an expected version is tried against others.
const ATTEMPTS: usize = 8;

/// What a write without a conflict came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// It was done; the record as it is now, or as it was when it was deleted.
    Done(Record),
    /// The record is not there, or its time is over.
    NotFound,
    /// The record is another than the caller expected.
    Conflict(Record),
}

impl Store {
    /// Adds `record`, unless there is one of that id whose time is not over.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn create(&self, owner: &Subject, record: Record) -> Result<Written, StoreError> {
        let condition =
            "attribute_not_exists(#id) OR (attribute_exists(#expiresAt) AND #expiresAt <= :now)";
        let stamp = Uuid::new_v4().to_string();
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(record.to_item(owner, &stamp)))
            .condition_expression(condition)
            .expression_attribute_names("#id", attribute::ID)
            .expression_attribute_names("#expiresAt", attribute::EXPIRES_AT)
            .expression_attribute_values(":now", AttributeValue::N(self.now().to_string()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match found_instead(put.send().await)? {
            None => Ok(Written::Done(record)),
            Some(item) if has_stamp(&item, &stamp) => Ok(Written::Done(record)),
            Some(item) => Record::from_item(&item)
                .map(Written::Conflict)
                .ok_or(StoreError::Malformed),
        }
    }

    /// Replaces the record `id` by what `change` makes of it; its version grows by 1.
    /// With `expected_version` a record of another version is a conflict.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn update(
        &self,
        owner: &Subject,
        id: &str,
        expected_version: Option<i64>,
        change: impl Fn(&mut Record) + Send,
    ) -> Result<Written, StoreError> {
        let stamp = Uuid::new_v4().to_string();
        for _ in 0..ATTEMPTS {
            let Some(current) = self.get(owner, id).await? else {
                return Ok(Written::NotFound);
            };
            if expected_version.is_some_and(|version| version != current.version) {
                return Ok(Written::Conflict(current));
            }
            let mut changed = current.clone();
            change(&mut changed);
            changed.version = current.version.saturating_add(1);
            changed.updated_at = self.timestamp()?;
            let put = self
                .client
                .put_item()
                .table_name(&self.table)
                .set_item(Some(changed.to_item(owner, &stamp)))
                .condition_expression("#version = :version")
                .expression_attribute_names("#version", attribute::VERSION)
                .expression_attribute_values(
                    ":version",
                    AttributeValue::N(current.version.to_string()),
                )
                .return_values_on_condition_check_failure(
                    ReturnValuesOnConditionCheckFailure::AllOld,
                );
            match found_instead(put.send().await)? {
                None => return Ok(Written::Done(changed)),
                Some(item) if has_stamp(&item, &stamp) => return Ok(Written::Done(changed)),
                // Somebody was faster: the next round sees what they wrote.
                Some(_) => {}
            }
        }
        Err(StoreError::Contention)
    }

    /// Removes the record `id`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn delete(
        &self,
        owner: &Subject,
        id: &str,
        expected_version: Option<i64>,
    ) -> Result<Written, StoreError> {
        for _ in 0..ATTEMPTS {
            let Some(current) = self.get(owner, id).await? else {
                return Ok(Written::NotFound);
            };
            if expected_version.is_some_and(|version| version != current.version) {
                return Ok(Written::Conflict(current));
            }
            // A record that is gone by now is as good as deleted: it may be the SDK's own
            // first attempt that removed it.
            let delete = self
                .client
                .delete_item()
                .table_name(&self.table)
                .set_key(Some(key(owner, id)))
                .condition_expression("attribute_not_exists(#version) OR #version = :version")
                .expression_attribute_names("#version", attribute::VERSION)
                .expression_attribute_values(
                    ":version",
                    AttributeValue::N(current.version.to_string()),
                );
            match delete.send().await {
                Ok(_) => return Ok(Written::Done(current)),
                Err(error)
                    if error
                        .as_service_error()
                        .is_some_and(DeleteItemError::is_conditional_check_failed_exception) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Contention)
    }
}

/// The item that was there in place of what the condition asked for; an empty one where
/// there was none.
fn found_instead<T>(
    outcome: Result<T, SdkError<PutItemError>>,
) -> Result<Option<Item>, StoreError> {
    match outcome {
        Ok(_) => Ok(None),
        Err(error) => match error.as_service_error() {
            Some(PutItemError::ConditionalCheckFailedException(failed)) => {
                Ok(Some(failed.item.clone().unwrap_or_default()))
            }
            _ => Err(error.into()),
        },
    }
}

fn has_stamp(item: &Item, stamp: &str) -> bool {
    item.get(attribute::STAMP)
        .and_then(|value| value.as_s().ok())
        .is_some_and(|found| found == stamp)
}
