//! What a client asks for, and how a body says it.
//!
//! The first check of a request: it precedes the credentials, so a malformed request is
//! told so whoever sends it.

use serde::Deserialize;

use super::json::JsonMap;
use super::transport_error::TransportError;

/// A GraphQL request.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct GraphqlRequest {
    /// The whole document, with all its operations.
    pub(super) query: String,
    /// The variables as the client sent them.
    pub(super) variables: JsonMap,
    /// The operation to execute; absent unless the request itself names it.
    pub(super) operation_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    query: String,
    variables: Option<JsonMap>,
    operation_name: Option<String>,
}

impl GraphqlRequest {
    /// Reads the body of a POST. Assumed: what Java's parsers may let pass is refused, such as a
    /// member that comes twice, so that a request that works here works on AWS. The content type is not looked at: AppSync takes JSON
    /// under `application/graphql` as well.
    ///
    /// # Errors
    /// [`TransportError::EmptyBody`] or [`TransportError::Unparsable`].
    pub(super) fn from_body(body: &[u8]) -> Result<Self, TransportError> {
        if body.trim_ascii().is_empty() {
            return Err(TransportError::EmptyBody);
        }
        // A list would be read as the fields in order; AppSync has no batching of requests.
        if !body.trim_ascii_start().starts_with(b"{") {
            return Err(TransportError::Unparsable);
        }
        let wire: Wire = serde_json::from_slice(body).map_err(|_| TransportError::Unparsable)?;
        Self::checked(wire.query, wire.variables, wire.operation_name)
    }

    /// The request of these parts.
    ///
    /// # Errors
    /// [`TransportError::Unparsable`] for one without a query.
    pub(super) fn checked(
        query: String,
        variables: Option<JsonMap>,
        operation_name: Option<String>,
    ) -> Result<Self, TransportError> {
        if query.trim().is_empty() {
            return Err(TransportError::Unparsable);
        }
        Ok(Self {
            query,
            variables: variables.unwrap_or_default(),
            operation_name: operation_name.filter(|name| !name.is_empty()),
        })
    }
}
