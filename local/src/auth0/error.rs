//! What can go wrong inside the tenant, through no fault of a caller.

/// A failure of the tenant itself; clients see a constant text instead.
#[derive(Debug, thiserror::Error)]
pub enum InternalError {
    /// The system's random source gave nothing.
    #[error("no random bytes could be had")]
    Random,
    /// A token could not be signed.
    #[error("a token could not be signed")]
    Signing(#[source] jsonwebtoken::errors::Error),
}
