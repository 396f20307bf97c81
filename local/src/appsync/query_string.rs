//! What a client asks for in the query string of a GET.
//!
//! The members are those of a body. What a body could not say is refused here too: text that
//! is not UTF-8, and a member that comes twice.

use percent_encoding::percent_decode_str;

use super::body::GraphqlRequest;
use super::transport_error::TransportError;

/// Reads the query string.
///
/// # Errors
/// [`TransportError::EmptyBody`] where there is none, or [`TransportError::Unparsable`].
pub(super) fn read(query: &str) -> Result<GraphqlRequest, TransportError> {
    if query.is_empty() {
        return Err(TransportError::EmptyBody);
    }
    let mut document = None;
    let mut variables = None;
    let mut operation_name = None;
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let member = match decode(name)?.as_str() {
            "query" => &mut document,
            "variables" => &mut variables,
            "operationName" => &mut operation_name,
            _ => continue,
        };
        // Assumed: which of two would count is not known.
        if member.replace(decode(value)?).is_some() {
            return Err(TransportError::Unparsable);
        }
    }
    let variables = match variables {
        Some(text) if !text.is_empty() => {
            serde_json::from_str(&text).map_err(|_| TransportError::Unparsable)?
        }
        _ => None,
    };
    GraphqlRequest::checked(document.unwrap_or_default(), variables, operation_name)
}

/// A name or a value, with `+` for a space.
///
/// Assumed: an escape that is none, and one of bytes that are no UTF-8, is a malformed request.
fn decode(text: &str) -> Result<String, TransportError> {
    let escapes = text.split('%').skip(1);
    for escape in escapes {
        let digits = escape.as_bytes().iter().take(2);
        if digits.filter(|byte| byte.is_ascii_hexdigit()).count() != 2 {
            return Err(TransportError::Unparsable);
        }
    }
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    decoded
        .map(String::from)
        .map_err(|_| TransportError::Unparsable)
}
