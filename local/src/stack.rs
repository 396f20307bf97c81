//! Starting everything, and ending it.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use shared::deployed_fields;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::announcement;
use crate::failure::Failure;
use crate::guard::Guard;
use crate::lambda::{self, FunctionSettings, Functions};

/// Runs until Ctrl-C, or until it is told to end. All functions end with it.
pub(crate) async fn run(first_port: u16) -> Result<(), Failure> {
    let port = if first_port == 0 {
        0
    } else {
        first_port.saturating_add(3)
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|cause| Failure::Port { port, cause })?;
    let port = listener.local_addr().map_err(Failure::Runtime)?.port();
    let functions = Arc::new(Functions::new(functions()?));
    let router = Guard::new(port).without_web_pages(lambda::router(functions));
    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::Runtime)?;
    announcement::ready(port);
    tokio::select! {
        served = axum::serve(listener, router) => served.map_err(Failure::Runtime),
        signal = tokio::signal::ctrl_c() => signal.map_err(Failure::Runtime),
        _ = terminate.recv() => Ok(()),
    }
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
