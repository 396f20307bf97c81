#!/usr/bin/env bash
# The probes for AWS: what they deploy is valid, and the local AppSync answers every question.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh
# shellcheck source=tests/lib/stack.sh
source tests/lib/stack.sh
# shellcheck source=tests/lib/terraform.sh
source tests/lib/terraform.sh

readonly DEPLOYMENT=tests/probes/deploy

main() {
  use_python_environment
  terraform_init "$DEPLOYMENT" >"$LOGS/init"
  terraform fmt -check -diff "$DEPLOYMENT"
  terraform -chdir="$DEPLOYMENT" validate
  cargo build --locked --workspace
  cargo build --locked --package tests --example serve-probes
  start_stack
  start_server probes target/debug/examples/serve-probes target/debug/probe \
    "http://127.0.0.1:$(announced_port Auth0)/"
  wait_for probes 20 grep -q '^{' "$LOGS/probes"
  head -n 1 "$LOGS/probes" >"$LOGS/apis.json"
  LOCAL_TOKEN=$(cargo run --quiet --locked -- token --user user1 --port $(($(announced_port Auth0) - 1)))
  export LOCAL_TOKEN AWS_TOKEN=$LOCAL_TOKEN
  # Both sides are the local one: every difference is a fault of the question or of the answer.
  tests/aws-probes --local "$LOGS/apis.json" --aws "$LOGS/apis.json" >"$LOGS/answers" ||
    fail "the local answers differ from themselves" ': different$\|: unanswered$'
  # What the function says when it is asked for an answer that it has not.
  if grep -q 'no answer is called' "$LOGS/answers"; then
    fail "a question names no answer" 'no answer is called'
  fi
  if grep -qF -e "$LOCAL_TOKEN" "$LOGS/answers"; then fail "a token was printed" '^$'; fi
  echo "$(grep -c ': the same$' "$LOGS/answers") questions have the same answer twice"
}

# fail SENTENCE PATTERN: with what the pattern finds among the answers.
fail() {
  grep -B 4 -A 12 -e "$2" "$LOGS/answers" | cut -c -300 | head -n 100 >&2
  echo "FAILED: $1" >&2
  exit 1
}

main
