#!/usr/bin/env bash
# Terraform: formatted, valid, its own tests pass, and no grant is there that should not be.
set -euo pipefail
# shellcheck source=tests/lib/terraform.sh
source tests/lib/terraform.sh

for folder in infra tests/probes/deploy; do
  terraform_init "$folder"
  terraform fmt -check -diff -recursive "$folder"
  terraform -chdir="$folder" validate
done
terraform -chdir=infra test
python3 infra/tests/check_readme.py
python3 infra/tests/check_grants.py
