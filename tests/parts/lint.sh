#!/usr/bin/env bash
# Clippy has nothing to say about any target.
set -euo pipefail

cargo clippy --locked --workspace --all-targets -- -D warnings
