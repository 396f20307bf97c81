//! Presents cases to the real authorizer, which fetches the keys from a key server, and
//! keeps all that it writes.

use std::sync::Arc;

use authorizer::authorizer::Authorizer;
use authorizer::settings::Settings;
use serde_json::Value;
use serde_json::value::RawValue;
use shared::environment::Environment;
use shared::log::recording::Recording;
use shared::time::SetClock;
use tokio::runtime::Runtime;
use tracing::level_filters::LevelFilter;

use crate::attacks::case::Case;
use crate::attacks::keys::KEY_ID;
use crate::attacks::token::{NOW, Tenant};
use crate::key_server::KeyServer;

pub(super) struct Judge {
    runtime: Runtime,
    /// By what they publish.
    servers: Vec<(Value, KeyServer)>,
}

/// What came of a case.
pub(super) struct Verdict {
    /// The tenant that was attacked.
    pub(super) tenant: Tenant,
    /// The answer to AppSync, or nothing for an error.
    pub(super) answer: Option<Value>,
    /// All that was written.
    pub(super) output: String,
}

impl Judge {
    pub(super) fn new() -> Self {
        // One thread, so that what is written there is all that is written.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        Self {
            runtime,
            servers: Vec::new(),
        }
    }

    pub(super) fn present(&mut self, case: &Case) -> Verdict {
        let tenant = self.tenant(&case.published);
        let authorizer = authorizer(case, &tenant);
        self.ask(&authorizer, case.event(&tenant), tenant)
    }

    /// Asks an authorizer that is there already.
    pub(super) fn ask(&self, authorizer: &Authorizer, event: String, tenant: Tenant) -> Verdict {
        let event = RawValue::from_string(event).unwrap();
        let recording = Recording::default();
        let subscriber = recording.subscriber(LevelFilter::TRACE);
        let answer = tracing::subscriber::with_default(subscriber, || {
            self.runtime.block_on(authorizer.authorize(&event))
        });
        Verdict {
            tenant,
            answer: answer
                .ok()
                .map(|answer| serde_json::to_value(answer).unwrap()),
            output: recording.text(),
        }
    }

    /// A tenant that publishes that.
    pub(super) fn tenant(&mut self, published: &Value) -> Tenant {
        let known = self.servers.iter().find(|(other, _)| other == published);
        let domain = match known {
            Some((_, server)) => server.domain.clone(),
            None => {
                let server = KeyServer::publishing(published.clone());
                let domain = server.domain.clone();
                self.servers.push((published.clone(), server));
                domain
            }
        };
        Tenant {
            domain,
            key_id: KEY_ID.to_owned(),
        }
    }
}

/// An authorizer that is set up as the case wants it.
pub(super) fn authorizer(case: &Case, tenant: &Tenant) -> Authorizer {
    let lookup = |name: &str| case.variable(name, tenant);
    let settings = Settings::from_environment(&Environment::new(&lookup))
        .unwrap_or_else(|error| panic!("{}: {error}", case.name));
    Authorizer::new(settings, Arc::new(SetClock::at(NOW))).unwrap()
}

impl Verdict {
    /// The line of the decision, of which there is one, and what it says.
    pub(super) fn line(&self) -> (&str, Value) {
        let lines = self.output.lines();
        let mut decisions = lines
            .map(|line| (line, serde_json::from_str::<Value>(line).unwrap()))
            .filter(|(_, value)| value.get("decision").is_some());
        let first = decisions.next().unwrap();
        assert_eq!(decisions.next(), None, "{}", self.output);
        first
    }

    /// `allow`, or the reason.
    pub(super) fn reason(&self) -> String {
        let (_, line) = self.line();
        let name = if line["decision"] == "allow" {
            "decision"
        } else {
            "reason"
        };
        line[name].as_str().unwrap().to_owned()
    }
}
