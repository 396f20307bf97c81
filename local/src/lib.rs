//! The deployment on one machine: AppSync, Lambda, DynamoDB and an Auth0 tenant.
//!
//! Everything that AWS and Auth0 do for the project's functions, over the same wires, so
//! that the functions that run here are the code that is deployed.

pub mod appsync;
pub mod auth0;
pub mod iam;
pub mod invoke;
pub mod lambda;

mod announcement;
mod aws;
mod deployment;
mod dynamodb;
mod endpoint;
mod failure;
#[cfg(test)]
mod fidelity;
mod function;
mod guard;
mod http_client;
mod listeners;
mod log;
mod options;
mod server;
mod stack;
mod token;

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
        Some(Command::Token { user }) => block_on(token::print(options.port, user)),
        None => {
            log::start();
            block_on(stack::run(&options))
        }
    };
    outcome.unwrap_or_else(|failure| {
        announcement::failure(&failure);
        ExitCode::from(2)
    })
}

fn block_on(work: impl Future<Output = Result<(), Failure>>) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::Runtime)?;
    runtime.block_on(work).map(|()| ExitCode::SUCCESS)
}
