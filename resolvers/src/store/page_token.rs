//! The page token: a position in a list, and nothing else.
//!
//! The owner is never in it. Whatever somebody writes into a token, it can only move them
//! within their own records, so there is no key to keep and nothing to sign.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::input::id::RecordId;
use crate::store::date_time;
use crate::store::list::{Direction, ListQuery};

/// A position in the list of a kind (or of all) and a direction.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageToken {
    #[serde(rename = "v")]
    version: u8,
    kind: Option<String>,
    direction: Direction,
    /// A [`Position`]'s text.
    after: String,
}

impl PageToken {
    const VERSION: u8 = 1;

    /// The position in the list that `query` asks for.
    pub(super) fn new(query: &ListQuery, after: &Position) -> Self {
        Self {
            version: Self::VERSION,
            kind: query.kind.as_ref().map(ToString::to_string),
            direction: query.direction,
            after: after.to_string(),
        }
    }

    /// The text for the client.
    pub(super) fn encode(&self) -> String {
        // Texts and a number: nothing of it can fail to be JSON.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads a text; nothing where it is no token or one of another list.
    pub(super) fn decode(text: &str, query: &ListQuery) -> Option<Position> {
        let token: Self = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let position = token.after.parse().ok()?;
        (token == Self::new(query, &position)).then_some(position)
    }
}

/// Where a record stands among its owner's, in the order of creation: `createdAt#id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Position {
    created_at: String,
    pub(super) id: RecordId,
}

impl Display for Position {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}#{}", self.created_at, self.id)
    }
}

impl FromStr for Position {
    type Err = InvalidPosition;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (created_at, id) = text.split_once('#').ok_or(InvalidPosition)?;
        let time: jiff::Timestamp = created_at.parse().map_err(|_| InvalidPosition)?;
        if date_time(time) != created_at {
            return Err(InvalidPosition);
        }
        Ok(Self {
            created_at: created_at.to_owned(),
            id: id.parse().map_err(|_| InvalidPosition)?,
        })
    }
}

/// A text that is no position: DynamoDB would refuse it or start nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InvalidPosition;

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::input::limit::Limit;

    const AFTER: &str = "2027-01-15T08:00:00.000Z#a:1";

    fn query(kind: Option<&str>, direction: Direction) -> ListQuery {
        ListQuery {
            kind: kind.map(|kind| kind.parse().unwrap()),
            direction,
            limit: Limit::default(),
            next_token: None,
        }
    }

    fn encoded(token: &Value) -> String {
        URL_SAFE_NO_PAD.encode(token.to_string())
    }

    #[test]
    fn a_token_is_read_back_by_its_own_list_alone() {
        let position: Position = AFTER.parse().unwrap();
        let list = query(Some("note"), Direction::Asc);
        let text = PageToken::new(&list, &position).encode();
        assert_eq!(PageToken::decode(&text, &list), Some(position));
        for other in [
            query(None, Direction::Asc),
            query(Some("not"), Direction::Asc),
            query(Some("note"), Direction::Desc),
        ] {
            assert_eq!(PageToken::decode(&text, &other), None, "{other:?}");
        }
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let list = query(None, Direction::Desc);
        let token = json!({"v": 1, "kind": null, "direction": "DESC", "after": AFTER});
        assert!(PageToken::decode(&encoded(&token), &list).is_some());
        for (name, value) in [
            ("v", json!(2)),
            ("owner", json!("auth0|1")),
            ("direction", json!("desc")),
            ("after", json!("")),
            ("after", json!("a:1")),
            ("after", json!("2027-01-15T08:00:00.000Z#")),
            ("after", json!("2027-01-15T08:00:00.000Z#a#1")),
            ("after", json!("2027-01-15T08:00:00Z#a:1")),
            ("after", json!("2027-01-15T09:00:00.000+01:00#a:1")),
            ("after", json!("note#2027-01-15T08:00:00.000Z#a:1")),
        ] {
            let mut changed = token.clone();
            changed[name] = value;
            assert_eq!(
                PageToken::decode(&encoded(&changed), &list),
                None,
                "{changed}"
            );
        }
        for text in ["", "x", "e30", "é", &format!("{} ", encoded(&token))] {
            assert_eq!(PageToken::decode(text, &list), None, "{text}");
        }
    }
}
