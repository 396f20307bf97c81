//! Both functions on one empty table, with a clock that the test sets.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use resolvers::Function;
use resolvers::error::ResolverError;
use resolvers::handler;
use resolvers::request::Request;
use resolvers::resolver::Resolver;
use resolvers::settings::AuthorizationMode;
use resolvers::store::Store;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use shared::time::SetClock;

use crate::event::{ALL, context, context_with_text, raw};
use crate::{engine, table};

/// What the clock shows at first: 2027-01-15T08:00:00Z.
pub(crate) const NOW: i64 = 1_800_000_000;

/// More time than any answer needs, whatever else the machine is doing.
pub(crate) const HOUR: Duration = Duration::from_secs(3_600);

pub(crate) type Answer = Result<Value, ResolverError>;

pub(crate) struct Api {
    query: Arc<Resolver>,
    mutation: Arc<Resolver>,
    pub(crate) clock: Arc<SetClock>,
    pub(crate) client: Client,
    pub(crate) table: String,
    /// The time that a function has.
    pub(crate) time: Duration,
}

impl Api {
    pub(crate) async fn new() -> Self {
        Self::over(engine::client().await, AuthorizationMode::Lambda).await
    }

    pub(crate) async fn over(client: Client, mode: AuthorizationMode) -> Self {
        let table = table::create(&client).await;
        Self::on(client, table, mode)
    }

    /// On a table that may not be there.
    pub(crate) fn on(client: Client, table: String, mode: AuthorizationMode) -> Self {
        let clock = Arc::new(SetClock::at(NOW));
        let resolver = |function| {
            let store = Store::new(client.clone(), table.clone(), clock.clone());
            Arc::new(Resolver::new(function, mode.clone(), store).unwrap())
        };
        Self {
            query: resolver(Function::Query),
            mutation: resolver(Function::Mutation),
            clock,
            client,
            table,
            time: HOUR,
        }
    }

    /// A user with every permission.
    pub(crate) fn user<'a>(&'a self, sub: &'a str) -> User<'a> {
        User { api: self, sub }
    }

    /// What `function` answers to `payload`: one context or a list of them.
    pub(crate) async fn invoke(&self, function: Function, payload: &RawValue) -> Answer {
        let resolver = match function {
            Function::Mutation => &self.mutation,
            Function::Query => &self.query,
        };
        let answer = handler::answer(resolver, payload, request(self.time)).await?;
        Ok(serde_json::to_value(answer).unwrap())
    }

    /// How many items of `sub`'s are in the table, whether their time is over or not.
    pub(crate) async fn items_of(&self, sub: &str) -> i32 {
        table::items_of(&self.client, &self.table, sub).await
    }
}

/// A request whose process Lambda ends after `time`.
pub(crate) fn request(time: Duration) -> Request<'static> {
    Request::new("request-1", time.as_millis().try_into().unwrap(), 0)
}

/// The function that serves `field`.
pub(crate) fn function_of(field: &str) -> Function {
    if field.starts_with("Mutation.") {
        Function::Mutation
    } else {
        Function::Query
    }
}

/// A caller.
#[derive(Clone, Copy)]
pub(crate) struct User<'a> {
    api: &'a Api,
    sub: &'a str,
}

impl User<'_> {
    pub(crate) async fn call(&self, field: &str, arguments: Value) -> Answer {
        let payload = raw(&context(self.sub, field, &arguments, ALL));
        self.api.invoke(function_of(field), &payload).await
    }

    /// The same with arguments as text, for numbers and members that a [`Value`] can't hold.
    pub(crate) async fn call_with_text(&self, field: &str, arguments: &str) -> Answer {
        let payload = context_with_text(self.sub, field, arguments);
        self.api.invoke(function_of(field), &payload).await
    }

    pub(crate) async fn get(&self, id: &str) -> Answer {
        self.call("Query.getRecord", json!({"id": id})).await
    }

    pub(crate) async fn list(&self, arguments: Value) -> Answer {
        self.call("Query.listRecords", arguments).await
    }

    pub(crate) async fn create(&self, input: Value) -> Answer {
        self.call("Mutation.createRecord", json!({"input": input}))
            .await
    }

    pub(crate) async fn update(&self, input: Value) -> Answer {
        self.call("Mutation.updateRecord", json!({"input": input}))
            .await
    }

    pub(crate) async fn delete(&self, input: Value) -> Answer {
        self.call("Mutation.deleteRecord", json!({"input": input}))
            .await
    }

    /// A record of that id and kind, which must succeed.
    pub(crate) async fn has(&self, id: &str, kind: &str) -> Value {
        let input = json!({"id": id, "kind": kind, "data": {"n": 1}});
        self.create(input).await.unwrap()
    }

    /// The records of one list from its first page to its last. Every page but the last
    /// must be full.
    pub(crate) async fn records(&self, mut arguments: Value) -> Vec<Value> {
        let limit = arguments["limit"].as_u64().unwrap_or(20);
        let mut records = Vec::new();
        for _ in 0..1_000 {
            let page = self.list(arguments.clone()).await.unwrap();
            let on_page = page["items"].as_array().unwrap();
            let length = u64::try_from(on_page.len()).unwrap();
            records.extend(on_page.iter().cloned());
            if page["nextToken"].is_null() {
                assert!(length <= limit, "{length} records on a page of {limit}");
                return records;
            }
            assert_eq!(length, limit, "a page is not full and there is more");
            arguments["nextToken"] = page["nextToken"].clone();
        }
        panic!("a list has no end");
    }

    /// Their ids.
    pub(crate) async fn ids(&self, arguments: Value) -> Vec<String> {
        self.records(arguments).await.iter().map(id_of).collect()
    }
}

/// The ids on a page.
pub(crate) fn ids_of(page: &Value) -> Vec<String> {
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(id_of)
        .collect()
}

fn id_of(record: &Value) -> String {
    record["id"].as_str().unwrap().to_owned()
}

/// The code of an error that must be there.
pub(crate) fn code(answer: Answer) -> &'static str {
    answer.unwrap_err().code()
}

/// What an error shows beside its sentence.
pub(crate) fn data(error: &ResolverError) -> Value {
    serde_json::to_value(error.data()).unwrap()
}
