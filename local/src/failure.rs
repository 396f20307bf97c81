//! Why the command can't do what it was asked for, in sentences for the person who asked.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use crate::appsync::ApiError;
use crate::auth0::{IssueError, TenantError};
use crate::aws::NoRandomNumbers;
use crate::dynamodb::DynamoDbError;

/// A reason to end with exit code 2.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The API can't be served.
    #[error("the API can't be deployed: {0}")]
    Api(#[from] ApiError),
    /// The access key for deployments can't be made.
    #[error("the access key can't be made: {0}")]
    Credentials(#[from] NoRandomNumbers),
    /// Lambda has no functions for this machine.
    #[error("nothing can be deployed to this machine: Lambda's processors are arm64 and x86_64")]
    Architecture,
    /// The tables can't be had.
    #[error("the records can't be kept: {0}")]
    Data(#[from] DynamoDbError),
    /// The path of this executable is unknown, so it can't start itself as a function.
    #[error("the path of this program is unknown: {0}")]
    Executable(#[source] io::Error),
    /// The field table that was built in can't be read.
    #[error("infra/fields.json can't be read: {0}")]
    Fields(#[from] serde_json::Error),
    /// The folder for the data can't be made.
    #[error("the folder {} can't be made: {cause}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The system's words.
        cause: io::Error,
    },
    /// The client for the issuer's keys can't be built.
    #[error("the HTTP client can't be built: {0}")]
    HttpClient(#[source] Box<dyn Error + Send + Sync>),
    /// A port is taken.
    #[error(
        "port {port} on 127.0.0.1 can't be had ({cause}): end what uses it or choose another with --port"
    )]
    Port {
        /// The port.
        port: u16,
        /// The system's words.
        cause: io::Error,
    },
    /// No asynchronous runtime, or a server that ended.
    #[error("the program can't go on: {0}")]
    Runtime(#[source] io::Error),
    /// The Auth0 stand-in can't start.
    #[error("the Auth0 tenant can't be started: {0}")]
    Tenant(#[from] TenantError),
    /// The Auth0 stand-in that was just started gives no token.
    #[error("the Auth0 tenant gives no token: {0}")]
    Issue(#[from] IssueError),
    /// The running stack gave no token.
    #[error("no token from http://127.0.0.1:{port}/: {cause}")]
    Token {
        /// The port of the Auth0 stand-in.
        port: u16,
        /// What went wrong.
        cause: String,
    },
    /// No function of that name.
    #[error("there is no function {0}")]
    UnknownFunction(String),
}
