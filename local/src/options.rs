//! The command line.
//!
//! A bad option ends with a sentence and exit code 2, as everywhere in the command.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::endpoint::LocalEndpoint;

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

    /// Starts with nothing deployed, and lets `terraform apply` deploy.
    #[arg(long, requires = "iam_endpoint")]
    pub(crate) empty: bool,

    /// Where IAM and every other service of AWS is for what is deployed: moto on this machine.
    #[arg(long, value_name = "URL", requires = "empty")]
    pub(crate) iam_endpoint: Option<LocalEndpoint>,
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
    fn an_empty_stack_needs_iam_on_this_machine_and_nothing_else_does() {
        let iam = ["--iam-endpoint", "http://127.0.0.1:5000"];
        let elsewhere = ["--iam-endpoint", "https://iam.amazonaws.com"];
        for (options, fits) in [
            (vec!["--empty", iam[0], iam[1]], true),
            (
                vec![
                    "--empty",
                    iam[0],
                    iam[1],
                    "--strict",
                    "--port",
                    "0",
                    "--data-dir",
                    "x",
                ],
                true,
            ),
            (vec!["--empty"], false),
            (iam.to_vec(), false),
            (vec!["--empty", elsewhere[0], elsewhere[1]], false),
        ] {
            let parsed = Options::try_parse_from([&["local"], &*options].concat());
            let exit_code = parsed.map(|_| 0).unwrap_or_else(|error| error.exit_code());
            assert_eq!(exit_code, if fits { 0 } else { 2 }, "{options:?}");
        }
    }

    #[test]
    fn a_bad_option_exits_with_2() {
        let error = Options::try_parse_from(["local", "--prot", "1"]).unwrap_err();
        assert_eq!(error.exit_code(), 2);
    }
}
