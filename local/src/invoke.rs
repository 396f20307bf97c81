//! The boundary between AppSync and Lambda: call a function by name, with bytes.
//!
//! AppSync knows nothing of processes and Lambda nothing of GraphQL; this trait is all
//! that they share, as the Invoke API is all that they share on AWS.

use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;

/// The largest payload of a synchronous call, in bytes.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
pub const LARGEST_PAYLOAD: usize = 6 * 1_024 * 1_024;

/// What a call of a function came to.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invocation {
    /// The function answered; its JSON, unchanged.
    Answered(Bytes),
    /// The function failed (`X-Amz-Function-Error`); the JSON object with `errorType` and
    /// `errorMessage` that Lambda gives in place of an answer, timeouts and crashes included.
    Failed(Bytes),
}

/// On whose behalf a function is called, which decides what has to permit the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller<'a> {
    /// The account itself: somebody on this machine, or the stack for what it deployed.
    Account,
    /// The API of this ARN, as the service AppSync: the function's own policy permits it.
    Api(&'a str),
    /// A data source of an API: the data source's role permits it.
    DataSource {
        /// The role's ARN.
        role: &'a str,
        /// The API's ARN.
        api: &'a str,
    },
}

/// Why a call never reached the function.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvokeError {
    /// The caller may not invoke the function of that name.
    #[error("no permission to invoke {0}")]
    AccessDenied(String),
    /// No function of that name is deployed.
    #[error("function not found: {0}")]
    FunctionNotFound(String),
    /// The payload exceeds the 6 MB of a synchronous call.
    #[error("the request payload of {0} bytes exceeds the limit of a synchronous call")]
    RequestTooLarge(usize),
    /// Every environment is busy and no more may be started.
    #[error("too many concurrent calls of {0}")]
    TooManyRequests(String),
}

/// The future that a call returns.
pub type InvokeFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Invocation, InvokeError>> + Send + 'a>>;

/// Calls functions as AWS Lambda's synchronous Invoke does.
pub trait Invoke: Send + Sync {
    /// Calls `function`, a name or an ARN, for `caller` with `payload` (JSON text) and waits
    /// for what it comes to.
    ///
    /// # Errors
    /// [`InvokeError`] when the function was never called.
    fn invoke<'a>(
        &'a self,
        caller: Caller<'a>,
        function: &'a str,
        payload: Bytes,
    ) -> InvokeFuture<'a>;
}
