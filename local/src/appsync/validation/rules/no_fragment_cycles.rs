//! A fragment doesn't spread itself, nor through others.
//!
//! Every way from a fragment back to itself is told, with the places of the spreads on it;
//! the spread that closes it is not among them, so that a fragment that spreads itself
//! directly has no place at all.

use std::collections::{HashMap, HashSet};

use apollo_compiler::ast::{FragmentDefinition, FragmentSpread, Selection};
use apollo_compiler::{Name, Node};

use super::Rule;
use crate::appsync::limits::MAX_FOLLOWED_PARTS;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

pub(super) struct NoFragmentCycles<'a> {
    /// The spreads in each fragment, in the order of the document.
    spreads: HashMap<&'a Name, Vec<&'a Node<FragmentSpread>>>,
    /// How many spreads are followed from one fragment, and how many were: there can be more
    /// ways than anyone has time for. Each fragment has its share.
    share: usize,
    followed: usize,
}

impl<'a> NoFragmentCycles<'a> {
    pub(super) fn new(at: &Context<'a>) -> Self {
        let spreads_in = |fragment: &'a FragmentDefinition| {
            let mut spreads = Vec::new();
            gather(&fragment.selection_set, &mut spreads);
            (&fragment.name, spreads)
        };
        let fragments = at.fragments.values().copied();
        Self {
            spreads: fragments.map(|fragment| spreads_in(fragment)).collect(),
            share: MAX_FOLLOWED_PARTS / at.fragments.len().max(1),
            followed: 0,
        }
    }

    fn follow(&mut self, from: &Name, way: &mut Way<'a>, at: &mut Context<'a>) {
        for spread in self.spreads.get(from).cloned().unwrap_or_default() {
            if at.report.is_full() || self.followed >= self.share {
                return;
            }
            self.followed = self.followed.saturating_add(1);
            if spread.fragment_name == *way.start {
                let places: Vec<_> = way.spreads.iter().map(|spread| spread.location()).collect();
                at.report_all("FragmentCycle", "Fragment cycles not allowed", places);
            } else if way.push(spread) {
                self.follow(&spread.fragment_name, way, at);
                way.pop();
            }
        }
    }
}

impl<'a> Rule<'a> for NoFragmentCycles<'a> {
    fn enter(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        let Syntax::Fragment(fragment) = syntax else {
            return;
        };
        let mut way = Way {
            start: &fragment.name,
            spreads: Vec::new(),
            begins: HashSet::new(),
        };
        self.followed = 0;
        self.follow(&fragment.name, &mut way, at);
    }
}

/// From a fragment through the spreads in it and in what they spread.
struct Way<'a> {
    start: &'a Name,
    spreads: Vec<&'a Node<FragmentSpread>>,
    /// Where the spreads begin in the document, which tells them apart.
    begins: HashSet<Option<usize>>,
}

impl<'a> Way<'a> {
    /// Goes on through `spread`, unless the way has come through it.
    fn push(&mut self, spread: &'a Node<FragmentSpread>) -> bool {
        let is_new = self.begins.insert(begin(spread));
        if is_new {
            self.spreads.push(spread);
        }
        is_new
    }

    fn pop(&mut self) {
        if let Some(spread) = self.spreads.pop() {
            self.begins.remove(&begin(spread));
        }
    }
}

fn begin(spread: &Node<FragmentSpread>) -> Option<usize> {
    spread.location().map(|span| span.offset())
}

fn gather<'a>(selections: &'a [Selection], spreads: &mut Vec<&'a Node<FragmentSpread>>) {
    for selection in selections {
        match selection {
            Selection::Field(field) => gather(&field.selection_set, spreads),
            Selection::InlineFragment(fragment) => gather(&fragment.selection_set, spreads),
            Selection::FragmentSpread(spread) => spreads.push(spread),
        }
    }
}
