//! One level after the other: gate, arguments, calls, completion.

use std::sync::Arc;

use apollo_compiler::collections::IndexMap;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::gate::failure;
use super::tree::{Task, Tree};
use super::{Execution, arguments};
use crate::appsync::batch::{self, Failure, Resolution};
use crate::appsync::context::FieldContext;
use crate::appsync::json::JsonValue;
use crate::appsync::limits::MAX_RESOLVER_COUNT;
use crate::appsync::model::Resolver;

/// Executes levels into a tree.
pub(super) struct Level<'e, 'a> {
    pub(super) execution: &'e Execution<'a>,
    pub(super) tree: &'e mut Tree,
    deadline: Instant,
    resolvers_called: u32,
    pub(super) is_full: bool,
}

/// What is known of a field before any function is called.
enum Start {
    Done(Resolution),
    Call(Resolver, String, JsonValue),
}

impl<'e, 'a> Level<'e, 'a> {
    pub(super) fn new(execution: &'e Execution<'a>, tree: &'e mut Tree, deadline: Instant) -> Self {
        Self {
            execution,
            tree,
            deadline,
            resolvers_called: 0,
            is_full: false,
        }
    }

    /// Resolves the tasks, then the fields of what they came to, until none are left.
    pub(super) async fn run_all(&mut self, mut tasks: Vec<Task<'a>>) {
        while !tasks.is_empty() {
            let resolutions = self.resolve(&tasks).await;
            let mut next = Vec::new();
            for (task, resolution) in tasks.into_iter().zip(resolutions) {
                self.complete(&task, resolution, &mut next);
            }
            tasks = next;
        }
    }

    async fn resolve(&mut self, tasks: &[Task<'a>]) -> Vec<Resolution> {
        let mut resolutions: Vec<Resolution> = Vec::with_capacity(tasks.len());
        let mut waiting: IndexMap<String, (Resolver, Vec<(usize, JsonValue)>)> =
            IndexMap::default();
        for (index, task) in tasks.iter().enumerate() {
            resolutions.push(match self.start(task) {
                Start::Done(resolution) => resolution,
                Start::Call(resolver, field, context) => {
                    waiting
                        .entry(field)
                        .or_insert_with(|| (resolver, Vec::new()))
                        .1
                        .push((index, context));
                    // Stands if the call doesn't come back at all.
                    Err(failure(
                        "Lambda:Unhandled",
                        "The Lambda function failed.".to_owned(),
                    ))
                }
            });
        }
        let mut calls = JoinSet::new();
        for (resolver, contexts) in waiting.into_values() {
            let mut contexts = contexts.into_iter().peekable();
            while contexts.peek().is_some() {
                let (indexes, batch): (Vec<usize>, Vec<JsonValue>) = contexts
                    .by_ref()
                    .take(resolver.max_batch_size.max(1))
                    .unzip();
                let call = batch::call(
                    Arc::clone(&self.execution.functions),
                    resolver.clone(),
                    batch,
                    self.deadline,
                );
                calls.spawn(async move { (indexes, call.await) });
            }
        }
        while let Some(finished) = calls.join_next().await {
            let Ok((indexes, resolved)) = finished else {
                continue;
            };
            for (index, resolution) in indexes.into_iter().zip(resolved) {
                if let Some(slot) = resolutions.get_mut(index) {
                    *slot = resolution;
                }
            }
        }
        resolutions
    }

    fn start(&mut self, task: &Task<'a>) -> Start {
        if let Err(failure) = self.execution.admit(task) {
            return Start::Done(Err(failure));
        }
        let Some(field) = task.fields.first() else {
            return Start::Done(Ok(JsonValue::Null));
        };
        match field.name.as_str() {
            "__typename" => return Start::Done(Ok(task.parent_type.as_str().into())),
            "__schema" | "__type" => {
                let answer = self
                    .execution
                    .operation
                    .introspection
                    .get(field.response_key().as_str());
                return Start::Done(Ok(answer.cloned().unwrap_or_default()));
            }
            _ => {}
        }
        let name = format!("{}.{}", task.parent_type, field.name);
        let Some(resolver) = self.execution.api.resolvers.get(&name) else {
            let value = task
                .source
                .as_ref()
                .and_then(|source| source.get(field.name.as_str()))
                .cloned();
            return Start::Done(Ok(value.unwrap_or_default()));
        };
        if let Err(failure) = self.count_resolver() {
            return Start::Done(Err(failure));
        }
        let arguments = match arguments::coerce(
            self.execution.schema,
            field,
            &self.execution.operation.variables,
        ) {
            Ok(arguments) => arguments,
            Err(message) => {
                return Start::Done(Err(Box::new(Failure {
                    error_type: None,
                    message,
                    data: JsonValue::Null,
                })));
            }
        };
        let context = FieldContext {
            parent_type: &task.parent_type,
            fields: &task.fields,
            arguments,
            source: task.source.clone(),
        };
        Start::Call(
            resolver.clone(),
            name,
            self.execution.context.of_field(
                self.execution.schema,
                self.execution.operation,
                context,
            ),
        )
    }

    fn count_resolver(&mut self) -> Result<(), Box<Failure>> {
        let limit = match self.execution.api.resolver_count_limit {
            0 => MAX_RESOLVER_COUNT,
            limit => limit,
        };
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
