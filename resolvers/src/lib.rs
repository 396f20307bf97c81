//! The Lambdas that read and write per-user records in DynamoDB.
//!
//! AppSync calls them directly, with one event or a list of them. Each event passes the
//! same way: `event`, [`identity`], the field's permission, its file in `fields`, and the
//! [`store`], which takes the verified owner first.
//!
//! Source: <https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-reference-lambda.html>

pub mod dynamodb_client;
pub mod error;
pub mod handler;
pub mod identity;
pub mod input;
pub mod record;
pub mod request;
pub mod resolver;
pub mod settings;
pub mod store;

mod batch;
mod event;
mod fields;
mod json_equality;
mod operations;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use shared::environment::{self, Environment};
use shared::time::SystemClock;
use shared::{log, panics, start_up};
use tokio::time::timeout;

use crate::resolver::Resolver;
use crate::settings::Settings;
use crate::store::Store;

/// The functions that this crate has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `mutation-resolver`
    Mutation,
    /// `query-resolver`
    Query,
}

impl Function {
    /// Its name, as the field table writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mutation => "mutation-resolver",
            Self::Query => "query-resolver",
        }
    }
}

/// Serves as `function` until Lambda ends the process.
pub fn main(function: Function) -> ExitCode {
    let environment = Environment::new(&environment::of_process);
    let started = log::start(&environment).and_then(|()| Settings::from_environment(&environment));
    let settings = match started {
        Ok(settings) => settings,
        Err(error) => {
            start_up::report_failure(&environment, &error);
            return ExitCode::FAILURE;
        }
    };
    panics::log();
    match serve(function, settings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(cause = %error, "the function ends");
            ExitCode::FAILURE
        }
    }
}

fn serve(function: Function, settings: Settings) -> Result<(), lambda_runtime::Error> {
    // One thread: a process has one event at a time, and starts faster with it.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = dynamodb_client::new().await;
        let store = Store::new(client, settings.table_name, Arc::new(SystemClock));
        let resolver = Resolver::new(function, settings.authorization, store.clone())?;
        connect(&store).await;
        handler::run(&Arc::new(resolver)).await
    })
}

/// Opens the first connection, for which Lambda gives a start more of a processor than a
/// request. A start that can't reach the table goes on: the next request tries again.
async fn connect(store: &Store) {
    const LONGEST: Duration = Duration::from_secs(2);
    match timeout(LONGEST, store.connect()).await {
        Ok(Ok(())) => {}
        Ok(Err(cause)) => tracing::warn!(%cause, "the table can't be reached yet"),
        Err(_) => tracing::warn!("the table did not answer in {} s", LONGEST.as_secs()),
    }
}
