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
        let work = async { work.await.map_err(|error| self.error(error)) };
        let outcome = timeout_at(self.deadline, self.caught(work)).await;
        outcome.unwrap_or_else(|_| Err(self.failed("it took too long")))
    }

    /// Does `work`; a panic in it becomes an error.
    pub(crate) async fn caught<T>(
        &self,
        work: impl Future<Output = Result<T, ResolverError>>,
    ) -> Result<T, ResolverError> {
        // Boxed: what the SDK awaits is many kilobytes, which lie on the stack otherwise.
        let outcome = AssertUnwindSafe(Box::pin(work)).catch_unwind().await;
        outcome.unwrap_or_else(|panic| Err(self.panicked(&*panic)))
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn request() -> Request<'static> {
        Request {
            id: "request-1",
            deadline: Instant::now() + Duration::from_secs(1),
        }
    }

    fn internal<T>() -> Result<T, ResolverError> {
        Err(ResolverError::InternalError("request-1".to_owned()))
    }

    #[tokio::test(start_paused = true)]
    async fn work_ends_with_the_time() {
        let request = request();
        assert_eq!(request.run(async { Ok(1) }).await, Ok(1));
        let hanging = request.run(std::future::pending::<Result<(), _>>()).await;
        assert_eq!(hanging, internal());
        let mut is_begun = false;
        let late = async {
            is_begun = true;
            Ok(())
        };
        assert_eq!(request.run(late).await, internal());
        assert!(!is_begun);
    }

    #[tokio::test]
    async fn a_panic_becomes_an_error_without_its_text() {
        let panics = async { panic!("a secret text") };
        assert_eq!(request().caught::<()>(panics).await, internal());
        let panics = async { panic!("a secret text") };
        assert_eq!(request().run::<()>(panics).await, internal());
    }
}
