//! The keys that a token's header names: what verification tries.

use std::sync::Arc;

use crate::keys::source::Source;
use crate::keys::verifying_key::VerifyingKey;

/// One to three keys of the token's issuer that share the token's `kid` and may be used
/// with its algorithm, and what the log says of the set that they are from.
#[derive(Clone, Debug)]
pub(crate) struct Candidates {
    /// To be tried in this order.
    pub(crate) keys: Vec<Arc<VerifyingKey>>,
    /// Whole seconds since the key set was fetched.
    pub(crate) age_seconds: u64,
    /// Where the key set is from.
    pub(crate) source: Source,
}
