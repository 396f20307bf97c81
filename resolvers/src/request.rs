//! One invocation: its id, its time, and the wall around each piece of its work.
//!
//! Whatever a piece of work does, its error is the client's own or one constant sentence
//! with the request's id; a panic or the end of the time touches that piece alone.

use std::any::Any;
use std::future::Future;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use tokio::time::{Instant, timeout_at};

use crate::error::ResolverError;
use crate::fields::FieldError;
use crate::panics;
use crate::store::StoreError;

/// What the pieces of work of one invocation share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    pub(crate) id: &'a str,
    /// When an answer must be there.
    pub(crate) deadline: Instant,
}

impl Request<'_> {
    /// Does a piece of work. A failure of ours is logged once, here, under the request's id.
    pub(crate) async fn run<T>(
        &self,
        work: impl Future<Output = Result<T, FieldError>>,
    ) -> Result<T, ResolverError> {
        // Not even begun: a mutation that is cut short may have been done.
        if Instant::now() >= self.deadline {
            return Err(self.failed("the time was over before it began"));
        }
        let work = AssertUnwindSafe(work).catch_unwind();
        match timeout_at(self.deadline, work).await {
            Ok(Ok(outcome)) => outcome.map_err(|error| self.error(error)),
            Ok(Err(panic)) => Err(self.panicked(&*panic)),
            Err(_) => Err(self.failed("it took too long")),
        }
    }

    /// What the client learns of `error`.
    pub(crate) fn error(&self, error: FieldError) -> ResolverError {
        match error {
            FieldError::Client(error) => error,
            FieldError::Store(StoreError::QuotaExceeded) => ResolverError::QuotaExceeded,
            FieldError::Store(cause @ (StoreError::Contention | StoreError::Throttled(_))) => {
                tracing::warn!(request_id = self.id, %cause, "a field is throttled");
                ResolverError::Throttled
            }
            failure => self.failed(&failure.to_string()),
        }
    }

    fn panicked(&self, panic: &(dyn Any + Send)) -> ResolverError {
        self.failed(&format!("a panic: {}", panics::cause(panic)))
    }

    fn failed(&self, cause: &str) -> ResolverError {
        tracing::error!(request_id = self.id, cause, "a field can't be resolved");
        ResolverError::InternalError(self.id.to_owned())
    }
}
