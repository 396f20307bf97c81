//! Work between an answer and the next event.
//!
//! Lambda freezes the process as soon as it asks for the next event, so a task in the
//! background would starve. The loop's service resolves when the answer has been posted,
//! and the loop asks for the next event when this layer's does: in between the client has
//! its answer and the process still runs.
//!
//! Source: <https://docs.rs/lambda_runtime/latest/lambda_runtime/struct.Runtime.html#method.layer>

use std::pin::Pin;
use std::task::{Context, Poll};

use tower::{Layer, Service};

/// Makes [`AfterAnswer`] of a service.
#[derive(Clone, Debug)]
pub(super) struct AfterAnswerLayer<W>(W);

impl<W> AfterAnswerLayer<W> {
    /// A layer that calls `work` after each answer and waits for what it gives.
    pub(super) fn new(work: W) -> Self {
        Self(work)
    }
}

impl<S, W: Clone> Layer<S> for AfterAnswerLayer<W> {
    type Service = AfterAnswer<S, W>;

    fn layer(&self, inner: S) -> Self::Service {
        AfterAnswer {
            inner,
            work: self.0.clone(),
        }
    }
}

/// A service with work behind it. The work has no result, so it can't end the loop.
#[derive(Clone, Debug)]
pub(super) struct AfterAnswer<S, W> {
    inner: S,
    work: W,
}

impl<Request, S, W, F> Service<Request> for AfterAnswer<S, W>
where
    S: Service<Request>,
    S::Future: 'static,
    W: Fn() -> F + Clone + 'static,
    F: Future<Output = ()>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>>>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (answer, work) = (self.inner.call(request), self.work.clone());
        Box::pin(async move {
            let answered = answer.await;
            work().await;
            answered
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tower::{ServiceExt as _, service_fn};

    use super::*;

    #[tokio::test]
    async fn the_work_follows_each_answer_and_changes_none() {
        let events = Arc::new(Mutex::new(Vec::new()));
        let (answers, works) = (events.clone(), events.clone());
        let service = service_fn(move |request: Result<u8, u8>| {
            let answers = answers.clone();
            async move {
                tokio::task::yield_now().await;
                answers.lock().unwrap().push("answer");
                request
            }
        });
        let layer = AfterAnswerLayer::new(move || {
            let works = works.clone();
            async move {
                tokio::task::yield_now().await;
                works.lock().unwrap().push("work");
            }
        });
        for request in [Ok(1), Err(2)] {
            assert_eq!(layer.layer(service.clone()).oneshot(request).await, request);
        }
        assert_eq!(
            *events.lock().unwrap(),
            ["answer", "work", "answer", "work"]
        );
    }
}
