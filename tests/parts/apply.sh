#!/usr/bin/env bash
# terraform apply to the local stack: deployed, queried, changed, repaired, made again, destroyed.
#
# As the README says for a laptop. AppSync, Lambda and DynamoDB are the stack's, IAM is moto's,
# and every query goes through what Terraform deployed. The programs are the debug executables
# that the other parts use: what is shown is the deployment, not the speed.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh
# shellcheck source=tests/lib/terraform.sh
source tests/lib/terraform.sh
# shellcheck source=tests/lib/aws.sh
source tests/lib/aws.sh

# A copy, because the schema is changed; it is deleted with the logs.
readonly DEPLOYMENT=$LOGS/infra
# What Terraform's provider sends, and to whom.
readonly REQUESTS=$LOGS/requests
readonly VALUES=(-input=false -var-file=local.tfvars -var-file=test.tfvars)
# The authorizer's setting that is changed in place.
readonly TIME_TO_LIVE=(-var authorizer_result_ttl_seconds=0)
# What Terraform does with a function whose creation was broken off.
readonly ANEW=('-replace=module.authorizer[0].module.function.aws_lambda_function.this'
  '-replace=module.resolver["query-resolver"].aws_lambda_function.this')
readonly OIDC=(-var authorization=oidc -var 'auth0_client_ids=["local-console"]')

main() {
  use_python_environment
  cargo build --locked --workspace
  step "zip the functions" zip_functions
  # Where the stack unpacks the functions.
  export TMPDIR=$LOGS/unpacked
  mkdir "$TMPDIR"
  start_aws
  cp -R infra "$DEPLOYMENT"
  rm -rf "$DEPLOYMENT"/{.terraform,terraform.tfstate.d}
  terraform_init "$DEPLOYMENT" >"$LOGS/init"
  cat >"$DEPLOYMENT/test.tfvars" <<-VALUES
	deletion_protection = true
	zip_directory       = "$LOGS/zips"
	VALUES

  step "apply" deploy
  step "a second plan is empty" plan_is_empty
  GRAPHQL_URL=$(terraform -chdir="$DEPLOYMENT" output -raw graphql_url)
  step "the deployed API answers as the local one" api_tests
  step "the deployed functions answer every event" deployed_functions_answer
  step "without its role's policy a data source invokes nothing" without_policy
  step "without its permission the authorizer is not invoked" without_permission
  change
  step "apply the change and what is missing" deploy "${TIME_TO_LIVE[@]}"
  step "a plan after it is empty" plan_is_empty "${TIME_TO_LIVE[@]}"
  step "the change has arrived" change_has_arrived
  step "apply the oidc mode" deploy "${OIDC[@]}"
  step "AppSync verifies tokens itself" answers reader
  step "apply the lambda mode again" deploy
  step "the authorizer verifies tokens again" answers user2
  step "apply with functions made anew" deploy "${ANEW[@]}"
  step "their alias and permission came with them" answers user1
  step "a killed stack leaves nothing to the next one" restart
  step "apply makes everything again" deploy
  step "a plan after it is empty" plan_is_empty
  GRAPHQL_URL=$(terraform -chdir="$DEPLOYMENT" output -raw graphql_url)
  step "what was made again answers" answers reader
  step "destroy" terraform -chdir="$DEPLOYMENT" destroy -auto-approve "${VALUES[@]}"
  [ -z "$(terraform -chdir="$DEPLOYMENT" state list)" ] || fail "the state is not empty"
  step "nothing is left" deployment left
  step "no request left this machine" requests_stayed_here
}

# Bounded, because the provider waits for a service that doesn't answer.
deploy() {
  TF_LOG_PROVIDER=DEBUG TF_LOG_PATH=$REQUESTS timeout --signal=INT 300 \
    terraform -chdir="$DEPLOYMENT" apply -auto-approve "${VALUES[@]}" "$@"
}

plan_is_empty() {
  TF_LOG_PROVIDER=DEBUG TF_LOG_PATH=$REQUESTS timeout --signal=INT 120 \
    terraform -chdir="$DEPLOYMENT" plan -detailed-exitcode "${VALUES[@]}" "$@"
}

zip_functions() { python tests/python/zip_functions.py target/debug "$LOGS/zips" "$@"; }

deployment() { python tests/python/deployment.py "$@"; }

# The end-to-end tests, as docs/deploy.md has them ask a deployed API.
api_tests() {
  API_ENDPOINT=$GRAPHQL_URL API_USER1_TOKEN=$(token user1) API_USER2_TOKEN=$(token user2) \
    API_READER_TOKEN=$(token reader) cargo test --locked -p tests --test integration api::
}

deployed_functions_answer() {
  python tests/python/send_events.py --sender boto3 --port "${AWS_ENDPOINT_URL_LAMBDA##*:}" \
    --name 'local-{}:live' --issuer "http://127.0.0.1:$(announced_port Auth0)/"
}

without_policy() {
  deployment take-policy local-query-resolver-invoke invoke
  ask user1 '{ me { sub } }' >"$LOGS/answer"
  grep '^{"data":{"me":null},"errors":.*"errorType":"Lambda:AccessDeniedException".*}200$' "$LOGS/answer" &&
    grep 'WARN not granted: no permission: no policy of the role .*/local-query-resolver-invoke"' "$LOGS/stack"
}

# As another user than the step before it, as `answers` says.
without_permission() {
  deployment take-permission local-authorizer appsync
  expect '{"errors":[{"errorType":"BadRequestException"}]}400' ask user2 '{ me { sub } }'
}

# Everything that is changed in place: a new program, memory, the table's protection (the first
# of the two steps of a destroy), and a field of the schema; and the time to live, which
# `deploy` is given.
change() {
  zip_functions --announce "the second program"
  cat >"$DEPLOYMENT/test.tfvars" <<-VALUES
	zip_directory = "$LOGS/zips"
	functions     = { query-resolver = { memory_mb = 768 } }
	VALUES
  sed -i 's/^type Identity {/&\n  note: String/' "$DEPLOYMENT/schema.graphql"
}

change_has_arrived() {
  expect 768 deployment memory local-query-resolver &&
    expect 0 deployment variable local-authorizer AUTHORIZER_RESULT_TTL_SECONDS &&
    terraform -chdir="$DEPLOYMENT" output -json live_versions | grep '"query-resolver":"2"' &&
    expect '{"data":{"me":{"sub":"auth0|user1","note":null}}}200' ask user1 '{ me { sub note } }' &&
    # Another program with the same answers, which says so where it starts.
    grep "the second program" "$LOGS/stack"
}

# answers USER: each step asks as another user than the one before it. Two tokens of one second
# are the same, and the answer for the first is kept.
answers() { expect "{\"data\":{\"me\":{\"sub\":\"auth0|$1\"}}}200" ask "$1" '{ me { sub } }'; }

# With another key, other ports and nothing deployed, while roles and log groups, which are
# moto's, are still there.
restart() {
  [ "$(unpacked)" -gt 0 ] || return 1
  kill_stack
  start_empty_stack
  expect 0 unpacked && expect "" pgrep -f "$TMPDIR/local-lambda-code-"
}

# How many functions are unpacked.
unpacked() { find "$TMPDIR" -maxdepth 1 -name 'local-lambda-code-*' | wc -l; }

# The provider asks more services than have a resource here, such as KMS.
requests_stayed_here() {
  grep -oE 'net\.peer\.name=[^ ]+' "$REQUESTS" | sort | uniq -c >"$LOGS/peers"
  cat "$LOGS/peers"
  [ "$(wc -l <"$LOGS/peers")" -eq 1 ] && grep -q '=127\.0\.0\.1$' "$LOGS/peers"
}

# ask USER QUERY: the answer to a query, with a new token, and its status; all without spaces.
ask() {
  curl -sS -w '%{http_code}' -H "Authorization: $(token "$1")" \
    -H 'Content-Type: application/json' --data "{\"query\":\"$2\"}" "$GRAPHQL_URL" |
    tr -d '[:space:]'
}

# token USER: the command takes the port before Auth0's.
token() {
  cargo run --quiet --locked -- --port "$(($(announced_port Auth0) - 1))" token --user "$1"
}

# expect OUTPUT COMMAND...
expect() {
  local found
  found=$("${@:2}")
  [ "$found" = "$1" ] || {
    printf '%s: expected %s, found %s\n' "${*:2}" "$1" "$found"
    return 1
  }
}

# step NAME COMMAND...: shows what it printed only if it fails.
step() {
  local started=$SECONDS
  if ! "${@:2}" >"$LOGS/step" 2>&1; then
    cat "$LOGS/step" >&2
    fail "$1"
  fi
  echo "ok  $1 ($((SECONDS - started)) s)"
}

fail() {
  echo "FAILED: $1" >&2
  tail -n 20 "$LOGS/stack" | cut -c -300 >&2
  exit 1
}

main
