#!/usr/bin/env bash
# The documentation builds, and its links lead somewhere.
set -euo pipefail

RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --document-private-items
