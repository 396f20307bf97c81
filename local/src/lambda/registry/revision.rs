//! What a function, a version or an alias is at one time: another after every change.

use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::aws::Refusal;
use crate::lambda::refusals;

/// `RevisionId` of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Revision(Uuid);

impl Revision {
    pub(crate) fn new() -> Self {
        Self(Uuid::new_v4())
    }

    /// # Errors
    /// A [`Refusal`] where somebody expects another revision than this one.
    pub(crate) fn check(self, expected: Option<&str>) -> Result<(), Refusal> {
        match expected {
            Some(expected) if expected != self.0.to_string() => Err(refusals::stale_revision()),
            _ => Ok(()),
        }
    }
}

impl Serialize for Revision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.to_string().serialize(serializer)
    }
}
