//! The command line.
//!
//! A bad option ends with a sentence and exit code 2, as everywhere in the command.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// AppSync, Auth0, DynamoDB and Lambda on this machine, with the project's functions.
#[derive(Clone, Debug, Parser)]
#[command(name = "local", version)]
pub(crate) struct Options {
    /// What to do in place of running the stack.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// The port of AppSync; Auth0, DynamoDB and Lambda take the next three. 0 takes free ones.
    #[arg(long, global = true, default_value_t = 4000, value_parser = clap::value_parser!(u16).range(..=65532))]
    pub(crate) port: u16,

    /// How many seconds an access token is good for, as the API's setting in Auth0.
    #[arg(long, value_name = "SECONDS", default_value_t = 86_400, value_parser = clap::value_parser!(u64).range(1..=2_592_000))]
    pub(crate) token_lifetime: u64,

    /// Refuses answers of the authorizer whose meaning AppSync doesn't document.
    #[arg(long)]
    pub(crate) strict: bool,

    /// Refuses authorization tokens of more characters; some report 2048 for AppSync.
    #[arg(long, value_name = "CHARACTERS")]
    pub(crate) token_limit: Option<usize>,

    /// Keeps the records in this folder; without it they end with the stack.
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
}

/// What the command can do besides running the stack.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Command {
    /// Prints an access token from the running stack.
    Token {
        /// A test user: user1, user2, reader or guest.
        #[arg(long)]
        user: String,
    },
    /// Serves as one of the functions: the stack starts itself this way.
    #[command(hide = true)]
    Function {
        /// The function's name.
        name: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_ports_must_fit() {
        for (port, fits) in [
            ("4000", true),
            ("0", true),
            ("65532", true),
            ("65533", false),
            ("x", false),
        ] {
            let parsed = Options::try_parse_from(["local", "--port", port]);
            assert_eq!(parsed.is_ok(), fits, "{port}");
        }
    }

    #[test]
    fn a_bad_option_exits_with_2() {
        let error = Options::try_parse_from(["local", "--prot", "1"]).unwrap_err();
        assert_eq!(error.exit_code(), 2);
    }
}
