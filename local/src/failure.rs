//! Why the command can't do what it was asked for, in sentences for the person who asked.

use std::io;
use std::path::PathBuf;

/// A reason to end with exit code 2.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The API can't be built.
    #[error("the API can't be deployed: {0}")]
    Api(String),
    /// The Auth0 stand-in can't be built.
    #[error("the Auth0 stand-in can't be started: {0}")]
    Auth0(String),
    /// The data can't be kept or read.
    #[error("the records can't be kept in {0}: {1}")]
    Data(String, String),
    /// The path of this executable is unknown, so it can't start itself as a function.
    #[error("the path of this program is unknown: {0}")]
    Executable(#[source] io::Error),
    /// The functions can't be started.
    #[error("the functions can't be started: {0}")]
    Functions(String),
    /// A port is taken.
    #[error("port {port} on 127.0.0.1 can't be had ({cause}): end what uses it or choose others with --port")]
    Port {
        /// The port.
        port: u16,
        /// The system's words.
        cause: io::Error,
    },
    /// No asynchronous runtime.
    #[error("the program can't start: {0}")]
    Runtime(#[source] io::Error),
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
    /// The folder for the data can't be made.
    #[error("the folder {0} can't be made: {1}")]
    Folder(PathBuf, #[source] io::Error),
}
