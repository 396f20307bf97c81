//! A record, as the schema shows it and as the table keeps it.

use std::collections::HashMap;
use std::fmt::{self, Debug, Formatter};
use std::io;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;

use crate::identity::Owner;
use crate::json_equality;
use crate::store::attribute;
use crate::store::stamps::Stamps;

/// A record of one user's.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// The subject that it belongs to.
    pub owner: String,
    /// Its name, unique for the owner.
    pub id: String,
    /// What it is, in the owner's words.
    pub kind: String,
    /// A JSON object or array as text, exactly as it was delivered.
    pub data: String,
    /// 1 at first; every write adds 1.
    pub version: i64,
    /// `YYYY-MM-DDThh:mm:ss.sssZ`
    pub created_at: String,
    /// `YYYY-MM-DDThh:mm:ss.sssZ`
    pub updated_at: String,
    /// From then on it does not exist: seconds since 1970-01-01T00:00:00Z.
    pub expires_at: Option<i64>,
}

/// An item of the table.
pub(crate) type Item = HashMap<String, AttributeValue>;

impl Record {
    /// Whether its time is over. DynamoDB removes it only days later.
    pub fn is_expired(&self, now: i64) -> bool {
        self.expires_at.is_some_and(|at| at <= now)
    }

    /// The item that keeps it as `owner`'s, with the keys of both indexes and the stamps of
    /// the writes.
    pub(crate) fn to_item(&self, owner: &Owner, stamps: &Stamps) -> Item {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let number = |number: i64| AttributeValue::N(number.to_string());
        let mut item: Item = [
            (attribute::OWNER, text(owner.as_str())),
            (attribute::ID, text(&self.id)),
            (attribute::KIND, text(&self.kind)),
            (attribute::DATA, text(&self.data)),
            (attribute::VERSION, number(self.version)),
            (attribute::CREATED_AT, text(&self.created_at)),
            (attribute::UPDATED_AT, text(&self.updated_at)),
            (attribute::CREATION_KEY, text(&self.creation_key())),
            (attribute::KIND_KEY, text(&self.kind_key())),
            (attribute::STAMP, text(stamps.newest())),
            (attribute::EARLIER_STAMPS, stamps.earlier()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        if let Some(seconds) = self.expires_at {
            item.insert(attribute::EXPIRES_AT.to_owned(), number(seconds));
        }
        item
    }

    /// Reads an item; nothing where one of its attributes is missing or malformed.
    pub(crate) fn from_item(item: &Item) -> Option<Self> {
        let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned();
        let number = |name: &str| item.get(name)?.as_n().ok()?.parse::<i64>().ok();
        Some(Self {
            owner: text(attribute::OWNER)?,
            id: text(attribute::ID)?,
            kind: text(attribute::KIND)?,
            data: text(attribute::DATA)?,
            version: number(attribute::VERSION)?,
            created_at: text(attribute::CREATED_AT)?,
            updated_at: text(attribute::UPDATED_AT)?,
            expires_at: match item.get(attribute::EXPIRES_AT) {
                Some(_) => Some(number(attribute::EXPIRES_AT)?),
                None => None,
            },
        })
    }

    /// The position in the index by creation.
    pub(crate) fn creation_key(&self) -> String {
        format!("{}#{}", self.created_at, self.id)
    }

    /// The position in the index by kind.
    pub(crate) fn kind_key(&self) -> String {
        format!("{}#{}", self.kind, self.creation_key())
    }

    /// Whether `other` has the same kind, expiry and content, whatever became of either.
    pub(crate) fn has_content_of(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.expires_at == other.expires_at
            && json_equality::is_same(&self.data, &other.data)
    }

    /// How long it is in an answer: bytes of JSON text.
    pub(crate) fn answer_bytes(&self) -> usize {
        let mut counter = Counter(0);
        // Counting can't fail, and neither can writing texts and numbers.
        drop(serde_json::to_writer(&mut counter, self));
        counter.0
    }
}

/// What users keep is their own matter: it is shown nowhere by accident.
impl Debug for Record {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Record")
            .field("owner", &self.owner)
            .field("id", &self.id)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// Counts what is written.
struct Counter(usize);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.saturating_add(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            owner: "\u{e9}".to_owned(),
            id: "a".to_owned(),
            kind: "note".to_owned(),
            data: r#"["\\"]"#.to_owned(),
            version: 1,
            created_at: String::new(),
            updated_at: String::new(),
            expires_at: None,
        }
    }

    #[test]
    fn what_a_user_keeps_is_not_in_a_log() {
        let shown = format!("{:?}", record());
        assert_eq!(shown, r#"Record { owner: "é", id: "a", version: 1, .. }"#);
    }

    #[test]
    fn the_length_in_an_answer_counts_what_json_adds() {
        let record = record();
        let answer = serde_json::to_string(&record).unwrap();
        assert_eq!(record.answer_bytes(), answer.len());
    }
}
