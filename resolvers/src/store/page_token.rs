//! The page token: a position in a list, and nothing else.
//!
//! The owner is never in it. Whatever somebody writes into a token, it can only move them
//! within their own records, so there is no key to keep and nothing to sign.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::store::list::{Direction, ListQuery};

/// A position in the list of a kind and direction.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageToken {
    #[serde(rename = "v")]
    version: u8,
    kind: Option<String>,
    direction: Direction,
    /// The record's id and its key in the index.
    pub(super) id: String,
    pub(super) key: String,
}

impl PageToken {
    const VERSION: u8 = 1;

    /// The position of a record in the list that `query` asks for.
    pub(super) fn new(query: &ListQuery, id: String, key: String) -> Self {
        let (kind, direction) = (query.kind.clone(), query.direction);
        Self {
            version: Self::VERSION,
            kind,
            direction,
            id,
            key,
        }
    }

    /// The text for the client.
    pub(super) fn encode(&self) -> String {
        // Texts and a number: nothing of it can fail to be JSON.
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads a text; nothing where it is no token or one of another list.
    pub(super) fn decode(text: &str, query: &ListQuery) -> Option<Self> {
        let token: Self = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let belongs = token.version == Self::VERSION
            && token.kind == query.kind
            && token.direction == query.direction
            && !token.id.is_empty()
            && !token.key.is_empty();
        belongs.then_some(token)
    }
}
