//! The store as it should be, in memory: a map, and the rules in their simplest form.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::api::NOW;
use crate::properties::operation::List;

/// The records of all users, those whose time is over among them.
pub(super) struct Model {
    subjects: Vec<String>,
    now_milliseconds: i64,
    records: BTreeMap<(usize, &'static str), Value>,
}

/// A record or a code; of a conflict the record that is there too.
pub(super) type Expected = Result<Value, (&'static str, Value)>;

impl Model {
    pub(super) fn new(subjects: Vec<String>) -> Self {
        Self {
            subjects,
            now_milliseconds: NOW * 1_000,
            records: BTreeMap::new(),
        }
    }

    pub(super) fn advance(&mut self, milliseconds: i64) {
        self.now_milliseconds += milliseconds;
    }

    pub(super) fn now_seconds(&self) -> i64 {
        self.now_milliseconds.div_euclid(1_000)
    }

    pub(super) fn version(&self, user: usize, id: &'static str) -> i64 {
        let record = self.records.get(&(user, id));
        record.map_or(0, |record| record["version"].as_i64().unwrap())
    }

    pub(super) fn get(&self, user: usize, id: &'static str) -> Option<&Value> {
        let record = self.records.get(&(user, id));
        record.filter(|record| self.is_alive(record))
    }

    /// What `input` makes where there is nothing.
    pub(super) fn create(&mut self, user: usize, id: &'static str, input: &Value) -> Expected {
        if let Some(found) = self.get(user, id) {
            let is_same = ["kind", "data", "expiresAt"]
                .iter()
                .all(|name| found[name] == input[name]);
            return if is_same {
                Ok(found.clone())
            } else {
                Err(("RecordAlreadyExists", Value::Null))
            };
        }
        let now = self.timestamp();
        let created = json!({
            "owner": self.subjects[user], "id": id, "kind": input["kind"], "data": input["data"],
            "version": 1, "createdAt": now, "updatedAt": now, "expiresAt": input["expiresAt"],
        });
        self.records.insert((user, id), created.clone());
        Ok(created)
    }

    /// What `changes` make of a record: members that change, by name.
    pub(super) fn update(
        &mut self,
        user: usize,
        id: &'static str,
        expected: Option<i64>,
        changes: &Value,
    ) -> Expected {
        let mut record = self.expected(user, id, expected)?;
        for (name, value) in changes.as_object().unwrap() {
            record[name] = value.clone();
        }
        record["version"] = json!(record["version"].as_i64().unwrap() + 1);
        record["updatedAt"] = json!(self.timestamp());
        self.records.insert((user, id), record.clone());
        Ok(record)
    }

    pub(super) fn delete(
        &mut self,
        user: usize,
        id: &'static str,
        expected: Option<i64>,
    ) -> Expected {
        let record = self.expected(user, id, expected)?;
        self.records.remove(&(user, id));
        Ok(record)
    }

    pub(super) fn list(&self, user: usize, list: List) -> Vec<Value> {
        let mut records: Vec<_> = self
            .records
            .iter()
            .filter(|((owner, _), record)| *owner == user && self.is_alive(record))
            .filter(|(_, record)| list.kind.is_none_or(|kind| record["kind"] == kind))
            .map(|(_, record)| record.clone())
            .collect();
        records.sort_by_key(identity);
        if !list.is_ascending {
            records.reverse();
        }
        records
    }

    fn expected(&self, user: usize, id: &'static str, expected: Option<i64>) -> Expected {
        let record = self.get(user, id).ok_or(("RecordNotFound", Value::Null))?;
        if expected.is_some_and(|version| record["version"] != version) {
            return Err(("VersionConflict", record.clone()));
        }
        Ok(record.clone())
    }

    fn is_alive(&self, record: &Value) -> bool {
        let expires_at = record["expiresAt"].as_i64();
        expires_at.is_none_or(|expires_at| expires_at > self.now_seconds())
    }

    fn timestamp(&self) -> String {
        let now = Timestamp::from_millisecond(self.now_milliseconds).unwrap();
        now.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
    }
}

/// What makes a record this one and not another of its id: also its place in a list.
pub(super) fn identity(record: &Value) -> (String, String) {
    let text = |name: &str| record[name].as_str().unwrap().to_owned();
    (text("createdAt"), text("id"))
}
