#!/usr/bin/env bash
# The record store's tests once more, against moto. Neither engine is AWS's own.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh
# shellcheck source=tests/lib/servers.sh
source tests/lib/servers.sh

main() {
  local port
  use_python_environment
  port=$(free_port)
  start_server moto python tests/python/serve_moto.py "$port"
  wait_for moto 30 port_open "$port"
  DYNAMODB_ENGINE=moto AWS_ENDPOINT_URL_DYNAMODB="http://127.0.0.1:$port" \
    cargo test --locked --package resolvers --test records
}

main
