//! Hostile requests side by side, and what others notice of them.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::cost::{Bounds, Meter, processor_time};
use super::deployed::Deployed;
use super::documents::{Hostile, documents};
use crate::stack::command;

const CONNECTIONS: usize = 64;
/// For the requests of all connections together: a few times what one may take, not as many
/// times as there are connections.
const ALL: Bounds = Bounds {
    memory: 150,
    processor_time: Duration::from_secs(60),
};

fn at_once(work: impl Fn(usize) + Sync) {
    thread::scope(|scope| {
        for index in 0..CONNECTIONS {
            let work = &work;
            scope.spawn(move || work(index));
        }
    });
}

/// The largest documents that are read at all: it takes a while to refuse them.
fn slow() -> impl Iterator<Item = Hostile> {
    documents().filter(|hostile| (900_000..1024 * 1024).contains(&hostile.document.len()))
}

#[test]
fn many_documents_at_once_take_no_more_memory_than_a_few() {
    let api = Deployed::start();
    api.assert_answers();
    let slow: Vec<_> = slow().collect();
    Meter::of(&api.stack).bounded("documents", ALL, || {
        at_once(|index| {
            let hostile = &slow[index % slow.len()];
            let answer = api.post(&hostile.body());
            hostile.assert_refused(answer.status, &answer.body);
        });
    });
    api.assert_answers();
}

#[test]
fn many_large_bodies_at_once_take_no_more_memory_than_a_few() {
    let api = Deployed::start();
    api.assert_answers();
    let body = json!({ "query": "{ me { id } }", "variables": { "large": "x".repeat(5_000_000) } });
    let body = body.to_string();
    Meter::of(&api.stack).bounded("bodies", ALL, || {
        at_once(|_| assert_eq!(api.post(&body).body, r#"{"data":{"me":null}}"#));
    });
}

/// The stack has one thread to answer with: whatever occupied it would be noticed.
#[test]
fn others_are_answered_while_a_document_is_refused() {
    let api = Deployed::on(command().env("TOKIO_WORKER_THREADS", "1"));
    api.assert_answers();
    for hostile in slow() {
        // It may be refused before the other request is there. Then it is tried again.
        let is_answered_meanwhile = (0..20).any(|_| {
            let mut pending = Pending::send(&api, &hostile);
            pending.wait_for_work();
            api.assert_answers();
            let meanwhile = !pending.is_answered();
            pending.finish();
            meanwhile
        });
        assert!(is_answered_meanwhile, "{}", hostile.name);
    }
}

#[test]
fn others_are_answered_while_many_send_slowly() {
    let api = Deployed::on(command().env("TOKIO_WORKER_THREADS", "1"));
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: {}\r\n",
        api.path(),
        api.stack.appsync
    );
    let beginnings = [
        String::new(),
        head.clone(),
        format!("{head}Content-Length: 60000\r\n\r\n{{\"query\":"),
        format!("{head}Content-Length: 5000000\r\n\r\n{{\"query\":"),
    ];
    let slow: Vec<_> = (0..CONNECTIONS)
        .map(|index| {
            let mut stream = TcpStream::connect(&api.stack.appsync).unwrap();
            let beginning = &beginnings[index % beginnings.len()];
            stream.write_all(beginning.as_bytes()).unwrap();
            stream
        })
        .collect();
    api.assert_answers();
    drop(slow);
}

/// A hostile request that was sent and not yet answered.
struct Pending {
    stream: TcpStream,
    process: u32,
    before: Duration,
}

impl Pending {
    fn send(api: &Deployed, hostile: &Hostile) -> Self {
        let process = api.stack.process.id();
        let body = hostile.body();
        let mut stream = TcpStream::connect(&api.stack.appsync).unwrap();
        let before = processor_time(process);
        write!(
            stream,
            "POST {} HTTP/1.1\r\nHost: {}\r\nAuthorization: {}\r\nConnection: close\r\n\
             Content-Length: {}\r\n\r\n{body}",
            api.path(),
            api.stack.appsync,
            api.token,
            body.len()
        )
        .unwrap();
        stream.set_nonblocking(true).unwrap();
        Self {
            stream,
            process,
            before,
        }
    }

    /// Waits until the stack has something to do, or was fast.
    fn wait_for_work(&mut self) {
        let end = Instant::now() + Duration::from_secs(60);
        while processor_time(self.process) - self.before < Duration::from_millis(30) {
            if self.is_answered() {
                return;
            }
            assert!(Instant::now() < end, "the document is never looked at");
            thread::yield_now();
        }
    }

    fn is_answered(&mut self) -> bool {
        match self.stream.peek(&mut [0]) {
            Ok(_) => true,
            Err(error) if error.kind() == ErrorKind::WouldBlock => false,
            Err(error) => panic!("{error}"),
        }
    }

    fn finish(mut self) {
        self.stream.set_nonblocking(false).unwrap();
        self.stream.read_to_end(&mut Vec::new()).unwrap();
    }
}
