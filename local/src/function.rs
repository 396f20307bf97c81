//! Serving as one function: what the stack starts itself as, in a process of its own.
//!
//! The process has the function's environment and the Runtime API, and nothing else of the
//! stack: the code that runs is that of the deployed executables.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::lambda;

/// Serves as the function `name` until the Runtime API ends.
pub(crate) fn serve(name: &str) -> Result<ExitCode, Failure> {
    lambda::die_with_parent();
    match name {
        "authorizer" => Ok(authorizer::main()),
        "query-resolver" => Ok(resolvers::main(resolvers::Function::Query)),
        "mutation-resolver" => Ok(resolvers::main(resolvers::Function::Mutation)),
        _ => Err(Failure::UnknownFunction(name.to_owned())),
    }
}
