//! What a process of a version of a function is started with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::lambda::FunctionSettings;
use crate::lambda::arn::LATEST;
use crate::lambda::code::Code;
use crate::lambda::configuration::Logging;

/// Everything that shows to a process.
#[derive(Clone, Debug)]
pub(crate) struct Launch {
    /// The function's name.
    pub(crate) function: String,
    /// `$LATEST`, or the version's number.
    pub(crate) version: String,
    pub(crate) program: Program,
    pub(crate) handler: String,
    /// In MB.
    pub(crate) memory_size: u32,
    /// How long it may work on one event.
    pub(crate) timeout: Duration,
    pub(crate) logging: Logging,
    /// The function's own variables.
    pub(crate) environment: BTreeMap<String, String>,
}

/// What is executed.
#[derive(Clone, Debug)]
pub(crate) enum Program {
    /// An executable of this machine.
    Installed {
        command: PathBuf,
        arguments: Vec<String>,
    },
    /// `bootstrap` of a zip, which stays unpacked for as long as this lives.
    Posted(Arc<Code>),
}

/// Why a process is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Initialization {
    /// Somebody calls.
    OnDemand,
    /// Somebody may.
    Provisioned,
}

impl Initialization {
    /// What a process is told.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::OnDemand => "on-demand",
            Self::Provisioned => "provisioned-concurrency",
        }
    }
}

impl Program {
    /// The executable.
    pub(crate) fn command(&self) -> PathBuf {
        match self {
            Self::Installed { command, .. } => command.clone(),
            Self::Posted(code) => code.bootstrap(),
        }
    }

    /// The executable's arguments.
    pub(crate) fn arguments(&self) -> &[String] {
        match self {
            Self::Installed { arguments, .. } => arguments,
            Self::Posted(_) => &[],
        }
    }

    /// Where it works, which is where its other files are, if it has a place of its own.
    pub(crate) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Installed { .. } => None,
            Self::Posted(code) => Some(code.folder()),
        }
    }
}

impl From<FunctionSettings> for Launch {
    fn from(settings: FunctionSettings) -> Self {
        Self {
            logging: Logging::of(&settings.name),
            function: settings.name,
            version: LATEST.to_owned(),
            program: Program::Installed {
                command: settings.command,
                arguments: settings.arguments,
            },
            handler: "bootstrap".to_owned(),
            memory_size: 256,
            timeout: settings.timeout,
            environment: settings.environment,
        }
    }
}
