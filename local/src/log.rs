//! The stack's own log: on standard error, where the lines of the functions go too.

use std::io;

use tracing::Level;

/// Starts the log, of what went wrong only: what the stack is for is said on standard output.
pub(crate) fn start() {
    let log = tracing_subscriber::fmt()
        .with_max_level(Level::WARN)
        .with_target(false)
        .with_ansi(false)
        .with_writer(io::stderr);
    // Refused only where a log runs already, which then serves as well.
    drop(log.try_init());
}
