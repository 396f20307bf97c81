//! The calls of one level: contexts in batches, a few calls under way at a time.
//!
//! A context is written when its call is about to start, so that a level of thousands of
//! fields holds the contexts of a few calls only.

use std::collections::VecDeque;
use std::sync::Arc;
use std::vec;

use bytes::Bytes;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::tree::Task;
use super::{Execution, arguments};
use crate::appsync::batch::{self, Failure, Resolution};
use crate::appsync::context::FieldContext;
use crate::appsync::json::{JsonMap, JsonValue};
use crate::appsync::limits::MAX_CONCURRENT_CALLS;
use crate::appsync::model::Resolver;
use crate::appsync::payload::Payload;
use crate::invoke::LARGEST_PAYLOAD;

/// Calls that are to be made, are under way or have been answered.
pub(super) struct Calls<'e, 'a> {
    execution: &'e Execution<'a>,
    tasks: &'e [Task<'a>],
    deadline: Instant,
    /// The tasks of each resolver that are not part of a call yet.
    queues: VecDeque<(&'a Resolver, vec::IntoIter<usize>)>,
    under_way: JoinSet<(usize, Result<Bytes, Arc<Failure>>)>,
    /// What the calls under way are for, by their number.
    expected: Vec<(&'a Resolver, Vec<usize>)>,
    resolved: VecDeque<(usize, Resolution)>,
}

impl<'e, 'a> Calls<'e, 'a> {
    pub(super) fn new(
        execution: &'e Execution<'a>,
        tasks: &'e [Task<'a>],
        deadline: Instant,
    ) -> Self {
        Self {
            execution,
            tasks,
            deadline,
            queues: VecDeque::new(),
            under_way: JoinSet::new(),
            expected: Vec::new(),
            resolved: VecDeque::new(),
        }
    }

    /// Has the tasks of those numbers resolved by `resolver`.
    pub(super) fn enqueue(&mut self, resolver: &'a Resolver, indexes: Vec<usize>) {
        self.queues.push_back((resolver, indexes.into_iter()));
    }

    /// The number of a task and what it came to; `None` when all calls are over. A task
    /// whose call breaks down is never heard of.
    pub(super) async fn next(&mut self) -> Option<(usize, Resolution)> {
        loop {
            if let Some(resolved) = self.resolved.pop_front() {
                return Some(resolved);
            }
            while self.under_way.len() < MAX_CONCURRENT_CALLS && self.start_next() {}
            let finished = match self.under_way.join_next().await {
                Some(finished) => finished,
                None if self.resolved.is_empty() => return None,
                None => continue,
            };
            let Ok((call, answer)) = finished else {
                continue;
            };
            if let Some((resolver, indexes)) = self.expected.get_mut(call) {
                let indexes = std::mem::take(indexes);
                let resolutions = batch::resolutions(resolver, answer, indexes.len());
                self.resolved.extend(indexes.into_iter().zip(resolutions));
            }
        }
    }

    /// Starts a call of the resolver that has waited longest; `false` when none waits.
    fn start_next(&mut self) -> bool {
        let Some((resolver, mut queue)) = self.queues.pop_front() else {
            return false;
        };
        // What the client is told to have timed out must not be done afterwards.
        if Instant::now() >= self.deadline {
            self.fail(queue, &Failure::timed_out());
            return true;
        }
        let mut payload = Payload::new(resolver.max_batch_size > 0);
        let mut indexes = Vec::new();
        for index in queue.by_ref() {
            match self.add(index, &mut payload) {
                Ok(()) => indexes.push(index),
                Err(failure) => self.resolved.push_back((index, Err(failure))),
            }
            if indexes.len() >= resolver.max_batch_size {
                break;
            }
        }
        if queue.len() > 0 {
            self.queues.push_back((resolver, queue));
        }
        if indexes.is_empty() {
            return true;
        }
        match payload.finish() {
            Ok(payload) => {
                let call = batch::call(
                    Arc::clone(&self.execution.functions),
                    self.execution.api.arn(),
                    resolver.clone(),
                    payload,
                    self.deadline,
                );
                let number = self.expected.len();
                self.expected.push((resolver, indexes));
                self.under_way.spawn(async move { (number, call.await) });
            }
            Err(failure) => self.fail(indexes, &failure),
        }
        true
    }

    fn fail(&mut self, indexes: impl IntoIterator<Item = usize>, failure: &Arc<Failure>) {
        let failed = indexes
            .into_iter()
            .map(|index| (index, Err(Arc::clone(failure))));
        self.resolved.extend(failed);
    }

    fn add(&self, index: usize, payload: &mut Payload) -> Result<(), Arc<Failure>> {
        let Some(task) = self.tasks.get(index) else {
            return Err(Failure::unhandled());
        };
        let Some(field) = task.fields.first() else {
            return Err(Failure::unhandled());
        };
        let Execution {
            schema,
            operation,
            context,
            ..
        } = self.execution;
        if operation.variables_in(field) > LARGEST_PAYLOAD {
            return Err(Failure::payload_too_large());
        }
        let arguments: JsonMap = arguments::coerce(schema, field, &operation.variables)
            .map_err(|message| Failure::new(None, message, JsonValue::Null))?;
        payload.push(|| {
            let field = FieldContext {
                parent_type: &task.parent_type,
                fields: &task.fields,
                arguments: &arguments,
                source: task.source.as_deref(),
            };
            context.of_field(schema, operation, &field)
        });
        Ok(())
    }
}
