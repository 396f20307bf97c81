//! AWS Lambda: functions in processes of their own, called by name.
//!
//! A function knows nothing but the Runtime API and its environment. One process has one
//! event at a time; while it waits for the next it is frozen, as Lambda freezes it.

mod invoke_api;
mod process;
mod runtime_api;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::Semaphore;

use crate::invoke::{Invocation, Invoke, InvokeError, InvokeFuture};
use crate::lambda::process::Environment;

pub use crate::lambda::invoke_api::router;
pub use crate::lambda::process::die_with_parent;

/// The largest payload of a synchronous call, each way, in bytes.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
pub const LARGEST_PAYLOAD: usize = 6 * 1_024 * 1_024;

/// How many processes a function may have.
const MOST_ENVIRONMENTS: usize = 10;

/// What is deployed as a function.
#[derive(Clone, Debug)]
pub struct FunctionSettings {
    /// The name that it is called by.
    pub name: String,
    /// The executable.
    pub command: PathBuf,
    /// The executable's arguments.
    pub arguments: Vec<String>,
    /// The function's own variables.
    pub environment: BTreeMap<String, String>,
    /// How long it may work on one event.
    pub timeout: Duration,
}

/// The deployed functions. Dropping them ends every process.
#[derive(Debug)]
pub struct Functions(HashMap<String, Function>);

#[derive(Debug)]
struct Function {
    settings: FunctionSettings,
    places: Semaphore,
    /// Environments that wait for an event, the one that was used last at the end.
    idle: Mutex<Vec<Environment>>,
}

impl Functions {
    /// Deploys functions. A process starts with the first call.
    pub fn new(settings: impl IntoIterator<Item = FunctionSettings>) -> Self {
        let function = |settings: FunctionSettings| {
            let places = Semaphore::new(MOST_ENVIRONMENTS);
            (
                settings.name.clone(),
                Function {
                    settings,
                    places,
                    idle: Mutex::default(),
                },
            )
        };
        Self(settings.into_iter().map(function).collect())
    }

    async fn call(&self, name: &str, payload: Bytes) -> Result<Invocation, InvokeError> {
        let function = self
            .0
            .get(name)
            .ok_or_else(|| InvokeError::FunctionNotFound(name.to_owned()))?;
        if payload.len() > LARGEST_PAYLOAD {
            return Err(InvokeError::RequestTooLarge(payload.len()));
        }
        let busy = |_| InvokeError::TooManyRequests(name.to_owned());
        let _place = function.places.try_acquire().map_err(busy)?;
        let environment = match function.take() {
            Some(environment) => environment,
            None => match Environment::start(&function.settings).await {
                Ok(environment) => environment,
                Err(failed) => return Ok(Invocation::Failed(failed)),
            },
        };
        let invocation = environment.invoke(payload, function.settings.timeout).await;
        function.put_back(environment);
        Ok(invocation)
    }
}

impl Invoke for Functions {
    fn invoke<'a>(&'a self, function: &'a str, payload: Bytes) -> InvokeFuture<'a> {
        Box::pin(self.call(function, payload))
    }
}

impl Function {
    fn take(&self) -> Option<Environment> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(Environment::is_alive);
        idle.pop()
    }

    fn put_back(&self, environment: Environment) {
        if environment.is_alive() {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(environment);
        }
    }
}
