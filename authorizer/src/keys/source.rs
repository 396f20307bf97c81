//! Where a key set is from.

use std::fmt::{self, Display, Formatter};

/// How the keys came here, for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// From the issuer.
    Fetched,
    /// From `AUTH0_JWKS`; no fetch has replaced them yet.
    Preloaded,
}

impl Display for Source {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Fetched => "fetched",
            Self::Preloaded => "preloaded",
        })
    }
}
