#!/usr/bin/env bash
# The local stack's Invoke API, by two clients with the same answers; the probes for AWS.
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

# The questions for AWS are questions that can be asked: here of the local stack, twice.
start_stack
appsync="http://127.0.0.1:$(announced_port AppSync)/graphql"
LOCAL_TOKEN=$(cargo run --quiet --locked -- token --user user1 --port $(($(announced_port Auth0) - 1)))
export LOCAL_TOKEN AWS_TOKEN=$LOCAL_TOKEN
tests/aws-probes --local "$appsync" --aws "$appsync" >"$LOGS/probes"
grep '^## ' "$LOGS/probes"
if grep -q ': different$' "$LOGS/probes" || grep -qF -e "$LOCAL_TOKEN" "$LOGS/probes"; then
  echo "the local stack differs from itself, or a token was printed" >&2
  exit 1
fi
