//! An error with all that lies behind it, for the log.

use std::error::Error;

/// The words of `error` and of each of its causes: a library's outermost error often says no
/// more than that something failed. `Debug` would say more than that, up to a whole answer
/// of a server.
pub fn causes(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words.push_str(": ");
        words.push_str(&error.to_string());
        cause = error.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("outer")]
    struct Outer(#[source] Inner);

    #[derive(Debug, thiserror::Error)]
    #[error("inner")]
    struct Inner(#[source] std::fmt::Error);

    #[test]
    fn each_cause_follows_what_it_caused() {
        let error = Outer(Inner(std::fmt::Error));
        let innermost = std::fmt::Error.to_string();
        assert_eq!(causes(&error), format!("outer: inner: {innermost}"));
    }
}
