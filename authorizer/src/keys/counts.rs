//! What the metrics say of the key sets.

/// Counted since the last time somebody asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Fetches of a key set that ended, well or not; one with its second try is one fetch.
    pub(crate) fetches: u32,
    /// Those of them that brought no keys.
    pub(crate) failures: u32,
    /// The age of the oldest key set that is held, in whole seconds; nothing where none is.
    pub(crate) age_seconds: Option<u64>,
}

impl Counts {
    /// Those of two key sets.
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            fetches: self.fetches + other.fetches,
            failures: self.failures + other.failures,
            age_seconds: self.age_seconds.max(other.age_seconds),
        }
    }
}
