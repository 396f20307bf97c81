//! One invocation: its id, its time, and the wall around each piece of its work.
//!
//! Whatever a piece of work does, its error is the client's own or one constant sentence
//! with the request's id; a panic or the end of the time touches that piece alone.

use std::any::Any;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::time::{Instant, timeout_at};

use crate::error::ResolverError;
use crate::fields::FieldError;
use crate::store::StoreError;

/// The time for an answer where nothing is said of it: below the 8 seconds that the
/// deployment gives a function.
const TIME: Duration = Duration::from_secs(7);

/// What an answer needs to reach Lambda in time.
const MARGIN: Duration = Duration::from_millis(300);

/// What the pieces of work of one invocation share.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    id: &'a str,
    /// When an answer must be there.
    deadline: Instant,
}

impl<'a> Request<'a> {
    /// The request `id` at `now`, if Lambda ends the process at `deadline`; both in
    /// milliseconds since 1970. Tools that stand in for Lambda may know no deadline and
    /// send one that is long over.
    pub fn new(id: &'a str, deadline: u64, now: i64) -> Self {
        Self {
            id,
            deadline: Instant::now() + time_left(deadline, now),
        }
    }

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
            FieldError::Refused(cause) => {
                tracing::warn!(request_id = self.id, %cause, "a field is refused");
                ResolverError::Unauthorized
            }
            FieldError::Store(StoreError::QuotaExceeded) => ResolverError::QuotaExceeded,
            FieldError::Store(cause @ (StoreError::Contention | StoreError::Throttled(_))) => {
                tracing::warn!(request_id = self.id, %cause, "a field is throttled");
                ResolverError::Throttled
            }
            failure => self.failed(&failure.to_string()),
        }
    }

    fn panicked(&self, panic: &(dyn Any + Send)) -> ResolverError {
        let text = panic.downcast_ref::<&str>().copied();
        let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        self.failed(&format!("a panic: {}", text.unwrap_or("without words")))
    }

    fn failed(&self, cause: &str) -> ResolverError {
        tracing::error!(request_id = self.id, cause, "a field can't be resolved");
        ResolverError::InternalError(self.id.to_owned())
    }
}

fn time_left(deadline: u64, now: i64) -> Duration {
    match deadline.checked_sub(u64::try_from(now).unwrap_or_default()) {
        None | Some(0) => TIME,
        Some(left) => Duration::from_millis(left).saturating_sub(MARGIN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request<'static> {
        Request::new("request-1", 1_000, 0)
    }

    fn internal<T>() -> Result<T, ResolverError> {
        Err(ResolverError::InternalError("request-1".to_owned()))
    }

    #[test]
    fn the_time_ends_before_lambda_ends_the_process() {
        const NOW: i64 = 1_800_000_000_000;
        for (deadline, expected) in [
            (1_800_000_003_000, Duration::from_millis(2_700)),
            (1_800_000_000_200, Duration::ZERO),
            (1_800_000_000_000, TIME),
            (0, TIME),
        ] {
            assert_eq!(time_left(deadline, NOW), expected, "{deadline}");
        }
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
