//! One function: its processes, and which of them gets an event.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, oneshot, watch};
use tokio::time::{Instant, timeout};
use uuid::Uuid;

use crate::invoke::{Invocation, InvokeError};
use crate::lambda::FunctionSettings;
use crate::lambda::failure;
use crate::lambda::limits::MOST_ENVIRONMENTS;
use crate::lambda::process::Environment;

/// How long an event waits for a process that has answered and not yet asked for the next.
/// Most ask at once; starting another takes longer than this.
const SETTLING: Duration = Duration::from_millis(20);

#[derive(Debug)]
pub(super) struct Function {
    settings: FunctionSettings,
    places: Arc<Semaphore>,
    /// Environments that wait for an event, the one that was used last at the end.
    idle: Mutex<Vec<Environment>>,
    /// How many environments have answered and not yet asked for the next event.
    settling: AtomicUsize,
    settled: Notify,
}

impl Function {
    pub(super) fn new(settings: FunctionSettings) -> Self {
        Self {
            settings,
            places: Arc::new(Semaphore::new(MOST_ENVIRONMENTS)),
            idle: Mutex::default(),
            settling: AtomicUsize::new(0),
            settled: Notify::new(),
        }
    }

    /// Calls the function. It goes on when the caller no longer waits, but not when
    /// `deployed` ends.
    pub(super) async fn call(
        self: Arc<Self>,
        payload: Bytes,
        mut deployed: watch::Receiver<()>,
    ) -> Result<Invocation, InvokeError> {
        let Ok(Ok(place)) = timeout(SETTLING, self.places.clone().acquire_owned()).await else {
            return Err(InvokeError::TooManyRequests(self.settings.name.clone()));
        };
        let (answer, answered) = oneshot::channel();
        tokio::spawn(async move {
            tokio::select! {
                () = self.serve(payload, answer, place) => {}
                // Never a value: the end of the sender ends the environment.
                _ = deployed.changed() => {}
            }
        });
        let ended = |_| Invocation::Failed(failure::exit(Uuid::new_v4(), "The function ended"));
        Ok(answered.await.unwrap_or_else(ended))
    }

    async fn serve(
        &self,
        payload: Bytes,
        answer: oneshot::Sender<Invocation>,
        _place: OwnedSemaphorePermit,
    ) {
        // A caller that has gone away is no failure, here and below.
        let environment = match self.environment().await {
            Ok(environment) => environment,
            Err(failed) => return drop(answer.send(Invocation::Failed(failed))),
        };
        let deadline = Instant::now() + self.settings.timeout;
        let invocation = environment.invoke(payload, self.settings.timeout).await;
        self.settling.fetch_add(1, Ordering::SeqCst);
        drop(answer.send(invocation));
        // What it does after its answer counts against the timeout too.
        if environment.waits_before(deadline).await {
            self.idle().push(environment);
        }
        self.settling.fetch_sub(1, Ordering::SeqCst);
        self.settled.notify_one();
    }

    async fn environment(&self) -> Result<Environment, Bytes> {
        match timeout(SETTLING, self.idle_or_settled()).await {
            Ok(Some(environment)) => Ok(environment),
            Ok(None) | Err(_) => Environment::start(&self.settings).await,
        }
    }

    /// An environment that waits, or the next that does; nothing where none will soon.
    async fn idle_or_settled(&self) -> Option<Environment> {
        loop {
            let settled = self.settled.notified();
            if let Some(environment) = self.take() {
                return Some(environment);
            }
            if self.settling.load(Ordering::SeqCst) == 0 {
                return None;
            }
            settled.await;
        }
    }

    fn take(&self) -> Option<Environment> {
        let mut idle = self.idle();
        idle.retain(Environment::is_alive);
        idle.pop()
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Environment>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
