//! Where a key set is from.

use strum::IntoStaticStr;

/// How the keys came here, for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub(crate) enum Source {
    /// From the issuer.
    Fetched,
    /// From `AUTH0_JWKS`; no fetch has replaced them yet.
    Preloaded,
}

impl Source {
    pub(crate) fn name(self) -> &'static str {
        self.into()
    }
}
