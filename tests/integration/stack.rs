//! The stack in a process of its own, on a free port.

#![expect(clippy::unwrap_used, reason = "a test may end where its tools fail")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// A running stack, which ends with the value.
pub(crate) struct Stack {
    process: Child,
    lambda: String,
}

impl Stack {
    /// Starts it with the given variables and waits until it says that it is ready.
    pub(crate) fn start(variables: &[(&str, &str)]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_stack-under-test"))
            .args(["--port", "0"])
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = lines
            .map(Result::unwrap)
            .find(|line| line.starts_with("Lambda "))
            .unwrap();
        let lambda = line.rsplit("http://").next().unwrap().to_owned();
        Self { process, lambda }
    }

    /// Posts a body to Lambda and gives the head and the body of the answer.
    pub(crate) fn post(&self, path: &str, headers: &str, body: &str) -> (String, String) {
        let host = if headers.contains("Host:") {
            String::new()
        } else {
            format!("Host: {}\r\n", self.lambda)
        };
        let mut stream = TcpStream::connect(&self.lambda).unwrap();
        let length = body.len();
        write!(stream, "POST {path} HTTP/1.1\r\n{host}{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    /// The processes that it started.
    pub(crate) fn children(&self) -> String {
        let id = self.process.id();
        let of_thread = |thread: std::fs::DirEntry| {
            std::fs::read_to_string(thread.path().join("children")).unwrap_or_default()
        };
        std::fs::read_dir(format!("/proc/{id}/task"))
            .unwrap()
            .map(|thread| of_thread(thread.unwrap()))
            .collect()
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}
