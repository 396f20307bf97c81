//! AWS Lambda: functions in processes of their own, called by name.
//!
//! A function knows nothing but the Runtime API and its environment. One process has one
//! event at a time; while it waits for the next it is frozen, as Lambda freezes it.

mod arn;
mod code;
mod concurrency;
mod configuration;
mod control;
mod ending;
mod environments;
mod failure;
mod functions;
mod invoke_api;
mod launch;
mod limits;
mod output;
mod process;
mod process_group;
mod refusals;
mod registry;
mod runtime_api;
mod variables;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

pub(crate) use crate::lambda::code::{Architecture, remove_abandoned_code};
pub use crate::lambda::control::control_plane;
pub use crate::lambda::functions::Functions;
pub use crate::lambda::invoke_api::router;
pub(crate) use crate::lambda::limits::LARGEST_REQUEST;
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
