//! Adding a record.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValuesOnConditionCheckFailure};

use crate::identity::Owner;
use crate::input::data::Data;
use crate::input::expires_at::ExpiresAt;
use crate::input::id::RecordId;
use crate::input::kind::Kind;
use crate::record::Record;
use crate::store::failure::found_instead;
use crate::store::stamps::{Stamp, Stamps};
use crate::store::stored::was_written_by;
use crate::store::{Store, StoreError, attribute};

/// What a new record is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecord {
    /// Its name.
    pub id: RecordId,
    /// What it is.
    pub kind: Kind,
    /// Its content.
    pub data: Data,
    /// When its time is over, if ever.
    pub expires_at: Option<ExpiresAt>,
}

/// What creating a record came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created {
    /// The record is there, be it that it was before.
    Done(Record),
    /// There is a record of this id with other content.
    Taken(RecordId),
}

impl Store {
    /// Adds a record. Where there is one of that id whose time is not over and which has the
    /// same content, it is that one.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn create(&self, owner: &Owner, new: NewRecord) -> Result<Created, StoreError> {
        let created_at = self.timestamp()?;
        let record = Record {
            owner: owner.as_str().to_owned(),
            id: new.id.as_str().to_owned(),
            kind: new.kind.as_str().to_owned(),
            data: new.data.into_string(),
            version: 1,
            updated_at: created_at.clone(),
            created_at,
            expires_at: new.expires_at.map(ExpiresAt::seconds),
        };
        let stamp = Stamp::new();
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(record.to_item(owner, &Stamps::first(&stamp))))
            .condition_expression("attribute_not_exists(#id) OR #expiresAt <= :now")
            .expression_attribute_names("#id", attribute::ID)
            .expression_attribute_names("#expiresAt", attribute::EXPIRES_AT)
            .expression_attribute_values(":now", AttributeValue::N(self.now().to_string()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let Some(item) = found_instead(put.send().await)? else {
            return Ok(Created::Done(record));
        };
        if was_written_by(&stamp, &item) {
            return Ok(Created::Done(record));
        }
        let found = Record::from_item(&item).ok_or(StoreError::Malformed)?;
        if found.has_content_of(&record) {
            Ok(Created::Done(found))
        } else {
            Ok(Created::Taken(new.id))
        }
    }
}
