//! The probe APIs on this machine: the local AppSync's answers to `tests/aws-probes`.
//!
//! They are what `tests/probes/deploy` makes on AWS, from the same table, schemas and
//! program. Prints their addresses as JSON, then serves until it is ended.
//!
//!     serve-probes PROGRAM ISSUER

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use local::appsync::{
    Api, Authentication, Clock, Endpoint, LambdaAuthorizer, OpenIdConnect, Resolver, SystemClock,
};
use local::guard::Guard;
use local::lambda::{FunctionSettings, Functions};
use rustls::RootCertStore;
use serde::Deserialize;

const FUNCTION: &str = "probe";
/// The program answers a question after eleven seconds; the deployed one may take as long.
const TIMEOUT: Duration = Duration::from_secs(15);

/// The settings of one API, as the table has them.
#[derive(Deserialize)]
struct Settings {
    schema: String,
    modes: Vec<Mode>,
    result_ttl_seconds: u64,
    identity_validation_expression: Option<String>,
    introspection: bool,
    query_depth_limit: u32,
    resolver_count_limit: u32,
    /// The batch size of each field that has a resolver.
    resolvers: BTreeMap<String, usize>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mode {
    Lambda,
    Oidc,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (program, issuer) = arguments
        .next()
        .zip(arguments.next())
        .ok_or("serve-probes PROGRAM ISSUER")?;
    let functions = Arc::new(Functions::new([FunctionSettings {
        name: FUNCTION.to_owned(),
        command: program.into(),
        arguments: Vec::new(),
        environment: BTreeMap::new(),
        timeout: TIMEOUT,
    }]));
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("probes/apis");
    let table = std::fs::read_to_string(folder.join("apis.json"))?;
    let apis: BTreeMap<String, Settings> = serde_json::from_str(&table)?;

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let mut router = Router::new();
    let mut addresses = BTreeMap::new();
    for (name, settings) in apis {
        let schema = std::fs::read_to_string(folder.join(&settings.schema))?;
        let api = api(&name, schema, settings, &issuer);
        let endpoint = Endpoint::new(api, functions.clone(), &clock, &client()?)?;
        router = router.nest(&format!("/{name}"), endpoint.router());
        addresses.insert(
            name.clone(),
            format!("http://127.0.0.1:{port}/{name}/graphql"),
        );
    }
    let mut output = std::io::stdout().lock();
    writeln!(output, "{}", serde_json::to_string(&addresses)?)?;
    drop(output);
    axum::serve(listener, Guard::new(port).for_host(router)).await?;
    Ok(())
}

fn api(name: &str, schema: String, settings: Settings, issuer: &str) -> Api {
    let authentication = settings.modes.iter().map(|mode| match mode {
        Mode::Lambda => Authentication::Lambda(LambdaAuthorizer {
            function: FUNCTION.to_owned(),
            result_ttl: Duration::from_secs(settings.result_ttl_seconds),
            identity_validation_expression: settings.identity_validation_expression.clone(),
        }),
        Mode::Oidc => Authentication::OpenIdConnect(OpenIdConnect {
            issuer: issuer.to_owned(),
            client_id: None,
            iat_ttl: None,
            auth_ttl: None,
        }),
    });
    let resolver = |(field, max_batch_size)| {
        let resolver = Resolver {
            function: FUNCTION.to_owned(),
            role: None,
            max_batch_size,
        };
        (field, resolver)
    };
    Api {
        id: name.to_owned(),
        account_id: "111122223333".to_owned(),
        region: "eu-central-1".to_owned(),
        schema,
        authentication: authentication.collect(),
        resolvers: settings.resolvers.into_iter().map(resolver).collect(),
        introspection: settings.introspection,
        query_depth_limit: settings.query_depth_limit,
        resolver_count_limit: settings.resolver_count_limit,
        strict: false,
        token_limit: None,
    }
}

/// Asks the issuer for its keys.
fn client() -> Result<reqwest::Client, Box<dyn Error>> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(RootCertStore::from_iter(
            webpki_roots::TLS_SERVER_ROOTS.iter().cloned(),
        ))
        .with_no_client_auth();
    let client = reqwest::Client::builder().tls_backend_preconfigured(tls);
    Ok(client.build()?)
}
