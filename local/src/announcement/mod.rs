//! What the command says to the person at the terminal: the only place that prints.

mod deploy;

use std::io::{self, Write as _};

use crate::failure::Failure;
use crate::listeners::Addresses;

pub(crate) use crate::announcement::deploy::DeploymentKit;

/// What can be done with the stack now.
pub(crate) enum NextStep {
    /// Asking the API, with this access token of the first user.
    Query {
        /// The token.
        token: String,
    },
    /// Deploying an API.
    Deploy(DeploymentKit),
}

/// Says where everything is, once all of it answers, and what to paste.
pub(crate) fn ready(addresses: &Addresses, next_step: &NextStep) {
    let (appsync, lines) = match next_step {
        NextStep::Query { token } => (addresses.graphql(), query(addresses, token)),
        NextStep::Deploy(kit) => (addresses.appsync(), deploy::lines(addresses, kit)),
    };
    print(&format!(
        "AppSync   {appsync}\n\
         Auth0     {}\n\
         DynamoDB  {}\n\
         Lambda    {}\n\
         \n\
         {lines}\
         \n\
         Ctrl-C ends everything.\n",
        addresses.issuer(),
        addresses.dynamodb(),
        addresses.lambda(),
    ));
}

/// Prints a token and nothing else.
pub(crate) fn token(token: &str) {
    print(&format!("{token}\n"));
}

/// Passes on a line that a function wrote.
pub(crate) fn function_line(function: &str, line: &str) {
    drop(writeln!(io::stderr(), "{function} {line}"));
}

/// Says why the command ends.
pub(crate) fn failure(failure: &Failure) {
    drop(writeln!(io::stderr(), "{failure}"));
}

/// A request to paste.
fn query(addresses: &Addresses, token: &str) -> String {
    format!(
        "As user1:\n\
         curl -s {} -H 'Content-Type: application/json' -H 'Authorization: {token}' \
         -d '{{\"query\":\"{{ me {{ sub permissions }} }}\"}}'\n",
        addresses.graphql(),
    )
}

/// A closed pipe is no reason to stop.
fn print(text: &str) {
    let mut output = io::stdout().lock();
    drop(
        output
            .write_all(text.as_bytes())
            .and_then(|()| output.flush()),
    );
}
