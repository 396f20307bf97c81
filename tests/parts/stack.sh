#!/usr/bin/env bash
# The local stack's Invoke API, by two clients with the same answers.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh
# shellcheck source=tests/lib/stack.sh
source tests/lib/stack.sh

use_python_environment
cargo build --locked --workspace
for sender in cargo-lambda boto3; do
  # A stack of its own for each: an event that writes finds the table empty.
  start_stack
  send_events "$sender" "$(announced_port Lambda)"
  end_servers
done
