//! The function `probe`.

use std::process::ExitCode;

fn main() -> ExitCode {
    probes::main()
}
