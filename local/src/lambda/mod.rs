//! AWS Lambda: functions in processes of their own, called by name.
//!
//! A function knows nothing but the Runtime API and its environment. One process has one
//! event at a time; while it waits for the next it is frozen, as Lambda freezes it.

mod arn;
mod ending;
mod failure;
mod function;
mod invoke_api;
mod limits;
mod process;
mod runtime_api;
mod variables;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::watch;

use crate::invoke::{Caller, Invocation, Invoke, InvokeError, InvokeFuture};
use crate::lambda::function::Function;
use crate::lambda::limits::LARGEST_EVENT;

pub use crate::lambda::invoke_api::router;
pub use crate::lambda::process::die_with_parent;

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
pub struct Functions {
    by_name: HashMap<String, Arc<Function>>,
    /// Calls that are under way end when this does.
    deployed: watch::Sender<()>,
}

impl Functions {
    /// Deploys functions. A process starts with the first call.
    pub fn new(settings: impl IntoIterator<Item = FunctionSettings>) -> Self {
        let function = |settings: FunctionSettings| {
            let name = settings.name.clone();
            (name, Arc::new(Function::new(settings)))
        };
        Self {
            by_name: settings.into_iter().map(function).collect(),
            deployed: watch::Sender::new(()),
        }
    }

    /// The function of that name, if it may be called with so large a payload.
    fn find(&self, name: &str, payload: &Bytes) -> Result<&Arc<Function>, InvokeError> {
        let function = self
            .by_name
            .get(name)
            .ok_or_else(|| InvokeError::FunctionNotFound(name.to_owned()))?;
        if payload.len() > LARGEST_EVENT {
            return Err(InvokeError::RequestTooLarge(payload.len()));
        }
        Ok(function)
    }

    async fn call(&self, name: &str, payload: Bytes) -> Result<Invocation, InvokeError> {
        let function = self.find(name, &payload)?.clone();
        function.call(payload, self.deployed.subscribe()).await
    }
}

impl Invoke for Functions {
    /// Every caller is let through: what the stack deploys itself has no policy.
    fn invoke<'a>(
        &'a self,
        _caller: Caller<'a>,
        function: &'a str,
        payload: Bytes,
    ) -> InvokeFuture<'a> {
        Box::pin(self.call(function, payload))
    }
}
