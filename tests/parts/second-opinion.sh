#!/usr/bin/env bash
# graphql-js still answers the generated documents as it is written down.
set -euo pipefail
# shellcheck source=tests/lib/require.sh
source tests/lib/require.sh

readonly FOLDER=local/src/appsync/tests/graphql_js

main() {
  local written
  require node nodejs
  require npm npm
  npm ci --prefix "$FOLDER" --ignore-scripts --no-audit --no-fund --loglevel=error
  written=$(mktemp)
  # shellcheck disable=SC2064  # the name as it is now
  trap "rm -f '$written'" EXIT
  node "$FOLDER/generate.mjs" >"$written"
  cmp "$written" "$FOLDER/documents.json" || {
    echo "documents.json is not what generate.mjs writes" >&2
    return 1
  }
}

main
