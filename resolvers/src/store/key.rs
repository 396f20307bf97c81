//! The key of a record: only ever an owner's own.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::identity::Owner;
use crate::input::id::RecordId;
use crate::record::Item;
use crate::store::{StoreError, attribute};

/// Where a record is in the table. Nothing but a verified owner makes one:
///
/// ```
/// # use resolvers::{identity::Owner, input::id::RecordId, store::Key};
/// fn key(owner: &Owner, id: &RecordId) -> Key {
///     Key::new(owner, id)
/// }
/// ```
///
/// ```compile_fail
/// # use resolvers::{identity::Owner, input::id::RecordId, store::Key};
/// fn key(owner: &str, id: &RecordId) -> Key {
///     Key::new(owner, id)
/// }
/// ```
///
/// ```compile_fail
/// # use resolvers::{identity::Owner, input::id::RecordId, store::Key};
/// fn key(owner: &shared::subject::Subject, id: &RecordId) -> Key {
///     Key::new(owner, id)
/// }
/// ```
///
/// ```compile_fail
/// # use resolvers::{identity::Owner, input::id::RecordId, store::Key};
/// fn key(owner: &Owner, id: &RecordId) -> Key {
///     Key { owner: "auth0|1".to_owned(), id: id.to_string() }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    owner: String,
    id: String,
}

impl Key {
    /// The key of `owner`'s record `id`.
    pub fn new(owner: &Owner, id: &RecordId) -> Self {
        Self {
            owner: owner.as_str().to_owned(),
            id: id.as_str().to_owned(),
        }
    }

    /// A key that is nobody's: its owner is longer than a subject can be.
    pub(super) fn of_nobody() -> Self {
        Self {
            owner: "-".repeat(256),
            id: "-".to_owned(),
        }
    }

    /// The key of an item that was read.
    ///
    /// # Errors
    /// [`StoreError::Malformed`]
    pub(super) fn of_item(item: &Item) -> Result<Self, StoreError> {
        let text = |name| {
            let text = item.get(name).and_then(|value| value.as_s().ok());
            text.cloned().ok_or(StoreError::Malformed)
        };
        Ok(Self {
            owner: text(attribute::OWNER)?,
            id: text(attribute::ID)?,
        })
    }

    /// The attributes of the table's key.
    pub(super) fn into_attributes(self) -> Item {
        [
            (attribute::OWNER.to_owned(), AttributeValue::S(self.owner)),
            (attribute::ID.to_owned(), AttributeValue::S(self.id)),
        ]
        .into()
    }
}

#[cfg(test)]
mod tests {
    use shared::subject::Subject;

    use super::*;

    #[test]
    fn the_key_of_nobody_has_an_owner_that_no_subject_can_be() {
        assert!(Key::of_nobody().owner.parse::<Subject>().is_err());
    }
}
