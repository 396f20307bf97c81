#!/usr/bin/env bash
# checkov finds nothing in the Terraform but what the .checkov.yaml beside it explains.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh

use_checkov
python infra/tests/check_skips.py infra tests/probes/deploy
