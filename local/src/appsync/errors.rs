//! The errors of a response, with the keys in AppSync's order.

use serde::Serialize;

use super::json::{self, JsonValue};

/// One entry of `errors`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum GraphqlError {
    /// An error that a resolver or a refusal gave to a field.
    Field(Box<FieldError>),
    /// An error of the document, the variables or a value that doesn't fit its type; it has
    /// no `errorType`.
    Plain(PlainError),
}

/// `path, data, errorType, errorInfo, locations, message`
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FieldError {
    pub(super) path: Vec<PathSegment>,
    pub(super) data: JsonValue,
    pub(super) error_type: Option<String>,
    /// Always null: neither a direct resolver nor a refusal has a way to set it.
    pub(super) error_info: (),
    pub(super) locations: Vec<Location>,
    pub(super) message: String,
}

/// `path, locations, message`
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct PlainError {
    pub(super) path: Option<Vec<PathSegment>>,
    pub(super) locations: Option<Vec<Location>>,
    pub(super) message: String,
}

/// A place in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    pub(super) line: usize,
    pub(super) column: usize,
    /// Always null: a request is one document without a name.
    pub(super) source_name: (),
}

impl Location {
    /// The place at `line` and `column`, both from 1.
    pub(super) fn at(line: usize, column: usize) -> Self {
        Self {
            line,
            column,
            source_name: (),
        }
    }
}

/// A step from the response's root to a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum PathSegment {
    /// The response key of a field.
    Field(String),
    /// The index in a list.
    Index(usize),
}

impl GraphqlError {
    /// An error of the request as a whole.
    pub(super) fn of_request(message: String, locations: Vec<Location>) -> Self {
        Self::Plain(PlainError {
            path: None,
            locations: Some(locations),
            message,
        })
    }

    /// The memory that the error takes, in bytes, roughly.
    pub(super) fn size(&self) -> usize {
        let (path, text) = match self {
            Self::Field(error) => (
                error.path.as_slice(),
                error.message.len().saturating_add(json::size(&error.data)),
            ),
            Self::Plain(error) => (
                error.path.as_deref().unwrap_or_default(),
                error.message.len(),
            ),
        };
        let names = path.iter().map(|segment| match segment {
            PathSegment::Field(name) => name.len(),
            PathSegment::Index(_) => 0,
        });
        names
            .sum::<usize>()
            .saturating_add(text)
            .saturating_add(size_of::<FieldError>())
    }
}

/// `path` as graphql-java writes it in messages, for example `/listRecords/items[0]/id`.
pub(super) fn path_text(path: &[PathSegment]) -> String {
    path.iter()
        .fold(String::new(), |text, segment| match segment {
            PathSegment::Field(name) => text + "/" + name,
            PathSegment::Index(index) => format!("{text}[{index}]"),
        })
}

/// The fields around a place in the document, as graphql-java appends them to messages.
pub(super) fn path_suffix(path: &[&str]) -> String {
    if path.is_empty() {
        String::new()
    } else {
        format!(" @ '{}'", path.join("/"))
    }
}
