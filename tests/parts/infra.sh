#!/usr/bin/env bash
# Terraform: formatted, valid, its own tests pass, and no grant is there that should not be.
set -euo pipefail
# shellcheck source=tests/lib/require.sh
source tests/lib/require.sh

# Prints a folder of provider plugins on this machine, if there is one: TF_PLUGIN_DIR, or
# where system-wide software and its data are put.
plugin_dir() {
  if [ -n "${TF_PLUGIN_DIR:-}" ]; then
    echo "$TF_PLUGIN_DIR"
    return
  fi
  local found
  found=$(find /opt /usr/local/share /usr/share -maxdepth 5 -type d \
    -path '*/registry.terraform.io/hashicorp/aws' -print -quit 2>/dev/null || true)
  echo "${found%/registry.terraform.io/hashicorp/aws}"
}

main() {
  command -v terraform >/dev/null || missing terraform "https://developer.hashicorp.com/terraform/install"
  local plugins from=()
  plugins=$(plugin_dir)
  # Without a folder, from the registry.
  if [ -n "$plugins" ]; then from=("-plugin-dir=$plugins"); fi
  terraform fmt -check -diff -recursive infra
  terraform -chdir=infra init -backend=false -input=false "${from[@]}"
  terraform -chdir=infra validate
  terraform -chdir=infra test
  python3 infra/tests/check_readme.py
  python3 infra/tests/check_grants.py
}

main
