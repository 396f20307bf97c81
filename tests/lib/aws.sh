# shellcheck shell=bash
# AWS on this machine, for Terraform and the SDKs: the local stack with nothing deployed, and
# moto for roles, the account and log groups.
# shellcheck source=tests/lib/require.sh
source tests/lib/require.sh
# shellcheck source=tests/lib/stack.sh
source tests/lib/stack.sh

# Starts both and leads every client to them; it needs the Python environment.
start_aws() {
  local moto
  [ "$(uname -s)" = Linux ] || missing Linux "the functions are built for it"
  moto=$(free_port)
  MOTO_ACCOUNT_ID=000000000000 start_server moto moto_server -H 127.0.0.1 -p "$moto"
  wait_for moto 60 port_open "$moto"
  STACK_OPTIONS+=(--empty --iam-endpoint "http://127.0.0.1:$moto")
  start_empty_stack
  export AWS_MAX_ATTEMPTS=2
}

# Starts the stack, or starts it again, and pastes the lines that it offers.
start_empty_stack() {
  start_stack
  eval "$(grep -E '^(export|unset) ' "$LOGS/stack")"
}

# Kills the stack, which then cleans nothing up.
kill_stack() {
  kill -KILL "$SERVER"
  wait "$SERVER" || true
}
