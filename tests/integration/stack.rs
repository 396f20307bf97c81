//! The stack in a process of its own, on free ports.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::http::{Answer, form, send};

/// A running stack, which ends with the value.
pub(crate) struct Stack {
    pub(crate) process: Child,
    pub(crate) appsync: String,
    pub(crate) auth0: String,
    pub(crate) dynamodb: String,
    pub(crate) lambda: String,
    /// What else it said when it was ready.
    pub(crate) said: Vec<String>,
}

impl Stack {
    /// Starts it and waits until it says that it is ready.
    pub(crate) fn start() -> Self {
        Self::with_options(&[])
    }

    pub(crate) fn with_options(options: &[&str]) -> Self {
        Self::spawn(command().args(options))
    }

    /// Starts what [`command`] began, on free ports.
    pub(crate) fn spawn(command: &mut Command) -> Self {
        let mut process = command
            .args(["--port", "0", "--strict"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap())
            .lines()
            .map(Result::unwrap);
        let mut address = |name: &str| {
            let line = lines.next().unwrap();
            let url = line.strip_prefix(name).unwrap().trim();
            let address = url
                .strip_prefix("http://")
                .unwrap()
                .split('/')
                .next()
                .unwrap();
            address.to_owned()
        };
        let (appsync, auth0) = (address("AppSync "), address("Auth0 "));
        let (dynamodb, lambda) = (address("DynamoDB "), address("Lambda "));
        let said = lines.take_while(|line| line != "Ctrl-C ends everything.");
        Self {
            process,
            appsync,
            auth0,
            dynamodb,
            lambda,
            said: said.collect(),
        }
    }

    /// An access token of a user, by the password grant.
    pub(crate) fn token(&self, user: &str) -> String {
        let answer = self.password_grant(user, "");
        answer["access_token"].as_str().unwrap().to_owned()
    }

    /// What the password grant answers.
    pub(crate) fn password_grant(&self, user: &str, scope: &str) -> Value {
        let body = form(&[
            ("grant_type", "password"),
            ("client_id", "local-console"),
            ("audience", "https://records.example"),
            ("username", &format!("{user}@example.com")),
            ("password", "Password.1"),
            ("scope", scope),
        ]);
        let headers = [("Content-Type", "application/x-www-form-urlencoded")];
        send(&self.auth0, "POST", "/oauth/token", &headers, &body).json()
    }

    /// A GraphQL request with that `Authorization` header.
    pub(crate) fn graphql(&self, token: &str, query: &str, variables: &Value) -> Answer {
        let body = json!({"query": query, "variables": variables}).to_string();
        let headers = [
            ("Content-Type", "application/json"),
            ("Authorization", token),
        ];
        send(&self.appsync, "POST", "/graphql", &headers, &body)
    }

    /// The processes that serve as the function.
    pub(crate) fn processes_of(&self, function: &str) -> Vec<u32> {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.process.id())).unwrap();
        let children = |thread: std::fs::DirEntry| {
            std::fs::read_to_string(thread.path().join("children")).unwrap_or_default()
        };
        let all: String = threads.map(|thread| children(thread.unwrap())).collect();
        let serves = |id: &u32| {
            let line = std::fs::read_to_string(format!("/proc/{id}/cmdline")).unwrap_or_default();
            line.split('\0').any(|word| word == function)
        };
        all.split_whitespace()
            .map(|id| id.parse().unwrap())
            .filter(serves)
            .collect()
    }
}

/// The stack's executable.
pub(crate) fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_stack-under-test"))
}

impl Drop for Stack {
    fn drop(&mut self) {
        // An error means that the test has ended it.
        let _ = self.process.kill();
        self.process.wait().unwrap();
    }
}
