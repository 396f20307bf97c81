//! Why a fetch brought no keys, in words for the log.

use reqwest::StatusCode;
use shared::causes::causes;

use crate::keys::fetch::LONGEST_BODY;

/// Nothing of a body is ever in the words but the issuer that a discovery document names.
#[derive(Debug, thiserror::Error)]
pub(in crate::keys) enum FetchError {
    #[error("no answer: {}", causes(.0))]
    Connection(#[source] reqwest::Error),
    #[error("the answer is not the JSON that was expected")]
    Malformed,
    #[error("{0}")]
    OtherIssuer(String),
    #[error("jwks_uri points to another origin than the issuer's")]
    OtherOrigin,
    #[error("status {0}")]
    Status(StatusCode),
    #[error("no answer within {} ms", .0.as_millis())]
    TimedOut(std::time::Duration),
    #[error("the answer is longer than {LONGEST_BODY} bytes")]
    TooLong,
}

impl FetchError {
    /// Whether the next try may end otherwise: where a connection failed, as one does that
    /// Lambda froze, or the server was in trouble. A definite answer stays what it is.
    pub(in crate::keys) fn may_pass(&self) -> bool {
        match self {
            Self::Connection(_) | Self::TimedOut(_) => true,
            Self::Status(status) => status.is_server_error(),
            Self::Malformed | Self::OtherIssuer(_) | Self::OtherOrigin | Self::TooLong => false,
        }
    }
}
