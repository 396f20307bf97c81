//! One level after the other: gate, calls, completion.

use std::sync::Arc;

use apollo_compiler::collections::IndexMap;
use tokio::time::Instant;

use super::Execution;
use super::calls::Calls;
use super::gate::failure;
use super::tree::{Task, Tree};
use crate::appsync::batch::{Failure, Resolution};
use crate::appsync::json::{self, JsonValue};
use crate::appsync::limits::MAX_RESOLVER_COUNT;
use crate::appsync::model::Resolver;

/// Executes levels into a tree.
pub(super) struct Level<'e, 'a> {
    pub(super) execution: &'e Execution<'a>,
    pub(super) tree: &'e mut Tree,
    deadline: Instant,
    resolvers_called: u32,
    pub(super) is_known_to_be_full: bool,
}

/// What a field comes to.
pub(super) enum Outcome {
    /// What a resolver, or AppSync itself, said.
    Resolved(Resolution),
    /// The member of that name of the parent object.
    Member,
}

/// What is known of a field before any function is called.
enum Start<'a> {
    Done(Outcome),
    Call(&'a Resolver),
}

impl<'e, 'a> Level<'e, 'a> {
    pub(super) fn new(execution: &'e Execution<'a>, tree: &'e mut Tree, deadline: Instant) -> Self {
        Self {
            execution,
            tree,
            deadline,
            resolvers_called: 0,
            is_known_to_be_full: false,
        }
    }

    /// Resolves the tasks, then the fields of what they came to, until none are left.
    pub(super) async fn run_all(&mut self, mut tasks: Vec<Task<'a>>) {
        while !tasks.is_empty() {
            let outcomes = self.resolve(&tasks).await;
            let mut next = Vec::new();
            for (task, outcome) in tasks.into_iter().zip(outcomes) {
                self.complete(&task, outcome, &mut next);
            }
            tasks = next;
        }
    }

    async fn resolve(&mut self, tasks: &[Task<'a>]) -> Vec<Outcome> {
        let mut outcomes: Vec<Outcome> = Vec::with_capacity(tasks.len());
        let mut waiting: IndexMap<(&str, &str), (&'a Resolver, Vec<usize>)> = IndexMap::default();
        for (index, task) in tasks.iter().enumerate() {
            outcomes.push(match self.start(task) {
                Start::Done(outcome) => outcome,
                Start::Call(resolver) => {
                    waiting
                        .entry((task.parent_type.as_str(), task.name()))
                        .or_insert_with(|| (resolver, Vec::new()))
                        .1
                        .push(index);
                    // Stands if the call doesn't come back at all.
                    Outcome::Resolved(Err(Failure::unhandled()))
                }
            });
        }
        let mut calls = Calls::new(self.execution, tasks, self.deadline);
        for (resolver, indexes) in waiting.into_values() {
            calls.enqueue(resolver, indexes);
        }
        while let Some((index, resolution)) = calls.next().await {
            let resolution = resolution.map(|value| self.keep(value));
            if let Some(slot) = outcomes.get_mut(index) {
                *slot = Outcome::Resolved(resolution);
            }
        }
        outcomes
    }

    /// The value, unless the answer has no room for it.
    fn keep(&mut self, value: JsonValue) -> JsonValue {
        if self.has_room_for(&value) {
            value
        } else {
            JsonValue::Null
        }
    }

    /// A copy of the member that the field stands for.
    pub(super) fn member(&mut self, task: &Task<'a>) -> JsonValue {
        let member = task
            .source
            .as_ref()
            .and_then(|source| source.get(task.name()));
        let Some(member) = member else {
            return JsonValue::Null;
        };
        // Counted before it is copied.
        if self.has_room_for(member) {
            member.clone()
        } else {
            JsonValue::Null
        }
    }

    /// Counts a value; nothing more is counted once the answer is full.
    fn has_room_for(&mut self, value: &JsonValue) -> bool {
        if !self.tree.is_full() {
            self.tree.charge(json::size(value));
        }
        !self.tree.is_full()
    }

    fn start(&mut self, task: &Task<'a>) -> Start<'a> {
        let done = |resolution| Start::Done(Outcome::Resolved(resolution));
        if let Err(failure) = self.execution.admit(task) {
            return done(Err(failure));
        }
        let Some(field) = task.fields.first() else {
            return done(Ok(JsonValue::Null));
        };
        match field.name.as_str() {
            "__typename" => return done(Ok(task.parent_type.as_str().into())),
            "__schema" | "__type" => {
                let answer = self
                    .execution
                    .operation
                    .introspection
                    .get(field.response_key().as_str());
                return done(Ok(answer.cloned().unwrap_or_default()));
            }
            _ => {}
        }
        let name = format!("{}.{}", task.parent_type, field.name);
        let Some(resolver) = self.execution.api.resolvers.get(&name) else {
            return Start::Done(Outcome::Member);
        };
        match self.count_resolver() {
            Ok(()) => Start::Call(resolver),
            Err(failure) => done(Err(failure)),
        }
    }

    fn count_resolver(&mut self) -> Result<(), Arc<Failure>> {
        let limit = match self.execution.api.resolver_count_limit {
            0 => MAX_RESOLVER_COUNT,
            limit => limit,
        };
        // Assumed: the text.
        if self.resolvers_called >= limit {
            return Err(failure(
                "ResolverExecutionLimitReached",
                format!("Resolver execution limit of {limit} reached."),
            ));
        }
        self.resolvers_called = self.resolvers_called.saturating_add(1);
        Ok(())
    }
}
