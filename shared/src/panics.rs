//! What a panic says goes to the log and to nobody else.

use std::panic;

/// From now on a panic, wherever it is and whether it is caught or not, is a line of the log
/// with its place, in place of lines on standard error.
pub fn log() {
    panic::set_hook(Box::new(
        |report| tracing::error!(cause = %report, "a panic"),
    ));
}
