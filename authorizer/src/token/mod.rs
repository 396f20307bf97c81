//! From the text in the `Authorization` header to the parts of a token.

pub mod compact;
pub(crate) mod header;
pub mod malformed;
pub(crate) mod typ;

use serde_json::{Map, Value};
use shared::strict_json::{self, StrictJsonError};

use crate::reason::Refusal;
use crate::token::malformed::Malformed;

/// A part of the token as a JSON object without duplicate members, at any depth.
///
/// # Errors
/// [`Refusal::DuplicateMember`], or `otherwise` for what is no such object.
pub(crate) fn json_object(
    bytes: &[u8],
    otherwise: Malformed,
) -> Result<Map<String, Value>, Refusal> {
    strict_json::object(bytes).map_err(|error| match error {
        StrictJsonError::DuplicateMember => Refusal::DuplicateMember,
        StrictJsonError::NotAnObject | StrictJsonError::NotJson(_) | StrictJsonError::NotUtf8 => {
            otherwise.into()
        }
    })
}
