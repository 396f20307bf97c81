#!/usr/bin/env bash
# cargo lambda watch and invoke: every event gets its expected answer.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh
# shellcheck source=tests/lib/stack.sh
source tests/lib/stack.sh

# The functions' keys and their table are those of the local stack.
main() {
  local port
  use_python_environment
  cargo build --locked --workspace
  start_stack
  python tests/python/function_environment.py \
    "$(announced_port Auth0)" "$(announced_port DynamoDB)" >"$LOGS/environment"
  port=$(free_port)
  start_server watch cargo lambda watch --ignore-changes --invoke-address 127.0.0.1 \
    --invoke-port "$port" --env-file "$LOGS/environment"
  wait_for watch 30 port_open "$port"
  send_events cargo-lambda "$port"
}

main
