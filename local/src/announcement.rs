//! What the command says to the person at the terminal: the only place that prints.

use std::io::{self, Write as _};

use crate::failure::Failure;
use crate::listeners::Addresses;

/// Says where everything is, once all of it answers, and a request to paste.
pub(crate) fn ready(addresses: &Addresses, token: &str) {
    let graphql = addresses.graphql();
    print(&format!(
        "AppSync   {graphql}\n\
         Auth0     {}\n\
         DynamoDB  {}\n\
         Lambda    {}\n\
         \n\
         As user1:\n\
         curl -s {graphql} -H 'Content-Type: application/json' -H 'Authorization: {token}' \
         -d '{{\"query\":\"{{ me {{ sub permissions }} }}\"}}'\n\
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

/// A closed pipe is no reason to stop.
fn print(text: &str) {
    let mut output = io::stdout().lock();
    drop(
        output
            .write_all(text.as_bytes())
            .and_then(|()| output.flush()),
    );
}
