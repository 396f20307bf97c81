//! Listing a user's records, by creation or by kind, through the indexes alone.

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use serde::{Deserialize, Serialize};

use crate::identity::Owner;
use crate::input::kind::Kind;
use crate::input::limit::Limit;
use crate::record::{Item, Record};
use crate::store::key::Key;
use crate::store::page_token::{PageToken, Position};
use crate::store::{Store, StoreError, attribute};

/// The most JSON text that a page holds, in bytes: below the 6 MB of a function's answer.
const PAGE_BYTES: usize = 3 * 1_024 * 1_024;

/// The most requests for one page. After one that finds mostly expired records the next
/// reads twice as many, up to DynamoDB's 1 MB, so that only megabytes of those use them up;
/// the page then ends early, with a token.
const MOST_REQUESTS: u32 = 20;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Only records of this kind.
    pub kind: Option<Kind>,
    /// The order.
    pub direction: Direction,
    /// The most records on a page.
    pub limit: Limit,
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
    pub async fn list(&self, owner: &Owner, query: &ListQuery) -> Result<Option<Page>, StoreError> {
        let index = Index::of(query);
        let mut start = match &query.next_token {
            None => None,
            Some(text) => match PageToken::decode(text, query) {
                None => return Ok(None),
                Some(position) => Some(index.start_after(owner, &position)),
            },
        };
        // One more record than fits is what proves that there is a next page.
        let most = query.limit.records().saturating_add(1);
        let mut to_read = most;
        let (mut page, mut bytes) = (Page::default(), 0_usize);
        for _ in 0..MOST_REQUESTS {
            let output = self
                .query(owner, query, &index)
                .limit(i32::try_from(to_read).unwrap_or(i32::MAX))
                .set_exclusive_start_key(start)
                .send()
                .await?;
            for item in output.items.unwrap_or_default() {
                let record = Record::from_item(&item).ok_or(StoreError::Malformed)?;
                bytes = bytes.saturating_add(record.answer_bytes());
                let is_full = page.items.len() == query.limit.records() || bytes > PAGE_BYTES;
                if let (true, Some(last)) = (is_full, page.items.last()) {
                    let position = last.creation_key().parse();
                    let position = position.map_err(|_| StoreError::Malformed)?;
                    page.next_token = Some(PageToken::new(query, &position).encode());
                    return Ok(Some(page));
                }
                page.items.push(record);
            }
            start = output.last_evaluated_key;
            if start.is_none() {
                return Ok(Some(page));
            }
            // What is read is paid for: no more than is missing, unless little of it counts.
            to_read = if output.count.saturating_mul(2) < output.scanned_count {
                to_read.saturating_mul(2)
            } else {
                most.saturating_sub(page.items.len())
            };
        }
        let position = start.and_then(|key| index.position(&key));
        let position = position.ok_or(StoreError::Malformed)?;
        page.next_token = Some(PageToken::new(query, &position).encode());
        Ok(Some(page))
    }

    /// The owner's records in the order of `index`, without those whose time is over.
    fn query(&self, owner: &Owner, query: &ListQuery, index: &Index) -> QueryFluentBuilder {
        let now = AttributeValue::N(self.now().to_string());
        let owner = AttributeValue::S(owner.as_str().to_owned());
        let request = self
            .client
            .query()
            .table_name(&self.table)
            .index_name(index.name)
            .consistent_read(true)
            .scan_index_forward(query.direction == Direction::Asc)
            .filter_expression("attribute_not_exists(#expiresAt) OR #expiresAt > :now")
            .expression_attribute_names("#expiresAt", attribute::EXPIRES_AT)
            .expression_attribute_values(":now", now)
            .expression_attribute_names("#owner", attribute::OWNER)
            .expression_attribute_values(":owner", owner);
        if index.prefix.is_empty() {
            return request.key_condition_expression("#owner = :owner");
        }
        request
            .key_condition_expression("#owner = :owner AND begins_with(#key, :prefix)")
            .expression_attribute_names("#key", index.sort_key)
            .expression_attribute_values(":prefix", AttributeValue::S(index.prefix.clone()))
    }
}

/// The index that a query goes through.
struct Index {
    name: &'static str,
    sort_key: &'static str,
    /// What stands before a [`Position`] in the sort key. A kind has no `#` in it, so this
    /// is that kind's alone.
    prefix: String,
}

impl Index {
    fn of(query: &ListQuery) -> Self {
        match &query.kind {
            None => Self {
                name: attribute::BY_CREATION,
                sort_key: attribute::CREATION_KEY,
                prefix: String::new(),
            },
            Some(kind) => Self {
                name: attribute::BY_KIND,
                sort_key: attribute::KIND_KEY,
                prefix: format!("{kind}#"),
            },
        }
    }

    /// The key to start after: within `owner`'s records and the list, whatever `position`
    /// is.
    fn start_after(&self, owner: &Owner, position: &Position) -> Item {
        let mut key = Key::new(owner, &position.id).into_attributes();
        let sort_key = AttributeValue::S(format!("{}{position}", self.prefix));
        key.insert(self.sort_key.to_owned(), sort_key);
        key
    }

    /// The position of a key of the index.
    fn position(&self, key: &Item) -> Option<Position> {
        let sort_key = key.get(self.sort_key)?.as_s().ok()?;
        sort_key.strip_prefix(&self.prefix)?.parse().ok()
    }
}
