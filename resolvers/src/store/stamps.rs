//! Which mutations wrote an item: how a write that the SDK repeats knows its own work.
//!
//! The newest stamp is what a write is conditional on: unlike a version it never comes
//! again, not even where a record is deleted and made anew. The earlier ones let a repeated
//! write find itself where somebody else wrote in between.

use aws_sdk_dynamodb::types::AttributeValue;
use uuid::Uuid;

use crate::record::Item;
use crate::store::attribute;

/// How many earlier stamps an item keeps. A repeat comes within seconds; this is how many
/// others may write the same record in that time.
const EARLIER: usize = 7;

/// The stamps of an item, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamps {
    newest: String,
    earlier: Vec<String>,
}

impl Stamps {
    /// The stamp of a new record.
    pub(super) fn first(stamp: &Stamp) -> Self {
        Self {
            newest: stamp.0.clone(),
            earlier: Vec::new(),
        }
    }

    /// The stamps that `item` has.
    pub(super) fn of(item: &Item) -> Option<Self> {
        let text = |value: &AttributeValue| value.as_s().ok().cloned();
        let earlier = match item.get(attribute::EARLIER_STAMPS) {
            Some(list) => list.as_l().ok()?.iter().map(text).collect::<Option<_>>()?,
            None => Vec::new(),
        };
        let newest = text(item.get(attribute::STAMP)?)?;
        Some(Self { newest, earlier })
    }

    /// These, and `stamp` before them.
    pub(super) fn followed_by(&self, stamp: &Stamp) -> Self {
        let before = [&self.newest].into_iter().chain(&self.earlier);
        Self {
            newest: stamp.0.clone(),
            earlier: before.take(EARLIER).cloned().collect(),
        }
    }

    /// Whether the mutation `stamp` wrote the item, or wrote it before others did.
    pub(super) fn contain(&self, stamp: &Stamp) -> bool {
        self.newest == stamp.0 || self.earlier.contains(&stamp.0)
    }

    /// Whether they are those of an item that others made of the item with `before`.
    pub(super) fn follow(&self, before: &Self) -> bool {
        self.earlier.contains(&before.newest)
    }

    /// The last write's.
    pub(crate) fn newest(&self) -> &str {
        &self.newest
    }

    /// The attribute of those before it.
    pub(crate) fn earlier(&self) -> AttributeValue {
        AttributeValue::L(
            self.earlier
                .iter()
                .cloned()
                .map(AttributeValue::S)
                .collect(),
        )
    }
}

/// The stamp of one mutation, used by everything that it tries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp(String);

impl Stamp {
    pub(super) fn new() -> Self {
        Self(Uuid::new_v4().simple().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutation_is_found_after_seven_others_and_not_after_eight() {
        let own = Stamp::new();
        let mut stamps = Stamps::first(&own);
        for _ in 0..EARLIER {
            stamps = stamps.followed_by(&Stamp::new());
            assert!(stamps.contain(&own));
        }
        assert!(!stamps.contain(&Stamp::new()));
        assert!(!stamps.followed_by(&Stamp::new()).contain(&own));
    }

    #[test]
    fn stamps_are_read_back_as_they_were_written() {
        let stamps = Stamps::first(&Stamp::new()).followed_by(&Stamp::new());
        let item = Item::from([
            (
                attribute::STAMP.to_owned(),
                AttributeValue::S(stamps.newest().to_owned()),
            ),
            (attribute::EARLIER_STAMPS.to_owned(), stamps.earlier()),
        ]);
        assert_eq!(Stamps::of(&item), Some(stamps));
        assert_eq!(Stamps::of(&Item::new()), None);
    }
}
