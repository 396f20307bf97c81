#!/usr/bin/env bash
# Terraform: formatted, valid, its own tests pass, and no grant is there that should not be.
set -euo pipefail
# shellcheck source=tests/lib/terraform.sh
source tests/lib/terraform.sh

terraform_init infra
terraform fmt -check -diff -recursive infra
terraform -chdir=infra validate
terraform -chdir=infra test
python3 infra/tests/check_readme.py
python3 infra/tests/check_grants.py
