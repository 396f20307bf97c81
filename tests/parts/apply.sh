#!/usr/bin/env bash
# terraform apply against local servers: deployed, asked, changed, destroyed, nothing left.
#
# The functions run as they are deployed, with the program, the settings and the table that
# Terraform gave them, and answer the events of AppSync; the stand-in for AppSync itself only
# keeps what it is told. The programs are the debug executables that the other parts use: what
# is shown is the deployment, not the speed.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh
# shellcheck source=tests/lib/terraform.sh
source tests/lib/terraform.sh
# shellcheck source=tests/lib/aws.sh
source tests/lib/aws.sh

# A copy, because the schema is changed; it is deleted with the logs.
readonly DEPLOYMENT=$LOGS/infra

main() {
  local api_id
  use_python_environment
  cargo build --locked --workspace
  step "zip the functions" python tests/python/zip_functions.py target/debug "$LOGS/zips"
  start_stack
  start_aws
  cp -R infra "$DEPLOYMENT"
  rm -rf "$DEPLOYMENT/.terraform"
  terraform_init "$DEPLOYMENT" >"$LOGS/init"
  write_values

  step "apply" deploy
  step "a second plan is empty" plan_is_empty
  step "the deployed functions answer every event" deployed_functions_answer
  change
  step "apply the change" deploy
  step "a plan after it is empty" plan_is_empty
  step "the change has arrived" change_has_arrived

  api_id=$(output api_id)
  step "destroy" terraform -chdir="$DEPLOYMENT" destroy -auto-approve -input=false
  [ -z "$(terraform -chdir="$DEPLOYMENT" state list)" ] || fail "the state is not empty"
  step "nothing is left" python tests/python/deployment.py left example "$api_id"
}

# The values that a user gives, and those of local.tfvars, with this run's ports.
write_values() {
  cat >"$DEPLOYMENT/test.auto.tfvars" <<-VALUES
	name                   = "example"
	auth0_domains          = ["http://127.0.0.1:$(announced_port Auth0)"]
	auth0_audiences        = ["https://records.example"]
	architecture           = "$(architecture)"
	zip_directory          = "$LOGS/zips"
	point_in_time_recovery = false
	VALUES
}

# Everything that is changed in place: a new program, the table's protection (the first of
# the two steps of a destroy), memory, the time to live, and a field of the schema.
change() {
  python tests/python/zip_functions.py target/debug "$LOGS/zips" --announce "the second program"
  cat >>"$DEPLOYMENT/test.auto.tfvars" <<-VALUES
	deletion_protection           = false
	authorizer_result_ttl_seconds = 0
	functions                     = { query-resolver = { memory_mb = 768 } }
	VALUES
  sed -i 's/^type Record {/&\n  note: String/' "$DEPLOYMENT/schema.graphql"
}

change_has_arrived() {
  expect memory 768 memory example-query-resolver &&
    expect "time to live" 0 variable example-authorizer AUTHORIZER_RESULT_TTL_SECONDS &&
    python tests/python/deployment.py schema "$(output api_id)" | grep '^  note: String$' &&
    terraform -chdir="$DEPLOYMENT" output -json live_versions | grep '"query-resolver":"2"' &&
    # Another program with the same answers, which says so where it starts.
    events query-resolver &&
    grep "the second program" "$LOGS/stand-in"
}

# expect WHAT VALUE COMMAND...
expect() {
  local found
  found=$(python tests/python/deployment.py "${@:3}")
  [ "$found" = "$2" ] || {
    echo "the $1 is $found, not $2"
    return 1
  }
}

# This machine's processor, as Lambda calls it.
architecture() {
  case $(uname -m) in
    aarch64 | arm64) echo arm64 ;;
    *) echo x86_64 ;;
  esac
}

deploy() { terraform -chdir="$DEPLOYMENT" apply -auto-approve -input=false; }

plan_is_empty() { terraform -chdir="$DEPLOYMENT" plan -detailed-exitcode -input=false; }

output() { terraform -chdir="$DEPLOYMENT" output -raw "$1"; }

deployed_functions_answer() { events '*'; }

# events PROGRAM: sends those of one program, or of all, to what the aliases lead to.
events() {
  python tests/python/send_events.py --sender boto3 --port "${AWS_ENDPOINT_URL_LAMBDA##*:}" --program "$1" \
    --name 'example-{}:live' --issuer "http://127.0.0.1:$(announced_port Auth0)/"
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
  tail -n 20 "$LOGS/stand-in" | cut -c -300 >&2
  exit 1
}

main
