#!/usr/bin/env bash
# Every test of every crate, and the integration tests against the local stack.
set -euo pipefail

cargo test --locked --workspace
