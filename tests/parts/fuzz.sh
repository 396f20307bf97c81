#!/usr/bin/env bash
# The fuzz targets for FUZZ_SECONDS each, by default 60.
#
# What leads to new places stays in target/fuzz/corpus for the next time; an input that
# fails is written to target/fuzz.
set -euo pipefail
# shellcheck source=tests/lib/fuzz.sh
source tests/lib/fuzz.sh

build_fuzz_targets release
fuzz "$FUZZ_FOLDER/corpus" -max_total_time="${FUZZ_SECONDS:-60}"
