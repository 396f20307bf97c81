//! What is wrong with a text that is no token, in words for the log.

/// The first thing that keeps a text from being a token in the compact form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Malformed {
    /// Padding, leftover bits, or a length that base64url can't have.
    #[error("a part is not strict base64url")]
    Base64Url,
    /// White space, another scheme than Bearer, or anything else that no token has in it.
    #[default]
    #[error("must be a token alone, or Bearer and a token: base64url and two dots")]
    Characters,
    /// The header is no JSON object in UTF-8.
    #[error("the header is not a JSON object in UTF-8")]
    Header,
    /// The header has more than 4,096 bytes.
    #[error("the header is longer than 4096 bytes")]
    HeaderTooLong,
    /// RFC 7515, section 7.2.
    #[error("the token is in the JSON serialization; the compact serialization is needed")]
    JsonSerialization,
    /// Two parts or four, or more than five.
    #[error("a token has three parts with dots between")]
    Parts,
    /// The claims are no JSON object in UTF-8.
    #[error("the claims are not a JSON object in UTF-8")]
    Payload,
}
