//! What the command says to the person at the terminal: the only place that prints.

use std::io::{self, Write as _};

use crate::failure::Failure;

/// Says where everything is, once it answers.
pub(crate) fn ready(appsync_port: u16, lambda_port: u16) {
    let text = format!(
        "AppSync   http://127.0.0.1:{appsync_port}/graphql\n\
         Lambda    http://127.0.0.1:{lambda_port}\n\n\
         cargo lambda invoke --invoke-port {lambda_port} query-resolver --data-file EVENT.json\n\n\
         Ctrl-C ends everything.\n"
    );
    // A closed pipe is no reason to stop.
    let mut output = io::stdout().lock();
    drop(
        output
            .write_all(text.as_bytes())
            .and_then(|()| output.flush()),
    );
}

/// Passes on a line that a function wrote.
pub(crate) fn function_line(function: &str, line: &str) {
    drop(writeln!(io::stderr(), "{function} {line}"));
}

/// Says why the command ends.
pub(crate) fn failure(failure: &Failure) {
    drop(writeln!(io::stderr(), "{failure}"));
}
