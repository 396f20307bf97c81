#!/usr/bin/env bash
# The probes for AWS: Terraform deploys them to the local stack, which answers every question by HTTP.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh
# shellcheck source=tests/lib/terraform.sh
source tests/lib/terraform.sh
# shellcheck source=tests/lib/aws.sh
source tests/lib/aws.sh

# A copy, in which Terraform keeps its state; it is deleted with the logs.
readonly DEPLOYMENT=$LOGS/tests/probes/deploy
# What AWS does with doubtful answers is asked, so they are not refused here.
STACK_OPTIONS=()

main() {
  use_python_environment
  cargo build --locked --workspace
  python tests/python/zip_functions.py target/debug "$LOGS" probe
  start_aws
  mkdir "$LOGS/tests" "$LOGS/infra"
  cp -R tests/probes "$LOGS/tests"
  cp -R infra/modules "$LOGS/infra"
  rm -rf "$DEPLOYMENT"/{.terraform,terraform.tfstate*}
  terraform_init "$DEPLOYMENT" >"$LOGS/init"
  export TF_VAR_zip=$LOGS/probe/bootstrap.zip
  TF_VAR_issuer=http://127.0.0.1:$(announced_port Auth0)/
  export TF_VAR_issuer
  quietly terraform -chdir="$DEPLOYMENT" apply -auto-approve -input=false
  # What is deployed is what the configuration says.
  quietly terraform -chdir="$DEPLOYMENT" plan -detailed-exitcode -input=false
  ask_twice
}

# quietly COMMAND...: shows what it printed only if it fails.
quietly() {
  "$@" >"$LOGS/output" 2>&1 || {
    tail -n 60 "$LOGS/output" >&2
    return 1
  }
}

# Both sides are the local one: every difference is a fault of a question or of an answer.
ask_twice() {
  terraform -chdir="$DEPLOYMENT" output -json apis >"$LOGS/apis.json"
  LOCAL_TOKEN=$(cargo run --quiet --locked -- token --user user1 --port $(($(announced_port Auth0) - 1)))
  export LOCAL_TOKEN AWS_TOKEN=$LOCAL_TOKEN
  tests/aws-probes --local "$LOGS/apis.json" --aws "$LOGS/apis.json" >"$LOGS/answers" ||
    fail "the local answers differ from themselves" ': different$\|: unanswered$'
  # What the function says when it is asked for an answer that it has not.
  if grep -q 'no answer is called' "$LOGS/answers"; then
    fail "a question names no answer" 'no answer is called'
  fi
  # What is refused does not count; what is answered would have to.
  if grep -q '^connection_init:$' "$LOGS/answers"; then
    fail "the local AppSync has real time, and its answers are not compared" '^connection_init:$'
  fi
  if grep -qF -e "$LOCAL_TOKEN" "$LOGS/answers"; then fail "a token was printed" '^$'; fi
  echo "$(grep -c ': the same$' "$LOGS/answers") questions have the same answer twice"
}

# fail SENTENCE PATTERN: with what the pattern finds among the answers.
fail() {
  grep --text -B 4 -A 12 -e "$2" "$LOGS/answers" | cut -c -300 | head -n 100 >&2
  echo "FAILED: $1" >&2
  exit 1
}

main
