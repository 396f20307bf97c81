//! How each listener of the stack is served, for `cargo run` and for the tests.
//!
//! One place, so that what tests hear over a socket is what a client hears. A client that
//! sends its headers slowly, or none, keeps a connection for a minute and no longer.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// How long the headers of a request are waited for, and a request on a connection that is
/// kept; as long as Amazon's load balancers wait by default.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html>,
/// "Connection idle timeout"
const HEADERS: Duration = Duration::from_secs(60);
/// The most connections of a listener; further ones wait until one of these ends. Fewer than
/// the files that a process may have open on most machines.
const MOST_CONNECTIONS: usize = 512;
/// How long it is waited when no connection can be had, for example for want of open files.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves `router` on `listener`, HTTP/1.1, until the task ends.
///
/// # Errors
/// Of the listener; those of a connection end that connection.
pub(crate) async fn serve(listener: TcpListener, router: Router) -> io::Result<()> {
    let connections = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    loop {
        let permit = Arc::clone(&connections)
            .acquire_owned()
            .await
            .map_err(io::Error::other)?;
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!(%error, "no connection can be had");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        let router = router.clone();
        tokio::spawn(async move {
            serve_connection(stream, router).await;
            drop(permit);
        });
    }
}

async fn serve_connection(stream: TcpStream, router: Router) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    if let Err(error) = connection.with_upgrades().await {
        tracing::trace!(%error, "a connection ended");
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::any;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    /// Sends what there is and waits for the end of the connection; gives what came back.
    async fn exchange(sent: &[u8]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/", any(|| async { "answered" }));
        tokio::spawn(serve(listener, router));
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(sent).await.unwrap();
        let mut answer = String::new();
        // The time goes by at once; this is longer than any limit.
        tokio::time::timeout(10 * HEADERS, stream.read_to_string(&mut answer))
            .await
            .expect("the connection ends")
            .unwrap();
        answer
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_without_whole_headers_is_ended() {
        for sent in ["", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "] {
            assert_eq!(exchange(sent.as_bytes()).await, "", "{sent:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_kept_connection_without_another_request_is_ended() {
        let answer = exchange(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.ends_with("answered"), "{answer}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_above_the_most_is_served_when_another_ends() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/", any(|| async { "answered" }));
        tokio::spawn(serve(listener, router));
        let mut idle = Vec::new();
        for _ in 0..MOST_CONNECTIONS {
            idle.push(TcpStream::connect(address).await.unwrap());
        }
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        stream.write_all(request).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with("answered"), "{answer}");
    }
}
