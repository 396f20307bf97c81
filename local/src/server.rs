//! How each listener of the stack is served, for `cargo run` and for the tests.
//!
//! One place, so that what tests hear over a socket is what a client hears.

use std::io;

use axum::Router;
use tokio::net::TcpListener;

/// Serves `router` on `listener`, HTTP/1.1, until the task ends.
///
/// # Errors
/// Of the listener; those of a connection end that connection.
pub(crate) async fn serve(listener: TcpListener, router: Router) -> io::Result<()> {
    axum::serve(listener, router).await
}
