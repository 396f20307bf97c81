#!/usr/bin/env bash
# The functions as they are deployed: built for arm64, and every event through them under qemu.
#
# Not part of the default run: a first build takes many minutes.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh
# shellcheck source=tests/lib/arm64.sh
source tests/lib/arm64.sh
# shellcheck source=tests/lib/stack.sh
source tests/lib/stack.sh

readonly ZIPS=target/lambda-arm64

main() {
  local port
  use_python_environment
  arm64_toolchain
  RUSTC=$ARM64_RUSTC cargo lambda build --release --arm64 --output-format zip \
    --skip-target-check --locked --lambda-dir "$ZIPS" -p authorizer -p resolvers
  infra/reproduce-zips "$ZIPS"
  # The functions' keys and their table are those of the local stack.
  cargo build --locked --workspace
  start_stack
  set -a
  # shellcheck disable=SC1090
  source <(python tests/python/function_environment.py \
    "$(announced_port Auth0)" "$(announced_port DynamoDB)")
  set +a
  port=$(free_port)
  start_server functions python tests/python/emulate_functions.py "$port" "$ZIPS" \
    "$ARM64_ROOT/usr/bin/qemu-aarch64-static" -L "$ARM64_ROOT"
  wait_for functions 30 port_open "$port"
  send_events boto3 "$port"
}

main
