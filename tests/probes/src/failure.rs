//! A failed call, with the type and the message that AppSync is given.

use lambda_runtime::Diagnostic;

/// Why a call has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// `errorType`
    error_type: String,
    /// `errorMessage`
    message: String,
}

impl Failure {
    pub(crate) fn new(error_type: &str, message: &str) -> Self {
        Self {
            error_type: error_type.to_owned(),
            message: message.to_owned(),
        }
    }

    /// The request names an answer that there is not: a mistake in the question.
    pub(crate) fn unknown(answer: &str) -> Self {
        Self::new("UnknownAnswer", &format!("no answer is called {answer}"))
    }
}

impl From<Failure> for Diagnostic {
    fn from(failure: Failure) -> Self {
        Self {
            error_type: failure.error_type,
            error_message: failure.message,
        }
    }
}
