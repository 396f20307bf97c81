#!/usr/bin/env bash
# The fuzz targets on their seeds and on two thousand inputs that are made of them.
set -euo pipefail
# shellcheck source=tests/lib/fuzz.sh
source tests/lib/fuzz.sh

# `release` takes twice the time to build, which so few runs do not win back.
build_fuzz_targets dev
CORPUS=$(mktemp -d)
trap 'rm -rf "$CORPUS"' EXIT
fuzz "$CORPUS" -runs=2000 -seed=1 -verbosity=0
