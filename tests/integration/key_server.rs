//! An issuer whose key set a test changes, and which calls the test when it is asked for it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

/// A server of a discovery document and a key set.
#[derive(Clone)]
pub(crate) struct KeyServer {
    pub(crate) domain: String,
    shared: Arc<Shared>,
}

struct Shared {
    fetches: AtomicUsize,
    next: Mutex<KeySet>,
}

/// The keys, and what happens before they are sent.
#[derive(Clone)]
struct KeySet {
    body: Value,
    before: Arc<dyn Fn() + Send + Sync>,
}

impl KeyServer {
    /// Starts one that serves that key.
    pub(crate) fn start(key: &Value) -> Self {
        Self::publishing(json!({ "keys": [key] }))
    }

    /// Starts one that serves that text in place of a key set.
    pub(crate) fn publishing(body: Value) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let key_set = KeySet {
            body,
            before: Arc::new(|| ()),
        };
        let server = Self {
            domain: format!("http://{}", listener.local_addr().unwrap()),
            shared: Arc::new(Shared {
                fetches: AtomicUsize::new(0),
                next: Mutex::new(key_set),
            }),
        };
        let serving = server.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let server = serving.clone();
                std::thread::spawn(move || server.serve(stream.unwrap()));
            }
        });
        server
    }

    /// From now on serves that key, each time after `before` has returned.
    pub(crate) fn change(&self, key: &Value, before: impl Fn() + Send + Sync + 'static) {
        *self.shared.next.lock().unwrap() = KeySet {
            body: json!({ "keys": [key] }),
            before: Arc::new(before),
        };
    }

    /// How often the key set was asked for.
    pub(crate) fn fetches(&self) -> usize {
        self.shared.fetches.load(Ordering::SeqCst)
    }

    fn serve(&self, mut stream: TcpStream) {
        let mut lines = BufReader::new(&stream).lines().map(Result::unwrap);
        let request = lines.next().unwrap();
        // The rest of the head: a GET has no body.
        lines.find(String::is_empty);
        let domain = &self.domain;
        let answer = if request.starts_with("GET /.well-known/openid-configuration ") {
            json!({"issuer": format!("{domain}/"), "jwks_uri": format!("{domain}/keys")})
        } else {
            self.shared.fetches.fetch_add(1, Ordering::SeqCst);
            let key_set = self.shared.next.lock().unwrap().clone();
            (key_set.before)();
            key_set.body
        };
        let body = answer.to_string();
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
        // Who has given up gets nothing.
        let length = body.len();
        let _ = write!(stream, "{head}\r\nContent-Length: {length}\r\n\r\n{body}");
    }
}
