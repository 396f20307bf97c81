//! The Lambda that AWS AppSync asks about every token (custom authorization).
//!
//! It checks a token against Auth0's published keys and answers who the user is, which
//! fields are denied and for how long the answer holds. A request walks down the modules
//! once: `event`, [`token`], [`keys`], `verify`, [`response`].
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html>

pub mod algorithm;
pub mod authorizer;
pub mod keys;
pub mod reason;
pub mod response;
pub mod settings;
pub mod token;

mod event;
mod handler;
mod log;
#[cfg(test)]
mod test_key_server;
#[cfg(test)]
mod test_tokens;
mod verify;

use std::process::ExitCode;
use std::sync::Arc;

use shared::environment::{self, Environment};
use shared::time::SystemClock;
use shared::{panics, start_up};

use crate::authorizer::Authorizer;
use crate::settings::Settings;

/// Serves events until Lambda ends the process.
pub fn main() -> ExitCode {
    let environment = Environment::new(&environment::of_process);
    let started = shared::log::start(&environment)
        .and_then(|()| Settings::from_environment(&environment))
        .and_then(|settings| Authorizer::new(settings, Arc::new(SystemClock)));
    let authorizer = match started {
        Ok(authorizer) => authorizer,
        Err(error) => {
            start_up::report_failure(&environment, &error);
            return ExitCode::FAILURE;
        }
    };
    panics::log();
    match handler::run(&Arc::new(authorizer)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(cause = %error, "the function ends");
            ExitCode::FAILURE
        }
    }
}
