//! The function `query-resolver`.

use std::process::ExitCode;

fn main() -> ExitCode {
    resolvers::main(resolvers::Function::Query)
}
