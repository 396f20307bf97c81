//! The API as its clients use it. The same tests ask the local stack, or an API that is
//! deployed: where `API_ENDPOINT` is set, that one, with tokens from the environment
//! (docs/deploy.md).
//!
//! A deployed API has other records and other tests at work, so each test names records of
//! its own, which expire should the test not get to delete them.

mod left_out;
mod records;
mod refusals;

use serde_json::{Value, json};
use shared::environment;

use crate::http::{self, Answer};
use crate::stack::Stack;

/// Who the tests sign in as.
#[derive(Clone, Copy, Debug)]
pub(crate) enum User {
    /// May read and write.
    First,
    /// May read and write, and is somebody else.
    Second,
    /// May only read.
    Reader,
}

impl User {
    /// The test user of the local stack, and the variable with a token for a deployed API.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::First => ("user1", "API_USER1_TOKEN"),
            Self::Second => ("user2", "API_USER2_TOKEN"),
            Self::Reader => ("reader", "API_READER_TOKEN"),
        }
    }
}

/// The API that is asked.
pub(crate) struct Api {
    endpoint: String,
    /// Nothing where the API is deployed elsewhere.
    stack: Option<Stack>,
}

impl Api {
    /// The deployed one, if the environment names it, else that of a fresh local stack.
    pub(crate) fn under_test() -> Self {
        if let Some(endpoint) = environment::of_process("API_ENDPOINT") {
            return Self {
                endpoint,
                stack: None,
            };
        }
        let stack = Stack::start();
        Self {
            endpoint: format!("http://{}/graphql", stack.appsync),
            stack: Some(stack),
        }
    }

    /// The text of the `Authorization` header that `user` sends.
    pub(crate) fn token(&self, user: User) -> String {
        let (name, variable) = user.names();
        match &self.stack {
            Some(stack) => stack.token(name),
            None => environment::of_process(variable).expect(variable),
        }
    }

    /// What the API answers to a request with that `Authorization` header, or with none.
    pub(crate) fn graphql(&self, token: Option<&str>, query: &str, variables: &Value) -> Answer {
        let body = json!({"query": query, "variables": variables}).to_string();
        http::post(&self.endpoint, token, body)
    }

    /// The data of an answer without errors.
    pub(crate) fn data(&self, token: &str, query: &str, variables: &Value) -> Value {
        let answer = self.graphql(Some(token), query, variables);
        assert_eq!(answer.status, 200, "{answer:?}");
        let body = answer.json();
        assert_eq!(body.get("errors"), None, "{body}");
        body["data"].clone()
    }
}
