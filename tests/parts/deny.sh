#!/usr/bin/env bash
# Bans, licences and sources of the dependencies, as deny.toml says.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh

use_python_environment
# Not advisories: their database is a git repository, out of reach of a closed network.
cargo deny --locked check bans licenses sources
