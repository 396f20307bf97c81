//! From the text in the `Authorization` header to the parts of a token.

pub mod compact;
pub mod header;
pub mod typ;
