//! The key of a record: only ever a subject's own.

use aws_sdk_dynamodb::types::AttributeValue;
use shared::subject::Subject;

use crate::record::Item;
use crate::store::attribute;

/// The key of `owner`'s record `id`.
pub(super) fn key(owner: &Subject, id: &str) -> Item {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    [
        (attribute::OWNER.to_owned(), text(owner.as_str())),
        (attribute::ID.to_owned(), text(id)),
    ]
    .into()
}
