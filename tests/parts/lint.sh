#!/usr/bin/env bash
# Clippy has nothing to say about any target.
set -euo pipefail

cargo clippy --locked --workspace --all-targets -- -D warnings
# A workspace of its own.
cargo clippy --locked --manifest-path tests/fuzz/Cargo.toml --target-dir target -- -D warnings
