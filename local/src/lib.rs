//! The deployment on one machine. So far: AppSync and Lambda, with the project's functions.
//!
//! The functions that run here are the code that is deployed, over the same wires: the
//! Runtime API on one side, the Invoke API on the other.

pub mod appsync;
pub mod dynamodb;
pub mod guard;
pub mod invoke;
pub mod lambda;

mod announcement;
mod deployment;
mod failure;
mod function;
mod http_client;
mod options;
mod stack;

use std::process::ExitCode;

use clap::Parser as _;

use crate::failure::Failure;
use crate::options::{Command, Options};

/// Does what the command line says. Exit code 2 means that it can't be done as it was
/// asked for; the sentence why stands on standard error.
pub fn main() -> ExitCode {
    let options = Options::parse();
    let outcome = match &options.command {
        Some(Command::Function { name }) => function::serve(name),
        None => run(&options),
    };
    outcome.unwrap_or_else(|failure| {
        announcement::failure(&failure);
        ExitCode::from(2)
    })
}

fn run(options: &Options) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::Runtime)?;
    runtime
        .block_on(stack::run(options.port))
        .map(|()| ExitCode::SUCCESS)
}
