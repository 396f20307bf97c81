//! The refresh of the authorizer's keys, in a process that is frozen between its events.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, UNIX_EPOCH};

use local::auth0::SigningKey;
use local::invoke::{Caller, Invocation, Invoke as _};
use local::lambda::{FunctionSettings, Functions};
use serde_json::{Value, json};

use crate::key_server::KeyServer;
use crate::signer::{public, signer};

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
        let token = key.sign(&claims).unwrap();
        let answer = self.answer(&json!({"authorizationToken": token})).await;
        answer["isAuthorized"].as_bool().unwrap()
    }

    async fn answer(&self, event: &Value) -> Value {
        let event = event.to_string().into_bytes();
        let invocation = self
            .functions
            .invoke(Caller::Account, "authorizer", event.into())
            .await;
        let answer = match invocation.unwrap() {
            Invocation::Answered(answer) => Ok(answer),
            Invocation::Failed(failure) => Err(failure),
        };
        serde_json::from_slice(&answer.unwrap()).unwrap()
    }

    /// Gives it events with a good token, each once it is frozen, until it asks for its keys
    /// a second time, and says while it does whether there is an answer.
    async fn serve_until_a_fetch(&self, key: &SigningKey, has_answer: &AtomicBool) {
        let is_frozen = || is_frozen(&self.issuer.domain);
        let mut events = tokio::time::interval(Duration::from_millis(100));
        while self.issuer.fetches() == 1 {
            events.tick().await;
            assert!(within(PATIENCE, is_frozen));
            has_answer.store(false, Ordering::SeqCst);
            assert!(self.allows(key).await);
            has_answer.store(true, Ordering::SeqCst);
            // It asks for the next event or for its keys.
            assert!(within(PATIENCE, || is_frozen() || self.issuer.fetches() > 1));
        }
    }
}

/// Whether the one process that this process started as the authorizer with that domain is
/// frozen.
fn is_frozen(domain: &str) -> bool {
    let children = |thread: std::fs::DirEntry| {
        std::fs::read_to_string(thread.path().join("children")).unwrap_or_default()
    };
    let threads = std::fs::read_dir("/proc/self/task").unwrap();
    let all: String = threads.map(|thread| children(thread.unwrap())).collect();
    let variable = format!("AUTH0_DOMAIN={domain}");
    let is_authorizer = |process: &PathBuf| {
        let variables = std::fs::read(process.join("environ")).unwrap_or_default();
        variables
            .split(|byte| *byte == 0)
            .any(|own| own == variable.as_bytes())
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
    let signer = signer();
    let (old, new) = (
        signer.signing_keys().current(),
        signer.signing_keys().next(),
    );
    let deployment = Deployment::new(old);
    let issuer = &deployment.issuer;
    assert!(deployment.allows(old).await);
    assert_eq!(issuer.fetches(), 1);

    // What can be seen while the process waits for its new keys.
    let has_answer = Arc::new(AtomicBool::new(false));
    let sightings = Arc::new(Mutex::new(Vec::new()));
    let (answered, seen) = (has_answer.clone(), sightings.clone());
    let domain = issuer.domain.clone();
    issuer.change(&public(new), move || {
        // Less than the second that the process waits for them.
        let answered = within(Duration::from_millis(700), || {
            answered.load(Ordering::SeqCst)
        });
        let frozen = within(Duration::from_millis(100), || is_frozen(&domain));
        seen.lock().unwrap().push((answered, frozen));
    });
    deployment.serve_until_a_fetch(old, &has_answer).await;
    assert!(within(PATIENCE, || is_frozen(&issuer.domain)));
    let (is_answered, is_frozen) = (true, false);
    assert_eq!(*sightings.lock().unwrap(), [(is_answered, is_frozen)]);

    // The very next event has the new keys, and fetches nothing.
    assert!(deployment.allows(new).await);
    assert!(!deployment.allows(old).await);
    assert_eq!(issuer.fetches(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_died_in_the_freeze_is_tried_again() {
    let signer = signer();
    let (old, new) = (
        signer.signing_keys().current(),
        signer.signing_keys().next(),
    );
    let deployment = Deployment::new(old);
    let issuer = &deployment.issuer;
    assert!(deployment.allows(old).await);

    // The process waits for a second, asks for the next event, and is frozen.
    let has_died = Arc::new(AtomicBool::new(false));
    let (died, domain) = (has_died.clone(), issuer.domain.clone());
    issuer.change(&public(new), move || {
        if !died.load(Ordering::SeqCst) {
            assert!(within(PATIENCE, || is_frozen(&domain)));
            died.store(true, Ordering::SeqCst);
            // The thread ends, and with it the connection.
            std::panic::resume_unwind(Box::new("no answer"));
        }
    });
    deployment
        .serve_until_a_fetch(old, &AtomicBool::default())
        .await;
    assert!(within(PATIENCE, || has_died.load(Ordering::SeqCst)));

    // Thawed by any event it asks again, at once. The new key's is no such event: a set that
    // is seconds old is believed when it lacks a key.
    let denied = deployment.answer(&json!({})).await;
    assert_eq!(denied["isAuthorized"], false);
    assert!(within(PATIENCE, || issuer.fetches() == 3));
    assert!(within(PATIENCE, || is_frozen(&issuer.domain)));
    assert!(deployment.allows(new).await);
    assert!(!deployment.allows(old).await);
    assert_eq!(issuer.fetches(), 3);
}
