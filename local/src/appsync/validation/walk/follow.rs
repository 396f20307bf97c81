//! The fragments that are followed where they are spread.

use std::collections::HashSet;

use apollo_compiler::Name;

use crate::appsync::limits::MAX_FOLLOWED_PARTS;

/// How far the spreads of an operation were followed.
#[derive(Default)]
pub(super) struct Followed<'a> {
    /// The fragments around the place, each spread in the one before.
    around: Vec<&'a Name>,
    /// Those that were followed in this operation.
    seen: HashSet<&'a Name>,
    /// The parts of fragments that the whole walk came by.
    parts: usize,
}

impl<'a> Followed<'a> {
    pub(super) fn begin_operation(&mut self) {
        self.seen.clear();
    }

    pub(super) fn count(&mut self) {
        self.parts = self.parts.saturating_add(1);
    }

    /// Begins a fragment, if it is followed: not inside itself, and not again in a document
    /// that is made to be followed forever.
    pub(super) fn begin(&mut self, fragment: &'a Name) -> bool {
        if self.around.contains(&fragment) {
            return false;
        }
        let is_new = self.seen.insert(fragment);
        let is_followed = is_new || self.parts < MAX_FOLLOWED_PARTS;
        if is_followed {
            self.around.push(fragment);
        }
        is_followed
    }

    pub(super) fn end(&mut self) {
        self.around.pop();
    }
}
