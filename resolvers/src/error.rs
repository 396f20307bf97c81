//! What can go wrong, twice: a code and a sentence for the client, the cause for the log.

use lambda_runtime::Diagnostic;

use crate::record::Record;

/// An error as a client sees it. `Display` is the sentence; nothing internal is in it.
/// `docs/errors.md` lists them all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResolverError {
    /// Something of ours failed; the log knows what, under the request's id.
    #[error("Something went wrong on our side. The request is {0}.")]
    InternalError(String),
    /// The page token is none, or of another list.
    #[error("nextToken is not one of this list's. Start again without it.")]
    InvalidNextToken,
    /// The caller's records take up all the space that one owner may have.
    #[error("Your records take up the 10 GB that they may. Delete some of them.")]
    QuotaExceeded,
    /// There is such a record already, with other content.
    #[error("There is a record {0} already, with other content.")]
    RecordAlreadyExists(String),
    /// The caller has no such record.
    #[error("There is no record {0}.")]
    RecordNotFound(String),
    /// The record's data is too long.
    #[error("data is longer than {limit} bytes.")]
    RecordTooLarge {
        /// The most that is allowed, in bytes of JSON text.
        limit: usize,
    },
    /// The answers to one request are too long together; a mutation was not done.
    #[error("The answer is too large. Ask for less at a time.")]
    ResponseTooLarge,
    /// DynamoDB asks to slow down, or too many write the same record at once.
    #[error("Too many requests. Please try again.")]
    Throttled,
    /// The caller may not have this field.
    #[error("You are not authorized for this field.")]
    Unauthorized,
    /// An argument breaks a rule.
    #[error("{field} {rule}.")]
    ValidationError {
        /// The argument.
        field: &'static str,
        /// What is asked of it.
        rule: &'static str,
    },
    /// The record has another version than the caller expected. It is shown as it is now,
    /// for the caller to merge with.
    #[error("The record has version {}.", .0.version)]
    VersionConflict(Box<Record>),
}

impl ResolverError {
    /// The stable code: `errorType` to AppSync.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InternalError(_) => "InternalError",
            Self::InvalidNextToken => "InvalidNextToken",
            Self::QuotaExceeded => "QuotaExceeded",
            Self::RecordAlreadyExists(_) => "RecordAlreadyExists",
            Self::RecordNotFound(_) => "RecordNotFound",
            Self::RecordTooLarge { .. } => "RecordTooLarge",
            Self::ResponseTooLarge => "ResponseTooLarge",
            Self::Throttled => "Throttled",
            Self::Unauthorized => "Unauthorized",
            Self::ValidationError { .. } => "ValidationError",
            Self::VersionConflict(_) => "VersionConflict",
        }
    }

    /// What a client may see beside the sentence: the current record of a conflict.
    pub fn data(&self) -> Option<&Record> {
        match self {
            Self::VersionConflict(record) => Some(record),
            _ => None,
        }
    }
}

/// Why a caller may not have a field: for the log. The client learns no more than
/// [`ResolverError::Unauthorized`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub(crate) String);

impl From<ResolverError> for Diagnostic {
    fn from(error: ResolverError) -> Self {
        Self {
            error_type: error.code().to_owned(),
            error_message: error.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One error of each kind, with what is in braces on the page.
    fn all() -> [ResolverError; 11] {
        let text = |text: &str| text.to_owned();
        [
            ResolverError::InternalError(text("{id}")),
            ResolverError::InvalidNextToken,
            ResolverError::QuotaExceeded,
            ResolverError::RecordAlreadyExists(text("{id}")),
            ResolverError::RecordNotFound(text("{id}")),
            ResolverError::RecordTooLarge { limit: 131_072 },
            ResolverError::ResponseTooLarge,
            ResolverError::Throttled,
            ResolverError::Unauthorized,
            ResolverError::ValidationError {
                field: "{argument}",
                rule: "{rule}",
            },
            ResolverError::VersionConflict(Box::new(Record {
                owner: text("auth0|1"),
                id: text("a"),
                kind: text("note"),
                data: text("{}"),
                version: 7,
                created_at: String::new(),
                updated_at: String::new(),
                expires_at: None,
            })),
        ]
    }

    #[test]
    fn the_page_lists_every_error_and_no_other() {
        let page = include_str!("../../docs/errors.md");
        let rows = page
            .lines()
            .filter(|line| line.starts_with("| `") && !line.contains("`errorType`"));
        let listed: Vec<_> = rows
            .map(|row| row.split(" | ").take(2).collect::<Vec<_>>().join(" | "))
            .collect();
        let expected = all().map(|error| {
            let sentence = error.to_string().replace("version 7", "version {version}");
            format!("| `{}` | {sentence}", error.code())
        });
        assert_eq!(listed, expected);
    }

    #[test]
    fn an_error_fails_an_invocation_with_its_own_code_and_sentence() {
        for error in all() {
            let diagnostic = Diagnostic::from(error.clone());
            assert_eq!(diagnostic.error_type, error.code());
            assert_eq!(diagnostic.error_message, error.to_string());
        }
    }

    #[test]
    fn only_a_conflict_shows_data() {
        for error in all() {
            let version = error.data().map(|record| record.version);
            let expected = (error.code() == "VersionConflict").then_some(7);
            assert_eq!(version, expected, "{error}");
        }
    }
}
