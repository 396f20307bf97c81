#!/usr/bin/env bash
# checkov finds nothing in the Terraform but what infra/.checkov.yaml explains.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh

use_checkov
python infra/tests/check_skips.py
