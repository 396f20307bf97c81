//! The function `mutation-resolver`.

use std::process::ExitCode;

fn main() -> ExitCode {
    resolvers::main(resolvers::Function::Mutation)
}
