# shellcheck shell=bash
# AWS on this machine, for Terraform and the SDKs: moto for roles, the account and log groups,
# a stand-in of ours for Lambda and AppSync, and the local stack's DynamoDB.
# shellcheck source=tests/lib/stack.sh
source tests/lib/stack.sh

# Starts both, beside a stack that runs, and leads every client to them; it needs the Python
# environment. A service that is none of these fails at once.
start_aws() {
  local dynamodb moto stand_in service key=(AWS_REGION=eu-central-1 AWS_ACCESS_KEY_ID=local)
  key+=(AWS_SECRET_ACCESS_KEY=local)
  dynamodb=http://127.0.0.1:$(announced_port DynamoDB)
  moto=$(free_port)
  MOTO_ACCOUNT_ID=000000000000 start_server moto moto_server -H 127.0.0.1 -p "$moto"
  wait_for moto 60 port_open "$moto"
  stand_in=$(free_port)
  start_server stand-in python tests/python/stand_in_aws.py "$stand_in" \
    "AWS_ENDPOINT_URL_DYNAMODB=$dynamodb" "${key[@]}"
  wait_for stand-in 20 port_open "$stand_in"
  for service in IAM STS CLOUDWATCH_LOGS; do
    export "AWS_ENDPOINT_URL_$service=http://127.0.0.1:$moto"
  done
  for service in APPSYNC LAMBDA; do
    export "AWS_ENDPOINT_URL_$service=http://127.0.0.1:$stand_in"
  done
  export "AWS_ENDPOINT_URL_DYNAMODB=$dynamodb" "${key[@]}"
  export AWS_ENDPOINT_URL=http://127.0.0.1:9 AWS_EC2_METADATA_DISABLED=true AWS_MAX_ATTEMPTS=2
}
