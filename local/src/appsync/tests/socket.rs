//! Requests over a socket of the listener that `cargo run` serves.

use std::time::Duration;

use axum::Router;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::guard::Guard;
use crate::server;

/// Longer than anything takes; what takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// Serves a router as the stack does, until the test ends. Returns the host and its port.
pub(super) async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Guard::new(address.port()).for_host(router);
    tokio::spawn(async move { server::serve(listener, router).await });
    address.to_string()
}

/// Sends a request over a connection of its own.
pub(super) async fn ask(
    host: &str,
    target: (&Method, &str),
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let (method, path) = target;
    let length = body.len().to_string();
    let own = [("host", host), ("content-length", length.as_str())];
    let headers = own.iter().chain(headers);
    let lines = headers.map(|(name, value)| format!("{name}: {value}\r\n"));
    let head = format!(
        "{method} {path} HTTP/1.1\r\n{}\r\n",
        lines.collect::<String>()
    );
    let mut connection = Connection::open(host).await;
    connection.send(&[head.as_bytes(), body].concat()).await;
    connection.answer(true).await.expect("an answer").parsed()
}

/// What came back.
#[derive(Debug)]
pub(in crate::appsync) struct Answer {
    pub(in crate::appsync) status: StatusCode,
    pub(in crate::appsync) headers: HeaderMap,
    pub(in crate::appsync) text: String,
}

/// A connection of a client.
pub(super) struct Connection {
    stream: TcpStream,
    /// What was read and not yet made an answer of.
    bytes: Vec<u8>,
}

/// The bytes of an answer.
pub(super) struct RawAnswer {
    /// The status line and the headers, without the line ends of the last one.
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl RawAnswer {
    fn parsed(self) -> Answer {
        let mut lines = self.head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let headers = lines.map(|line| -> (HeaderName, HeaderValue) {
            let (name, value) = line.split_once(": ").expect("a header");
            (
                name.parse().expect("a name"),
                value.parse().expect("a value"),
            )
        });
        Answer {
            status: status
                .and_then(|status| status.parse().ok())
                .expect("a status"),
            headers: headers.collect(),
            text: String::from_utf8(self.body).expect("UTF-8"),
        }
    }
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub(super) fn messages(&self) -> Vec<String> {
        let errors = self.json()["errors"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        errors
            .iter()
            .map(|error| error["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

impl Connection {
    pub(super) async fn open(host: &str) -> Self {
        Self {
            stream: TcpStream::connect(host).await.unwrap(),
            bytes: Vec::new(),
        }
    }

    pub(super) async fn send(&mut self, bytes: &[u8]) {
        patiently(self.stream.write_all(bytes)).await.unwrap();
    }

    /// Sends nothing more; answers can still be read.
    pub(super) async fn hang_up(&mut self) {
        // A server that has closed already is as good.
        let _closed = self.stream.shutdown().await;
    }

    /// The next answer; `None` when the server closes the connection instead. `has_body` is
    /// false for an answer to HEAD.
    pub(super) async fn answer(&mut self, has_body: bool) -> Option<RawAnswer> {
        const END: &[u8] = b"\r\n\r\n";
        let head = loop {
            let end = self.bytes.windows(END.len()).position(|part| part == END);
            if let Some(end) = end {
                let rest = self.bytes.split_off(end + END.len());
                let head = std::mem::replace(&mut self.bytes, rest);
                break String::from_utf8(head[..end].to_vec()).unwrap();
            }
            if !self.read_more().await {
                return None;
            }
        };
        let length = if has_body { content_length(&head) } else { 0 };
        while self.bytes.len() < length {
            assert!(self.read_more().await, "a body of {length} bytes: {head}");
        }
        let rest = self.bytes.split_off(length);
        let body = std::mem::replace(&mut self.bytes, rest);
        Some(RawAnswer { head, body })
    }

    /// What the server sends beyond the answers that were read, once nobody asks any more.
    pub(super) async fn rest(mut self) -> Vec<u8> {
        self.hang_up().await;
        while self.read_more().await {}
        self.bytes
    }

    async fn read_more(&mut self) -> bool {
        // A server that closes before it has read everything resets the connection.
        matches!(patiently(self.stream.read_buf(&mut self.bytes)).await, Ok(read) if read > 0)
    }
}

/// Answers of this server say their length or have no body.
fn content_length(head: &str) -> usize {
    let mut values = head.lines().filter_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.parse().unwrap())
    });
    values.next().unwrap_or(0)
}

async fn patiently<T>(work: impl Future<Output = T>) -> T {
    timeout(PATIENCE, work).await.expect("the server hangs")
}
