//! The local stack again, so that `cargo test` builds what the tests start.

use std::process::ExitCode;

fn main() -> ExitCode {
    local::main()
}
