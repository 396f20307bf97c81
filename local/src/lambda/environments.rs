//! The environments of one version of a function, and which of them gets an event.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{Notify, oneshot, watch};
use tokio::time::{Instant, timeout};
use uuid::Uuid;

use crate::invoke::{Invocation, InvokeError};
use crate::lambda::arn::FunctionArn;
use crate::lambda::concurrency::{Concurrency, Place};
use crate::lambda::failure;
use crate::lambda::launch::{Initialization, Launch};
use crate::lambda::process::Environment;

/// How long an event waits for a process that has answered and not yet asked for the next.
/// Most ask at once; starting another takes longer than this.
const SETTLING: Duration = Duration::from_millis(20);

#[derive(Debug)]
pub(crate) struct Environments {
    launch: Launch,
    concurrency: Arc<Concurrency>,
    pool: Mutex<Pool>,
    /// How many environments have answered and not yet asked for the next event.
    settling: AtomicUsize,
    settled: Notify,
}

#[derive(Debug, Default)]
struct Pool {
    /// Environments that wait for an event, the one that was used last at the end.
    idle: Vec<Environment>,
    /// Whether the version is no longer deployed.
    is_retired: bool,
    provisioned: Provisioned,
    /// How many are being started before anybody calls.
    starting: usize,
}

/// Environments that are started before anybody calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Provisioned {
    pub(crate) requested: usize,
    pub(crate) started: usize,
    /// What the last one that could not be started said.
    pub(crate) failure: Option<String>,
}

impl Environments {
    /// Environments that run what `launch` says, as many at a time as `concurrency`, which
    /// all versions of a function share, lets. The first call starts the first.
    pub(crate) fn new(launch: Launch, concurrency: Arc<Concurrency>) -> Self {
        Self {
            launch,
            concurrency,
            pool: Mutex::default(),
            settling: AtomicUsize::new(0),
            settled: Notify::new(),
        }
    }

    /// Calls the function that was named `arn`. The call goes on when the caller no longer
    /// waits, but not when `running` ends.
    pub(crate) async fn call(
        self: Arc<Self>,
        arn: FunctionArn,
        payload: Bytes,
        mut running: watch::Receiver<()>,
    ) -> Result<Invocation, InvokeError> {
        let Ok(place) = timeout(SETTLING, self.concurrency.place()).await else {
            return Err(InvokeError::TooManyRequests(arn.to_string()));
        };
        let (answer, answered) = oneshot::channel();
        tokio::spawn(async move {
            tokio::select! {
                () = self.serve(arn, payload, answer, place) => {}
                // Never a value: the end of the sender ends the environment.
                _ = running.changed() => {}
            }
        });
        let ended = |_| Invocation::Failed(failure::exit(Uuid::new_v4(), "The function ended"));
        Ok(answered.await.unwrap_or_else(ended))
    }

    /// Starts environments until `number` wait for events; they are used like all others, and
    /// one that ends is not replaced.
    pub(crate) fn provision(self: &Arc<Self>, number: usize) {
        let mut pool = self.pool();
        pool.idle.retain(Environment::is_alive);
        let started = pool.idle.len();
        pool.provisioned = Provisioned {
            requested: number,
            started: started.min(number),
            failure: None,
        };
        let missing = number.saturating_sub(started + pool.starting);
        pool.starting += missing;
        for _ in 0..missing {
            let environments = self.clone();
            tokio::spawn(async move { environments.start_provisioned().await });
        }
    }

    /// How many were asked for, and how many have been started.
    pub(crate) fn provisioned(&self) -> Provisioned {
        self.pool().provisioned.clone()
    }

    /// Ends what waits now, and what works after its work. Assumed: that calls go on.
    pub(crate) fn retire(&self) {
        let mut pool = self.pool();
        pool.is_retired = true;
        pool.idle.clear();
    }

    async fn serve(
        &self,
        arn: FunctionArn,
        payload: Bytes,
        answer: oneshot::Sender<Invocation>,
        _place: Place,
    ) {
        // A caller that has gone away is no failure, here and below.
        let environment = match self.environment().await {
            Ok(environment) => environment,
            Err(failed) => return drop(answer.send(Invocation::Failed(failed))),
        };
        let deadline = Instant::now() + self.launch.timeout;
        let invocation = environment.invoke(arn, payload, self.launch.timeout).await;
        self.settling.fetch_add(1, Ordering::SeqCst);
        drop(answer.send(invocation));
        // What it does after its answer counts against the timeout too.
        if environment.waits_before(deadline).await {
            self.keep(environment);
        }
        self.settling.fetch_sub(1, Ordering::SeqCst);
        self.settled.notify_one();
    }

    async fn start_provisioned(&self) {
        let started = Environment::start(&self.launch, Initialization::Provisioned).await;
        let mut pool = self.pool();
        pool.starting -= 1;
        match started {
            Ok(_) if pool.is_retired => {}
            Ok(environment) => {
                pool.idle.push(environment);
                let provisioned = &mut pool.provisioned;
                provisioned.started = provisioned.requested.min(provisioned.started + 1);
            }
            Err(failed) => {
                pool.provisioned.failure = Some(String::from_utf8_lossy(&failed).into_owned());
            }
        }
    }

    async fn environment(&self) -> Result<Environment, Bytes> {
        match timeout(SETTLING, self.idle_or_settled()).await {
            Ok(Some(environment)) => Ok(environment),
            Ok(None) | Err(_) => Environment::start(&self.launch, Initialization::OnDemand).await,
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

    fn keep(&self, environment: Environment) {
        let mut pool = self.pool();
        if !pool.is_retired {
            pool.idle.push(environment);
        }
    }

    fn take(&self) -> Option<Environment> {
        let idle = &mut self.pool().idle;
        idle.retain(Environment::is_alive);
        idle.pop()
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
