# shellcheck shell=bash
# The local stack on free ports.
# shellcheck source=tests/lib/servers.sh
source tests/lib/servers.sh

# More options of the stack, where a part needs them.
STACK_OPTIONS=(--strict)

# Starts it; `announced_port` then tells where each part of it listens.
start_stack() {
  start_server stack cargo run --quiet --locked -- --port 0 "${STACK_OPTIONS[@]}"
  wait_for stack 60 stack_is_ready
}

# Lambda is the last of the four lines.
stack_is_ready() { grep -q '^Lambda ' "$LOGS/stack"; }

# announced_port AppSync|Auth0|DynamoDB|Lambda
announced_port() { sed -nE "s|^$1 +http://127\.0\.0\.1:([0-9]+).*|\1|p" "$LOGS/stack"; }

# send_events SENDER PORT: shows what the servers said if an answer is not as expected.
send_events() {
  local issuer
  issuer="http://127.0.0.1:$(announced_port Auth0)/"
  python tests/python/send_events.py --sender "$1" --port "$2" --issuer "$issuer" || {
    tail -n 50 "$LOGS"/* >&2
    return 1
  }
}
