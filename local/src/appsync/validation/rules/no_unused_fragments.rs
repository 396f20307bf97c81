//! A fragment that is defined is spread by an operation, or by one that is.

use std::collections::{HashMap, HashSet};

use apollo_compiler::ast::FragmentDefinition;
use apollo_compiler::{Name, Node};

use super::Rule;
use crate::appsync::validation::context::Context;
use crate::appsync::validation::syntax::Syntax;

#[derive(Default)]
pub(super) struct NoUnusedFragments<'a> {
    defined: Vec<&'a Node<FragmentDefinition>>,
    /// The definition around the place; `None` in an operation.
    around: Option<&'a Name>,
    /// What each fragment spreads, and under `None` what the operations do.
    spread: HashMap<Option<&'a Name>, Vec<&'a Name>>,
}

impl<'a> NoUnusedFragments<'a> {
    fn used(&self) -> HashSet<&'a Name> {
        let mut used = HashSet::new();
        let mut from = vec![None];
        while let Some(definition) = from.pop() {
            for &name in self.spread.get(&definition).into_iter().flatten() {
                if used.insert(name) {
                    from.push(Some(name));
                }
            }
        }
        used
    }
}

impl<'a> Rule<'a> for NoUnusedFragments<'a> {
    fn enter(&mut self, syntax: Syntax<'a>, _at: &mut Context<'a>) {
        match syntax {
            Syntax::Operation(_) => self.around = None,
            Syntax::Fragment(fragment) => {
                self.defined.push(fragment);
                self.around = Some(&fragment.name);
            }
            Syntax::FragmentSpread(spread) => {
                let spread_here = self.spread.entry(self.around).or_default();
                spread_here.push(&spread.fragment_name);
            }
            _ => {}
        }
    }

    fn leave(&mut self, syntax: Syntax<'a>, at: &mut Context<'a>) {
        if !matches!(syntax, Syntax::Document(_)) {
            return;
        }
        let used = self.used();
        for fragment in &self.defined {
            if !used.contains(&fragment.name) {
                let sentence = format!("Unused fragment {}", fragment.name);
                at.report("UnusedFragment", &sentence, fragment.location());
            }
        }
    }
}
