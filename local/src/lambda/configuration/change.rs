//! What a request says of a function's settings; the rest stays as it is.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::aws::Refusal;
use crate::lambda::configuration::logging::LoggingChange;
use crate::lambda::configuration::{
    Configuration, Description, Environment, Handler, Logging, MemorySize, Role, Runtime,
    SnapStart, StorageSize, Timeout, Tracing,
};
use crate::lambda::refusals;

/// The members that creating and updating a function share.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Change {
    description: Option<String>,
    environment: Option<Variables>,
    ephemeral_storage: Option<Size>,
    handler: Option<String>,
    #[serde(rename = "LoggingConfig")]
    logging: Option<LoggingChange>,
    memory_size: Option<i64>,
    role: Option<String>,
    runtime: Option<String>,
    #[serde(rename = "SnapStart")]
    _snap_start: Option<SnapStart>,
    timeout: Option<i64>,
    #[serde(rename = "TracingConfig")]
    tracing: Option<Tracing>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Variables {
    #[serde(default)]
    variables: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct Size {
    size: i64,
}

impl Change {
    /// The settings of a new function `name`.
    pub(crate) fn create(mut self, name: &str) -> Result<Configuration, Refusal> {
        let lacking = |member: &str| refusals::invalid(format!("{member} is required."));
        let handler = self.handler.take().ok_or_else(|| lacking("Handler"))?;
        let role = self.role.take().ok_or_else(|| lacking("Role"))?;
        let runtime = self.runtime.take().ok_or_else(|| lacking("Runtime"))?;
        let configuration = Configuration {
            description: Description::default(),
            environment: Environment::default(),
            ephemeral_storage: StorageSize::default(),
            handler: Handler::new(handler)?,
            logging: Logging::of(name),
            memory_size: MemorySize::default(),
            role: Role::new(role)?,
            runtime: Runtime::new(runtime)?,
            timeout: Timeout::default(),
            tracing: Tracing::default(),
        };
        self.apply(configuration)
    }

    /// `configuration` with these changes.
    pub(crate) fn apply(self, mut configuration: Configuration) -> Result<Configuration, Refusal> {
        if let Some(text) = self.description {
            configuration.description = Description::new(text)?;
        }
        if let Some(environment) = self.environment {
            configuration.environment = Environment::new(environment.variables)?;
        }
        if let Some(storage) = self.ephemeral_storage {
            configuration.ephemeral_storage = StorageSize::new(storage.size)?;
        }
        if let Some(text) = self.handler {
            configuration.handler = Handler::new(text)?;
        }
        if let Some(change) = self.logging {
            configuration.logging = configuration.logging.changed(change)?;
        }
        if let Some(number) = self.memory_size {
            configuration.memory_size = MemorySize::new(number)?;
        }
        if let Some(text) = self.role {
            configuration.role = Role::new(text)?;
        }
        if let Some(text) = self.runtime {
            configuration.runtime = Runtime::new(text)?;
        }
        if let Some(number) = self.timeout {
            configuration.timeout = Timeout::new(number)?;
        }
        if let Some(tracing) = self.tracing {
            configuration.tracing = tracing;
        }
        Ok(configuration)
    }
}
