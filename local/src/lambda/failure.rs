//! What Lambda answers in place of a function that did not.
//!
//! The words are those of answers that were seen on AWS.

use std::time::Duration;

use bytes::Bytes;
use serde_json::json;
use uuid::Uuid;

use crate::lambda::limits::LARGEST_ANSWER;

/// The process ended during a call.
pub(super) fn exit(request_id: Uuid, ending: &str) -> Bytes {
    let message = format!("RequestId: {request_id} Error: {ending}");
    object("Runtime.ExitError", &message)
}

/// The call, or the start before it, took too long.
pub(super) fn timed_out(request_id: Uuid, timeout: Duration) -> Bytes {
    let seconds = timeout.as_secs_f64();
    let message =
        format!("RequestId: {request_id} Error: Task timed out after {seconds:.2} seconds");
    object("Sandbox.Timedout", &message)
}

/// The answer is larger than Lambda passes on.
pub(super) fn answer_too_large() -> Bytes {
    let message = format!(
        "Response payload size exceeded maximum allowed payload size ({LARGEST_ANSWER} bytes)."
    );
    object("Function.ResponseSizeTooLarge", &message)
}

/// The executable can't be started.
pub(super) fn invalid_entry_point(request_id: Uuid, error: &std::io::Error) -> Bytes {
    let message = format!("RequestId: {request_id} Error: {error}");
    object("Runtime.InvalidEntrypoint", &message)
}

fn object(error_type: &str, message: &str) -> Bytes {
    json!({"errorType": error_type, "errorMessage": message})
        .to_string()
        .into()
}
