//! Starting everything, and ending it.

mod deployed;
mod empty;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::signal::unix::{SignalKind, signal};

use crate::announcement::{self, NextStep};
use crate::appsync::{Clock, SystemClock};
use crate::auth0::{Settings, Tenant};
use crate::dynamodb::{self, DynamoDb, Storage};
use crate::failure::Failure;
use crate::guard::Guard;
use crate::http_client;
use crate::listeners::{Addresses, Listeners};
use crate::options::Options;
use crate::server;

/// Who the request to paste is made as.
const FIRST_USER: &str = "user1@example.com";

/// What serves the functions and the APIs on them.
struct Deployment {
    appsync: Router,
    lambda: Router,
    next_step: NextStep,
}

/// What both ways to deploy build on.
struct Platform<'a> {
    options: &'a Options,
    addresses: Addresses,
    database: DynamoDb,
    clock: Arc<dyn Clock>,
    client: reqwest::Client,
    /// An access token of the first user.
    token: String,
}

/// Runs until Ctrl-C, or until it is told to end. All functions end with it.
pub(crate) async fn run(options: &Options) -> Result<(), Failure> {
    let listeners = Listeners::bind(options.port).await?;
    let addresses = listeners.addresses()?;
    let tenant = Tenant::new(tenant_settings(&addresses, options.token_lifetime))?;
    let platform = Platform {
        options,
        addresses,
        database: DynamoDb::open(&storage(options.data_dir.as_deref())?)?,
        clock: Arc::new(SystemClock),
        client: http_client::new().map_err(Failure::HttpClient)?,
        token: tenant.issue_access_token(FIRST_USER)?,
    };
    let Deployment {
        appsync,
        lambda,
        next_step,
    } = match &options.iam_endpoint {
        Some(iam) => empty::start(&platform, iam)?,
        None => deployed::start(&platform)?,
    };

    let auth0 = Guard::new(addresses.auth0).for_host(tenant.router());
    let dynamodb = dynamodb::router(platform.database);
    let dynamodb = Guard::new(addresses.dynamodb).without_web_pages(dynamodb);

    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::Runtime)?;
    announcement::ready(&addresses, &next_step);
    tokio::select! {
        served = server::serve(listeners.appsync, appsync) => served.map_err(Failure::Runtime),
        served = server::serve(listeners.auth0, auth0) => served.map_err(Failure::Runtime),
        served = server::serve(listeners.dynamodb, dynamodb) => served.map_err(Failure::Runtime),
        served = server::serve(listeners.lambda, lambda) => served.map_err(Failure::Runtime),
        signal = tokio::signal::ctrl_c() => signal.map_err(Failure::Runtime),
        _ = terminate.recv() => Ok(()),
    }
}

fn storage(folder: Option<&Path>) -> Result<Storage, Failure> {
    let Some(folder) = folder else {
        return Ok(Storage::Memory);
    };
    let folder = folder.to_owned();
    match std::fs::create_dir_all(&folder) {
        Ok(()) => Ok(Storage::Directory(folder)),
        Err(cause) => Err(Failure::Folder { folder, cause }),
    }
}

/// A page on AppSync's port may sign users in; nobody else.
fn tenant_settings(addresses: &Addresses, token_lifetime: u64) -> Settings {
    let origins =
        ["127.0.0.1", "localhost"].map(|host| format!("http://{host}:{}", addresses.appsync));
    let pages: Vec<_> = origins.iter().map(|origin| format!("{origin}/")).collect();
    Settings {
        issuer: addresses.issuer(),
        access_token_lifetime: Duration::from_secs(token_lifetime),
        web_origins: origins.into(),
        callbacks: pages.clone(),
        logout_urls: pages,
    }
}
