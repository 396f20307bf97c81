//! A key server that misbehaves as it is told, and counts what it is asked for.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{ETAG, IF_NONE_MATCH, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::ListenerExt as _;
use http_body_util::{Full, Limited};
use jsonwebtoken::EncodingKey;
use serde_json::{Value, json};
use shared::environment::Environment;
use shared::issuer::Issuer;
use tokio::net::TcpListener;

use crate::keys::KeySettings;
use crate::test_tokens::jwk;

/// What the server does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    /// Sends a JWK Set.
    Keys(Vec<Value>),
    /// Sends a JWK Set with that entity tag, or 304 to whoever has it.
    Tagged(Vec<Value>, &'static str),
    /// Sends a JWK Set after that time.
    Late(Vec<Value>, Duration),
    /// Sends that text, with status 200.
    Text(String),
    /// Sends that status and nothing.
    Status(StatusCode),
    /// Sends the client elsewhere.
    Redirect(String),
    /// Closes the connection in the middle of the answer.
    HangUp,
    /// Never answers.
    Silence,
}

impl Deed {
    /// A set of one key under the name `kid`.
    pub(crate) fn key(key: &EncodingKey, kid: &str) -> Self {
        Self::Keys(vec![jwk(key, kid)])
    }
}

/// The server. Each list of deeds is done one after the other, and the last for ever.
#[derive(Clone, Debug)]
pub(crate) struct KeyServer {
    pub(crate) domain: String,
    documents: Arc<Endpoint>,
    key_sets: Arc<Endpoint>,
    connections: Arc<AtomicUsize>,
}

#[derive(Debug, Default)]
struct Endpoint {
    deeds: Mutex<VecDeque<Deed>>,
    requests: AtomicUsize,
    /// The entity tag of the last request.
    condition: Mutex<Option<String>>,
}

impl KeyServer {
    pub(crate) async fn start(deeds: impl IntoIterator<Item = Deed>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let domain = format!("http://{}", listener.local_addr().unwrap());
        let document = json!({
            "issuer": format!("{domain}/"),
            "jwks_uri": format!("{domain}/.well-known/jwks.json")
        });
        let server = Self {
            domain,
            documents: Arc::default(),
            key_sets: Arc::default(),
            connections: Arc::default(),
        };
        server.does(deeds);
        server.describes_itself([Deed::Text(document.to_string())]);
        let router = |path: &str, endpoint: &Arc<Endpoint>| {
            Router::new()
                .route(path, get(Endpoint::serve))
                .with_state(endpoint.clone())
        };
        let router = router("/.well-known/openid-configuration", &server.documents)
            .merge(router("/.well-known/jwks.json", &server.key_sets));
        let connections = server.connections.clone();
        let listener = listener.tap_io(move |_| {
            connections.fetch_add(1, Ordering::SeqCst);
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        server
    }

    /// A domain at which nothing listens.
    pub(crate) async fn down() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self {
            domain: format!("http://{}", listener.local_addr().unwrap()),
            documents: Arc::default(),
            key_sets: Arc::default(),
            connections: Arc::default(),
        }
    }

    /// What becomes of the next requests for the key set.
    pub(crate) fn does(&self, deeds: impl IntoIterator<Item = Deed>) {
        *self.key_sets.deeds.lock().unwrap() = deeds.into_iter().collect();
    }

    /// What becomes of the next requests for the discovery document.
    pub(crate) fn describes_itself(&self, deeds: impl IntoIterator<Item = Deed>) {
        *self.documents.deeds.lock().unwrap() = deeds.into_iter().collect();
    }

    /// How many requests for the key set came.
    pub(crate) fn fetches(&self) -> usize {
        self.key_sets.requests.load(Ordering::SeqCst)
    }

    /// How many requests for the discovery document came.
    pub(crate) fn discoveries(&self) -> usize {
        self.documents.requests.load(Ordering::SeqCst)
    }

    /// How many connections were opened.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The entity tag in the last request for the key set.
    pub(crate) fn condition(&self) -> Option<String> {
        self.key_sets.condition.lock().unwrap().clone()
    }

    pub(crate) fn issuer(&self) -> Issuer {
        self.domain.parse().unwrap()
    }

    pub(crate) fn settings(&self) -> KeySettings {
        self.settings_with(&[])
    }

    /// Settings with this server as the first domain, and other variables.
    pub(crate) fn settings_with(&self, variables: &[(&str, &str)]) -> KeySettings {
        let lookup = |name: &str| {
            let given = variables.iter().find(|(variable, _)| *variable == name);
            match (name, given) {
                (_, Some((_, value))) => Some((*value).to_owned()),
                ("AUTH0_DOMAIN", None) => Some(self.domain.clone()),
                _ => None,
            }
        };
        KeySettings::from_environment(&Environment::new(&lookup)).unwrap()
    }
}

impl Endpoint {
    async fn serve(State(endpoint): State<Arc<Self>>, headers: HeaderMap) -> Response {
        endpoint.requests.fetch_add(1, Ordering::SeqCst);
        let condition = headers.get(IF_NONE_MATCH);
        let condition = condition.map(|value| value.to_str().unwrap().to_owned());
        condition.clone_into(&mut endpoint.condition.lock().unwrap());
        let deed = endpoint.next_deed();
        match deed {
            Deed::Keys(keys) => key_set(&keys),
            Deed::Tagged(_, tag) if condition.as_deref() == Some(tag) => {
                StatusCode::NOT_MODIFIED.into_response()
            }
            Deed::Tagged(keys, tag) => ([(ETAG, tag)], key_set(&keys)).into_response(),
            Deed::Late(keys, time) => {
                tokio::time::sleep(time).await;
                key_set(&keys)
            }
            Deed::Text(text) => text.into_response(),
            Deed::Status(status) => status.into_response(),
            Deed::Redirect(to) => (StatusCode::FOUND, [(LOCATION, to)]).into_response(),
            // The body fails, and the server closes the connection.
            Deed::HangUp => Body::new(Limited::new(Full::from("more"), 1)).into_response(),
            Deed::Silence => std::future::pending().await,
        }
    }

    fn next_deed(&self) -> Deed {
        let mut deeds = self.deeds.lock().unwrap();
        match deeds.len() {
            1 => deeds[0].clone(),
            _ => deeds.pop_front().unwrap(),
        }
    }
}

fn key_set(keys: &[Value]) -> Response {
    axum::Json(json!({ "keys": keys })).into_response()
}
