#!/usr/bin/env bash
# Bans, licences and sources of the dependencies, the fuzz targets' as well, as deny.toml says.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh

use_python_environment
# Not advisories: their database is a git repository, out of reach of a closed network.
cargo deny --locked check --allow license-exception-not-encountered bans licenses sources

# The fuzz targets are a workspace of their own, in which less is met of what deny.toml names.
cargo deny --locked --manifest-path tests/fuzz/Cargo.toml --config deny.toml check \
  --allow license-not-encountered --allow unmatched-skip bans licenses sources

# They have a lock of their own, too. They test what is deployed only with the same
# versions; libFuzzer and what it needs are all that may come in addition.
packages() { awk '$1 == "name" { name = $3 } $1 == "version" && name { print name, $3 }' "$1" | sort; }
ADDED=$(comm -13 <(packages Cargo.lock) <(packages tests/fuzz/Cargo.lock) | cut -d '"' -f 2 | xargs)
if [ "$ADDED" != "arbitrary fuzz libfuzzer-sys" ]; then
  echo "tests/fuzz/Cargo.lock has more than Cargo.lock: $ADDED; copy Cargo.lock there and build" >&2
  exit 1
fi
