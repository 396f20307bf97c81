//! `TagResource`, `UntagResource`, `ListTagsForResource`. Only APIs have tags.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/APIReference/API_TagResource.html>

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{RawQuery, State};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::members::Members;
use super::refusal::{bad_request, not_found};
use super::registry::Registry;
use super::uri::InPath;
use crate::appsync::api_arn;
use crate::aws::Refusal;

const MOST_TAGS: usize = 50;
const LONGEST_KEY: usize = 128;
const LONGEST_VALUE: usize = 256;

/// At most 50 tags.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub(super) struct Tags(BTreeMap<String, String>);

/// Why tags are refused.
#[derive(Debug, thiserror::Error)]
pub(super) enum TagsError {
    #[error("there are more than {MOST_TAGS} tags")]
    TooMany,
    #[error("{0:?} can't be the key of a tag")]
    Key(String),
    #[error("{0:?} can't be the value of a tag")]
    Value(String),
}

impl Tags {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl TryFrom<BTreeMap<String, String>> for Tags {
    type Error = TagsError;

    fn try_from(tags: BTreeMap<String, String>) -> Result<Self, TagsError> {
        if tags.len() > MOST_TAGS {
            return Err(TagsError::TooMany);
        }
        for (key, value) in &tags {
            if !is_key(key) {
                return Err(TagsError::Key(key.clone()));
            }
            if !is_value(value) {
                return Err(TagsError::Value(value.clone()));
            }
        }
        Ok(Self(tags))
    }
}

fn is_key(text: &str) -> bool {
    let is_allowed =
        |each: char| each.is_ascii_alphabetic() || matches!(each, ' ' | '_' | '+'..='=');
    (1..=LONGEST_KEY).contains(&text.len())
        && !text.starts_with("aws:")
        && text.chars().all(is_allowed)
}

fn is_value(text: &str) -> bool {
    let is_allowed = |each: char| {
        each.is_whitespace() || each.is_alphanumeric() || matches!(each, '_' | '@' | '+'..='=')
    };
    text.chars().count() <= LONGEST_VALUE && text.chars().all(is_allowed)
}

pub(super) async fn list(
    State(registry): State<Arc<Registry>>,
    InPath(arn): InPath<String>,
) -> Result<Json<Value>, Refusal> {
    registry.read(api_id(&arn)?, |api| Ok(Json(json!({ "tags": api.tags }))))
}

pub(super) async fn tag(
    State(registry): State<Arc<Registry>>,
    InPath(arn): InPath<String>,
    mut members: Members,
) -> Result<Json<Value>, Refusal> {
    let added: Tags = members.require("tags")?;
    members.finish()?;
    registry.change(api_id(&arn)?, |api| {
        let mut tags = api.tags.0.clone();
        tags.extend(added.0);
        api.tags = Tags::try_from(tags).map_err(|error| bad_request(format!("{error}.")))?;
        Ok(Json(json!({})))
    })
}

pub(super) async fn untag(
    State(registry): State<Arc<Registry>>,
    InPath(arn): InPath<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Value>, Refusal> {
    registry.change(api_id(&arn)?, |api| {
        let query = query.unwrap_or_default();
        for (name, key) in url::form_urlencoded::parse(query.as_bytes()) {
            if name == "tagKeys" {
                api.tags.0.remove(key.as_ref());
            }
        }
        Ok(Json(json!({})))
    })
}

fn api_id(arn: &str) -> Result<&str, Refusal> {
    api_arn::id(arn).ok_or_else(|| not_found(format!("{arn} is not the ARN of an API here.")))
}
