//! The refresh of the authorizer's keys, in a process that is frozen between its events.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, UNIX_EPOCH};

use local::auth0::{Settings, SigningKey, Tenant};
use local::invoke::{Caller, Invocation, Invoke as _};
use local::lambda::{FunctionSettings, Functions};
use serde_json::{Value, json};

use crate::key_server::KeyServer;

/// A refresh is due after two thirds of this time, and keys are not believed after it.
const MAX_STALE_SECONDS: u64 = 9;

/// For so long a test waits for what is certain to come.
const PATIENCE: Duration = Duration::from_secs(10);

/// The authorizer as Lambda runs it, and the issuer that it believes.
struct Deployment {
    functions: Functions,
    issuer: KeyServer,
}

impl Deployment {
    fn new(key: &SigningKey) -> Self {
        let issuer = KeyServer::start(&public(key));
        let environment = [
            ("AUTH0_DOMAIN", issuer.domain.clone()),
            ("AUTH0_AUDIENCE", "https://api.example".to_owned()),
            ("FIELD_PERMISSIONS", r#"{"Query.me":null}"#.to_owned()),
            ("JWKS_MAX_STALE_SECONDS", MAX_STALE_SECONDS.to_string()),
            // Nothing listens there: whoever asked a proxy would have no keys.
            ("ALL_PROXY", "http://127.0.0.1:9".to_owned()),
            ("http_proxy", "http://127.0.0.1:9".to_owned()),
        ];
        let settings = FunctionSettings {
            name: "authorizer".to_owned(),
            command: env!("CARGO_BIN_EXE_stack-under-test").into(),
            arguments: vec!["function".to_owned(), "authorizer".to_owned()],
            environment: environment
                .map(|(name, value)| (name.to_owned(), value))
                .into(),
            timeout: Duration::from_secs(8),
        };
        let functions = Functions::new([settings]);
        Self { functions, issuer }
    }

    /// Whether a token of that key is allowed, once the answer was posted.
    async fn allows(&self, key: &SigningKey) -> bool {
        let now = UNIX_EPOCH.elapsed().unwrap().as_secs();
        let claims = json!({
            "iss": format!("{}/", self.issuer.domain), "aud": "https://api.example",
            "sub": "auth0|1", "azp": "client", "iat": now, "exp": now + 60
        });
        let event = json!({"authorizationToken": key.sign(&claims).unwrap()});
        let event = event.to_string().into_bytes();
        let invocation = self
            .functions
            .invoke(Caller::Account, "authorizer", event.into())
            .await;
        let answer = match invocation.unwrap() {
            Invocation::Answered(answer) => Ok(answer),
            Invocation::Failed(failure) => Err(failure),
        };
        let answer: Value = serde_json::from_slice(&answer.unwrap()).unwrap();
        answer["isAuthorized"].as_bool().unwrap()
    }
}

fn public(key: &SigningKey) -> Value {
    serde_json::to_value(key.jwk()).unwrap()
}

/// Whether the one process that this process started as the authorizer is frozen.
fn is_frozen() -> bool {
    let children = |thread: std::fs::DirEntry| {
        std::fs::read_to_string(thread.path().join("children")).unwrap_or_default()
    };
    let threads = std::fs::read_dir("/proc/self/task").unwrap();
    let all: String = threads.map(|thread| children(thread.unwrap())).collect();
    let is_authorizer = |process: &PathBuf| {
        let line = std::fs::read_to_string(process.join("cmdline")).unwrap_or_default();
        line.split('\0').any(|word| word == "authorizer")
    };
    let mut processes = all
        .split_whitespace()
        .map(|id| Path::new("/proc").join(id))
        .filter(is_authorizer);
    let process = processes.next().unwrap();
    assert_eq!(
        processes.next(),
        None,
        "one environment is meant to serve all"
    );
    std::fs::read_to_string(process.join("stat"))
        .unwrap()
        .contains(") T ")
}

/// Whether it is so within that time.
fn within(span: Duration, is_so: impl Fn() -> bool) -> bool {
    let end = Instant::now() + span;
    while Instant::now() < end {
        if is_so() {
            return true;
        }
        std::thread::yield_now();
    }
    is_so()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keys_are_fetched_after_an_answer_and_before_the_freezing() {
    let tenant = Tenant::new(Settings {
        issuer: "http://127.0.0.1:1/".to_owned(),
        access_token_lifetime: Duration::from_secs(60),
        web_origins: Vec::new(),
        callbacks: Vec::new(),
        logout_urls: Vec::new(),
    });
    let tenant = tenant.unwrap();
    let (old, new) = (
        tenant.signing_keys().current(),
        tenant.signing_keys().next(),
    );
    let deployment = Deployment::new(old);
    let issuer = &deployment.issuer;
    assert!(deployment.allows(old).await);
    assert_eq!(issuer.fetches(), 1);

    // What can be seen while the process waits for its new keys.
    let has_answer = Arc::new(AtomicBool::new(false));
    let sightings = Arc::new(Mutex::new(Vec::new()));
    let (answered, seen) = (has_answer.clone(), sightings.clone());
    issuer.change(&public(new), move || {
        // Less than the second that the process waits for them.
        let answered = within(Duration::from_millis(700), || {
            answered.load(Ordering::SeqCst)
        });
        let frozen = within(Duration::from_millis(100), is_frozen);
        seen.lock().unwrap().push((answered, frozen));
    });
    let mut events = tokio::time::interval(Duration::from_millis(100));
    while issuer.fetches() == 1 {
        events.tick().await;
        assert!(within(PATIENCE, is_frozen));
        has_answer.store(false, Ordering::SeqCst);
        assert!(deployment.allows(old).await);
        has_answer.store(true, Ordering::SeqCst);
        // It asks for the next event or for its keys.
        assert!(within(PATIENCE, || is_frozen() || issuer.fetches() > 1));
    }
    assert!(within(PATIENCE, is_frozen));
    let (is_answered, is_frozen) = (true, false);
    assert_eq!(*sightings.lock().unwrap(), [(is_answered, is_frozen)]);

    // The very next event has the new keys, and fetches nothing.
    assert!(deployment.allows(new).await);
    assert!(!deployment.allows(old).await);
    assert_eq!(issuer.fetches(), 2);
}
