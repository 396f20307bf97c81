//! The settings of a function that a published version keeps.
//!
//! Source: <https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html>

mod bounded;
mod change;
mod environment;
mod logging;
mod snap_start;
mod text;
mod tracing;

use serde::Serialize;

pub(crate) use crate::lambda::configuration::bounded::{MemorySize, StorageSize, Timeout};
pub(crate) use crate::lambda::configuration::change::Change;
pub(crate) use crate::lambda::configuration::environment::Environment;
pub(crate) use crate::lambda::configuration::logging::Logging;
pub(crate) use crate::lambda::configuration::snap_start::SnapStart;
pub(crate) use crate::lambda::configuration::text::{Description, Handler, Role, Runtime};
pub(crate) use crate::lambda::configuration::tracing::Tracing;

/// All of them, as the API shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Configuration {
    pub(crate) description: Description,
    #[serde(skip_serializing_if = "Environment::is_empty")]
    pub(crate) environment: Environment,
    pub(crate) ephemeral_storage: StorageSize,
    pub(crate) handler: Handler,
    #[serde(rename = "LoggingConfig")]
    pub(crate) logging: Logging,
    pub(crate) memory_size: MemorySize,
    pub(crate) role: Role,
    pub(crate) runtime: Runtime,
    pub(crate) timeout: Timeout,
    #[serde(rename = "TracingConfig")]
    pub(crate) tracing: Tracing,
}
