//! `cargo run`: the deployment on this machine.

use std::process::ExitCode;

fn main() -> ExitCode {
    local::main()
}
