//! How a process ended, in Lambda's words.

use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;

use rustix::process::Signal;

/// The end of the message of a `Runtime.ExitError`. Lambda's agent is written in Go and
/// names signals as Go does.
pub(super) fn in_words(status: ExitStatus) -> String {
    match (
        status.code(),
        status.signal().and_then(Signal::from_named_raw),
    ) {
        (Some(0), _) => "Runtime exited without providing a reason".to_owned(),
        (Some(code), _) => format!("Runtime exited with error: exit status {code}"),
        (None, Some(Signal::ABORT)) => "Runtime exited with error: signal: aborted".to_owned(),
        (None, Some(Signal::KILL)) => "Runtime exited with error: signal: killed".to_owned(),
        (None, Some(Signal::SEGV)) => {
            "Runtime exited with error: signal: segmentation fault".to_owned()
        }
        (None, Some(Signal::TERM)) => "Runtime exited with error: signal: terminated".to_owned(),
        (None, _) => format!("Runtime exited with error: {status}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_has_lambdas_words() {
        // The raw status of wait(2): the code in the second byte, or the signal in the first.
        for (raw, expected) in [
            (0, "Runtime exited without providing a reason"),
            (3 << 8, "Runtime exited with error: exit status 3"),
            (6, "Runtime exited with error: signal: aborted"),
            (9, "Runtime exited with error: signal: killed"),
            (11, "Runtime exited with error: signal: segmentation fault"),
            (15, "Runtime exited with error: signal: terminated"),
        ] {
            assert_eq!(in_words(ExitStatus::from_raw(raw)), expected, "{raw}");
        }
    }
}
