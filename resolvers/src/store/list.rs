//! Listing a user's records, by creation or by kind, through the indexes alone.

use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Deserialize, Serialize};
use shared::subject::Subject;

use crate::record::{Item, Record};
use crate::store::key::key;
use crate::store::page_token::PageToken;
use crate::store::{Store, StoreError, attribute};

/// The most JSON text that a page holds, in bytes: below the 6 MB of a function's answer.
const PAGE_BYTES: usize = 3 * 1_024 * 1_024;

/// The order of a list, by creation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Direction {
    /// Oldest first.
    Asc,
    /// Newest first.
    #[default]
    Desc,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// Only records of this kind.
    pub kind: Option<String>,
    /// The order.
    pub direction: Direction,
    /// The most records on a page.
    pub limit: usize,
    /// Where the page before ended.
    pub next_token: Option<String>,
}

/// A page of records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The records.
    pub items: Vec<Record>,
    /// Where the next page starts; nothing at the end.
    pub next_token: Option<String>,
}

impl Store {
    /// A page of `owner`'s records; nothing where the page token is not of this list.
    /// Records whose time is over do not fill it up.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn list(
        &self,
        owner: &Subject,
        query: &ListQuery,
    ) -> Result<Option<Page>, StoreError> {
        let index = Index::of(query);
        let mut start = match &query.next_token {
            None => None,
            Some(text) => match PageToken::decode(text, query) {
                None => return Ok(None),
                Some(token) => Some(index.position(owner, &token.id, &token.key)),
            },
        };
        let (mut page, mut bytes, now) = (Page::default(), 0, self.now());
        loop {
            let output = index
                .request(self, owner, query)
                .set_exclusive_start_key(start)
                .send()
                .await?;
            for item in output.items.unwrap_or_default() {
                let record = Record::from_item(&item).ok_or(StoreError::Malformed)?;
                if record.is_expired(now) {
                    continue;
                }
                bytes += record.data.len();
                let is_full = page.items.len() == query.limit || bytes > PAGE_BYTES;
                // One more record than fits is what proves that there is a next page.
                if let (true, Some(last)) = (is_full, page.items.last()) {
                    let token = PageToken::new(query, last.id.clone(), index.key_of(last));
                    page.next_token = Some(token.encode());
                    return Ok(Some(page));
                }
                page.items.push(record);
            }
            start = output.last_evaluated_key;
            if start.is_none() {
                return Ok(Some(page));
            }
        }
    }
}

/// The index that a query goes through.
enum Index {
    Creation,
    Kind,
}

impl Index {
    fn of(query: &ListQuery) -> Self {
        if query.kind.is_some() {
            Self::Kind
        } else {
            Self::Creation
        }
    }

    fn names(&self) -> (&'static str, &'static str) {
        match self {
            Self::Creation => (attribute::BY_CREATION, attribute::CREATION_KEY),
            Self::Kind => (attribute::BY_KIND, attribute::KIND_KEY),
        }
    }

    fn key_of(&self, record: &Record) -> String {
        match self {
            Self::Creation => record.creation_key(),
            Self::Kind => record.kind_key(),
        }
    }

    /// A position within `owner`'s records, whatever `id` and `index_key` are.
    fn position(&self, owner: &Subject, id: &str, index_key: &str) -> Item {
        let mut position = key(owner, id);
        position.insert(
            self.names().1.to_owned(),
            AttributeValue::S(index_key.to_owned()),
        );
        position
    }

    fn request(
        &self,
        store: &Store,
        owner: &Subject,
        query: &ListQuery,
    ) -> aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder {
        let (index, sort_key) = self.names();
        let limit = i32::try_from(query.limit.saturating_add(1)).unwrap_or(i32::MAX);
        let request = store
            .client
            .query()
            .table_name(&store.table)
            .index_name(index)
            .consistent_read(true)
            .scan_index_forward(query.direction == Direction::Asc)
            .limit(limit)
            .expression_attribute_names("#owner", attribute::OWNER)
            .expression_attribute_values(":owner", AttributeValue::S(owner.to_string()));
        let Some(kind) = &query.kind else {
            return request.key_condition_expression("#owner = :owner");
        };
        // A kind has no `#` in it, so the prefix is that kind's alone.
        request
            .key_condition_expression("#owner = :owner AND begins_with(#key, :kind)")
            .expression_attribute_names("#key", sort_key)
            .expression_attribute_values(":kind", AttributeValue::S(format!("{kind}#")))
    }
}
