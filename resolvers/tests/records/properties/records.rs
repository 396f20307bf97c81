//! Random operations by several users, each answered as the model answers.

use std::collections::BTreeSet;

use serde_json::json;

use crate::api::{Answer, Api, data};
use crate::engine::Engine;
use crate::properties::model::{Expected, Model, identity};
use crate::properties::operation::{Expects, List, Operation, USERS, list, operations};
use crate::properties::{holds, subject};

fn cases() -> u32 {
    match Engine::of_this_run() {
        Engine::Dynoxide => 40,
        Engine::Moto => 10,
    }
}

#[test]
fn any_operations_of_several_users_are_answered_as_the_model_answers() {
    holds(cases(), operations(40), async |api, operations| {
        let mut world = World::new(api);
        for operation in &operations {
            world.perform(operation).await;
        }
        for user in 0..USERS {
            for kind in [None, Some("note")] {
                let everything = List {
                    kind,
                    is_ascending: true,
                    limit: 2,
                };
                world.list(user, everything).await;
            }
        }
    });
}

#[test]
fn pages_show_what_was_there_throughout_exactly_once() {
    let inputs = (operations(40), list(), operations(20));
    holds(cases(), inputs, async |api, (before, list, between)| {
        const USER: usize = 0;
        let mut world = World::new(api);
        for operation in &before {
            world.perform(operation).await;
        }
        let mut throughout: BTreeSet<_> = world.shown(USER, list);
        let mut seen = Vec::new();
        let (mut arguments, mut between) = (list.arguments(), between.iter());
        loop {
            let user = world.api.user(&world.subjects[USER]);
            let page = user.list(arguments.clone()).await.unwrap();
            seen.extend(page["items"].as_array().unwrap().iter().map(identity));
            if page["nextToken"].is_null() {
                break;
            }
            arguments["nextToken"] = page["nextToken"].clone();
            if let Some(operation) = between.next() {
                world.perform(operation).await;
                let now = world.shown(USER, list);
                throughout.retain(|record| now.contains(record));
            }
        }
        let distinct: BTreeSet<_> = seen.iter().cloned().collect();
        assert_eq!(distinct.len(), seen.len(), "a record is repeated: {seen:?}");
        let lost: Vec<_> = throughout.difference(&distinct).collect();
        assert!(lost.is_empty(), "{lost:?} of {seen:?}");
    });
}

/// The store and the model beside it.
struct World {
    api: Api,
    subjects: Vec<String>,
    model: Model,
}

impl World {
    fn new(api: Api) -> Self {
        let subjects: Vec<_> = (0..USERS).map(|_| subject()).collect();
        let model = Model::new(subjects.clone());
        Self {
            api,
            subjects,
            model,
        }
    }

    /// The identities of what a list should show.
    fn shown(&self, user: usize, list: List) -> BTreeSet<(String, String)> {
        self.model.list(user, list).iter().map(identity).collect()
    }

    async fn perform(&mut self, operation: &Operation) {
        match *operation {
            Operation::Advance { milliseconds } => {
                self.api.clock.advance_milliseconds(milliseconds);
                self.model.advance(milliseconds);
            }
            Operation::Create {
                user,
                id,
                kind,
                data,
                expires_in,
            } => {
                let expires_at = expires_in.map(|seconds| self.model.now_seconds() + seconds);
                let data = format!("[{data}]");
                let input = json!({"id": id, "kind": kind, "data": data, "expiresAt": expires_at});
                let expected = self.model.create(user, id, &input);
                let answer = self.api.user(&self.subjects[user]).create(input).await;
                assert_same(answer, expected, operation);
            }
            Operation::Update {
                user,
                id,
                expects,
                kind,
                data,
                expires_in,
            } => {
                let mut changes = json!({});
                if let Some(kind) = kind {
                    changes["kind"] = json!(kind);
                }
                if let Some(data) = data {
                    changes["data"] = json!(format!("[{data}]"));
                }
                if let Some(expires_in) = expires_in {
                    let expires_at = expires_in.map(|seconds| self.model.now_seconds() + seconds);
                    changes["expiresAt"] = json!(expires_at);
                }
                let version = self.version(user, id, expects);
                let mut input = changes.clone();
                input["id"] = json!(id);
                input["expectedVersion"] = json!(version);
                let expected = self.model.update(user, id, version, &changes);
                let answer = self.api.user(&self.subjects[user]).update(input).await;
                assert_same(answer, expected, operation);
            }
            Operation::Delete { user, id, expects } => {
                let version = self.version(user, id, expects);
                let input = json!({"id": id, "expectedVersion": version});
                let expected = self.model.delete(user, id, version);
                let answer = self.api.user(&self.subjects[user]).delete(input).await;
                assert_same(answer, expected, operation);
            }
            Operation::Get { user, id } => {
                let expected = self.model.get(user, id).cloned().unwrap_or_default();
                let answer = self.api.user(&self.subjects[user]).get(id).await;
                assert_eq!(answer.unwrap(), expected, "{operation:?}");
            }
            Operation::List { user, list } => self.list(user, list).await,
        }
    }

    fn version(&self, user: usize, id: &'static str, expects: Expects) -> Option<i64> {
        match expects {
            Expects::Any => None,
            Expects::Current(more) => Some(self.model.version(user, id) + more),
        }
    }

    async fn list(&self, user: usize, list: List) {
        let user_of_api = self.api.user(&self.subjects[user]);
        let records = user_of_api.records(list.arguments()).await;
        assert_eq!(records, self.model.list(user, list), "{list:?}");
    }
}

fn assert_same(answer: Answer, expected: Expected, operation: &Operation) {
    match (answer, expected) {
        (Ok(record), Ok(expected)) => assert_eq!(record, expected, "{operation:?}"),
        (Err(error), Err((code, record))) => {
            assert_eq!(error.code(), code, "{operation:?}");
            assert_eq!(data(&error), record, "{operation:?}");
        }
        (answer, expected) => panic!("{answer:?}, not {expected:?}: {operation:?}"),
    }
}
