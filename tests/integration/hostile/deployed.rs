//! The schema that the hostile documents are for, deployed to a stack that starts empty.
//!
//! AppSync verifies the tokens itself and no field has a resolver, so nothing is called.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::control_planes::{EMPTY, KEY, ask, empty_stack};
use crate::http::{Answer, send};
use crate::stack::Stack;

const SCHEMA: &str = include_str!("../../../local/src/appsync/tests/schema.graphql");

/// A stack with one API.
pub(super) struct Deployed {
    pub(super) stack: Stack,
    id: String,
    pub(super) token: String,
}

impl Deployed {
    /// The API with the schema of the hostile documents.
    pub(super) fn start() -> Self {
        Self::to(empty_stack())
    }

    /// As `start`, on a stack that begins as that command.
    pub(super) fn on(command: &mut Command) -> Self {
        Self::to(Stack::spawn(command.args(EMPTY)))
    }

    fn to(stack: Stack) -> Self {
        let api = json!({
            "name": "hostile",
            "authenticationType": "OPENID_CONNECT",
            "openIDConnectConfig": { "issuer": format!("http://{}/", stack.auth0) },
        });
        let answer = call(&stack, "/v1/apis", &api);
        let token = stack.token("user1");
        let deployed = Self {
            id: answer["graphqlApi"]["apiId"].as_str().unwrap().to_owned(),
            stack,
            token,
        };
        assert_eq!(deployed.create_schema(SCHEMA)["status"], "SUCCESS");
        deployed
    }

    /// What comes of a schema.
    pub(super) fn create_schema(&self, text: &str) -> Value {
        let path = format!("/v1/apis/{}/schemacreation", self.id);
        call(
            &self.stack,
            &path,
            &json!({ "definition": STANDARD.encode(text) }),
        );
        let (status, body) = ask(&self.stack, "appsync", KEY, &path, "");
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).unwrap()
    }

    /// Where the API is served.
    pub(super) fn path(&self) -> String {
        format!("/{}/graphql", self.id)
    }

    /// Sends a body to the API.
    pub(super) fn post(&self, body: &str) -> Answer {
        let headers = [("Authorization", self.token.as_str())];
        send(&self.stack.appsync, "POST", &self.path(), &headers, body)
    }

    /// Panics unless a request that is not hostile is answered.
    pub(super) fn assert_answers(&self) {
        let answer = self.post(r#"{"query":"{ me { id } }"}"#);
        assert_eq!(answer.body, r#"{"data":{"me":null}}"#);
    }
}

/// A call of the control plane that is answered.
fn call(stack: &Stack, path: &str, body: &Value) -> Value {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), body.to_string()).unwrap();
    let options = format!("--json '@{}'", file.path().display());
    let (status, answer) = ask(stack, "appsync", KEY, path, &options);
    assert_eq!(status, 200, "{answer}");
    serde_json::from_str(&answer).unwrap()
}
