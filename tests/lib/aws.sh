# shellcheck shell=bash
# AWS on this machine, for Terraform and the SDKs: the local stack with nothing deployed, and
# moto for roles, the account and log groups.
# shellcheck source=tests/lib/stack.sh
source tests/lib/stack.sh

# Starts both and leads every client to them; it needs the Python environment. A service that
# is none of theirs fails at once.
start_aws() {
  local moto
  moto=$(free_port)
  MOTO_ACCOUNT_ID=000000000000 start_server moto moto_server -H 127.0.0.1 -p "$moto"
  wait_for moto 60 port_open "$moto"
  STACK_OPTIONS+=(--empty --iam-endpoint "http://127.0.0.1:$moto")
  start_stack
  # The lines that it offers to paste.
  # shellcheck disable=SC1090
  source <(grep -E '^(export|unset) ' "$LOGS/stack")
  export AWS_ENDPOINT_URL=http://127.0.0.1:9 AWS_MAX_ATTEMPTS=2
}
