//! Lists, a page at a time.

use axum::Json;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Value, json};

use super::refusal::bad_request;
use crate::aws::Refusal;

/// The most that one page holds, and what it holds unless it is asked for less.
///
/// Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListResolvers.html>
const LARGEST: usize = 25;

/// Which page is asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page {
    next_token: Option<String>,
    max_results: Option<usize>,
}

impl Page {
    /// The answer: the page as the member `name`, and the token of the next one, if any.
    /// `items` are in the order of their keys.
    ///
    /// # Errors
    /// 400 for a token that was never given, and for more than a page holds.
    pub(super) fn of(
        self,
        name: &str,
        items: Vec<(String, Value)>,
    ) -> Result<Json<Value>, Refusal> {
        let size = match self.max_results {
            Some(size) if size > LARGEST => {
                return Err(bad_request(format!("maxResults exceeds {LARGEST}.")));
            }
            None | Some(0) => LARGEST,
            Some(size) => size,
        };
        let last = self.next_token.map(|token| read(&token)).transpose()?;
        let mut items = items
            .into_iter()
            .filter(|(key, _)| last.as_ref().is_none_or(|last| key > last))
            .peekable();
        let page: Vec<_> = items.by_ref().take(size).collect();
        let next = page
            .last()
            .filter(|_| items.peek().is_some())
            .map(|(key, _)| URL_SAFE_NO_PAD.encode(key));
        let page: Vec<Value> = page.into_iter().map(|(_, item)| item).collect();
        Ok(Json(match next {
            Some(next) => json!({ name: page, "nextToken": next }),
            None => json!({ name: page }),
        }))
    }
}

fn read(token: &str) -> Result<String, Refusal> {
    URL_SAFE_NO_PAD
        .decode(token)
        .ok()
        .and_then(|key| String::from_utf8(key).ok())
        .ok_or_else(|| bad_request("nextToken is not one that was given."))
}
