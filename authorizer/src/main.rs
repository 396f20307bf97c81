//! The function `authorizer`.

use std::process::ExitCode;

fn main() -> ExitCode {
    authorizer::main()
}
