//! Which DynamoDB the suite runs against. None of them is AWS's.
//!
//! `DYNAMODB_ENGINE` names it: `dynoxide`, the default, is embedded and served over HTTP;
//! `moto` runs elsewhere, and `AWS_ENDPOINT_URL_DYNAMODB` says where.

use std::str::FromStr;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{BehaviorVersion, Builder, Credentials, Region};
use shared::environment::{self, Environment};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Dynoxide,
    Moto,
}

impl FromStr for Engine {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "dynoxide" => Ok(Self::Dynoxide),
            "moto" => Ok(Self::Moto),
            _ => Err("must be dynoxide or moto".to_owned()),
        }
    }
}

impl Engine {
    /// The one that this run is about.
    pub(crate) fn of_this_run() -> Self {
        let environment = Environment::new(&environment::of_process);
        let named = environment.parsed("DYNAMODB_ENGINE").unwrap();
        named.unwrap_or(Self::Dynoxide)
    }

    async fn endpoint(self) -> String {
        if self == Self::Dynoxide {
            return serve_dynoxide().await;
        }
        Environment::new(&environment::of_process)
            .required("AWS_ENDPOINT_URL_DYNAMODB", "the engine's address")
            .unwrap()
    }
}

/// A client of an engine, and how to make others of the same.
pub(crate) async fn configuration() -> Builder {
    aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("eu-central-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .endpoint_url(Engine::of_this_run().endpoint().await)
}

/// A client of the engine.
pub(crate) async fn client() -> Client {
    Client::from_conf(configuration().await.build())
}

/// An engine of the caller's own, which lives as long as the caller's runtime.
async fn serve_dynoxide() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let database = dynoxide::Database::memory().unwrap();
    tokio::spawn(async move { dynoxide::server::serve_on(listener, database).await });
    format!("http://{address}")
}
