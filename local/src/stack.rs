//! Starting everything, and ending it.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use shared::deployed_fields;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::announcement;
use crate::appsync::{Clock, Endpoint, SystemClock};
use crate::deployment;
use crate::failure::Failure;
use crate::guard::Guard;
use crate::http_client;
use crate::lambda::{self, FunctionSettings, Functions};

/// Runs until Ctrl-C, or until it is told to end. All functions end with it.
pub(crate) async fn run(first_port: u16) -> Result<(), Failure> {
    let nth = |offset: u16| match first_port {
        0 => 0,
        first => first.saturating_add(offset),
    };
    let (appsync_listener, appsync_port) = bind(nth(0)).await?;
    let (lambda_listener, lambda_port) = bind(nth(3)).await?;
    let functions = Arc::new(Functions::new(functions()?));

    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let client = http_client::new().map_err(Failure::HttpClient)?;
    let endpoint = Endpoint::new(deployment::api()?, functions.clone(), &clock, &client)?;
    let appsync = Guard::new(appsync_port).for_host(endpoint.router());
    let lambda = Guard::new(lambda_port).without_web_pages(lambda::router(functions));

    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::Runtime)?;
    announcement::ready(appsync_port, lambda_port);
    tokio::select! {
        served = axum::serve(appsync_listener, appsync) => served.map_err(Failure::Runtime),
        served = axum::serve(lambda_listener, lambda) => served.map_err(Failure::Runtime),
        signal = tokio::signal::ctrl_c() => signal.map_err(Failure::Runtime),
        _ = terminate.recv() => Ok(()),
    }
}

async fn bind(port: u16) -> Result<(TcpListener, u16), Failure> {
    let failure = |cause| Failure::Port { port, cause };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(failure)?;
    let bound = listener.local_addr().map_err(Failure::Runtime)?.port();
    Ok((listener, bound))
}

/// The functions with the settings that are the same on every machine. What else they need
/// is taken from the environment of the command.
fn functions() -> Result<Vec<FunctionSettings>, Failure> {
    let command = std::env::current_exe().map_err(Failure::Executable)?;
    let field_permissions = deployed_fields::permissions()?.to_json();
    let resolver = [("TABLE_NAME", "records"), ("AUTHORIZATION_MODE", "lambda")];
    let authorizer = [("FIELD_PERMISSIONS", field_permissions.as_str())];
    let inherited = [
        "AUTH0_DOMAIN",
        "AUTH0_AUDIENCE",
        "AWS_ENDPOINT_URL_DYNAMODB",
    ];
    let function = |name: &str, own: &[(&str, &str)], timeout| {
        let own = own
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let inherited = inherited
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), shared::environment::of_process(name)?)));
        FunctionSettings {
            name: name.to_owned(),
            command: command.clone(),
            arguments: vec!["function".to_owned(), name.to_owned()],
            environment: inherited.chain(own).collect::<BTreeMap<_, _>>(),
            timeout: Duration::from_secs(timeout),
        }
    };
    Ok(vec![
        // Below the 10 seconds that AppSync waits for it.
        function("authorizer", &authorizer, 8),
        function("query-resolver", &resolver, 10),
        function("mutation-resolver", &resolver, 10),
    ])
}
