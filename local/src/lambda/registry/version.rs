//! A version of a function: `$LATEST`, or a published one, which nothing changes any more.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use crate::lambda::arn::{FunctionArn, LATEST};
use crate::lambda::code::{Architecture, Code};
use crate::lambda::concurrency::Concurrency;
use crate::lambda::configuration::Configuration;
use crate::lambda::environments::Environments;
use crate::lambda::launch::{Launch, Program};
use crate::lambda::registry::revision::Revision;

/// `$LATEST` or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VersionName {
    Latest,
    Number(u64),
}

/// What runs where this version is called. Dropping it ends its processes.
#[derive(Debug)]
pub(crate) struct Version {
    name: VersionName,
    pub(crate) configuration: Configuration,
    pub(crate) code: Arc<Code>,
    pub(crate) revision: Revision,
    last_modified: Timestamp,
    environments: Arc<Environments>,
}

/// What all versions of a function share.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    pub(crate) function: String,
    /// Variables of every process beside the function's own.
    pub(crate) given: Arc<BTreeMap<String, String>>,
    pub(crate) concurrency: Arc<Concurrency>,
}

/// A version as the API shows it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Shown<'a> {
    function_name: &'a str,
    function_arn: String,
    version: VersionName,
    #[serde(flatten)]
    configuration: &'a Configuration,
    architectures: [Architecture; 1],
    code_sha256: &'a str,
    code_size: usize,
    last_modified: String,
    last_update_status: &'static str,
    package_type: &'static str,
    revision_id: Revision,
    state: &'static str,
}

impl VersionName {
    /// Nothing for what is no version's name.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text == LATEST {
            return Some(Self::Latest);
        }
        let number = text.parse().ok().map(Self::Number);
        // No zeros before it, and no sign.
        number.filter(|number| number.to_string() == text)
    }
}

impl fmt::Display for VersionName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latest => formatter.write_str(LATEST),
            Self::Number(number) => number.fmt(formatter),
        }
    }
}

impl Serialize for VersionName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Version {
    /// A version with environments of its own, of which the first call starts the first.
    pub(super) fn new(
        shared: &Shared,
        name: VersionName,
        configuration: Configuration,
        code: Arc<Code>,
    ) -> Self {
        let mut environment = BTreeMap::clone(&shared.given);
        environment.extend(configuration.environment.variables().clone());
        let launch = Launch {
            function: shared.function.clone(),
            version: name.to_string(),
            program: Program::Posted(code.clone()),
            handler: configuration.handler.as_str().to_owned(),
            memory_size: configuration.memory_size.mb(),
            timeout: configuration.timeout.duration(),
            logging: configuration.logging.clone(),
            environment,
        };
        let environments = Environments::new(launch, shared.concurrency.clone());
        Self {
            name,
            configuration,
            code,
            revision: Revision::new(),
            last_modified: Timestamp::now(),
            environments: Arc::new(environments),
        }
    }

    pub(crate) fn name(&self) -> VersionName {
        self.name
    }

    pub(crate) fn environments(&self) -> &Arc<Environments> {
        &self.environments
    }

    /// The version as it is shown to whoever asked for `arn`.
    pub(crate) fn shown<'a>(&'a self, arn: &'a FunctionArn) -> Shown<'a> {
        Shown {
            function_name: &arn.name,
            function_arn: arn.to_string(),
            version: self.name,
            configuration: &self.configuration,
            architectures: [self.code.architecture()],
            code_sha256: self.code.sha256(),
            code_size: self.code.size(),
            last_modified: in_api_form(self.last_modified),
            last_update_status: "Successful",
            package_type: "Zip",
            revision_id: self.revision,
            state: "Active",
        }
    }
}

/// A time as the API writes it.
pub(super) fn in_api_form(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.%3f+0000").to_string()
}

impl Drop for Version {
    fn drop(&mut self) {
        self.environments.retire();
    }
}
