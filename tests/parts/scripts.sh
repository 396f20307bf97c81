#!/usr/bin/env bash
# The scripts of the tests and of the deployment: linted, formatted, tested.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh

use_python_environment
shellcheck --external-sources .ci/run tests/run tests/lib/*.sh tests/parts/*.sh
readonly PYTHON=(tests/aws-probes tests/python infra infra/fetch-jwks infra/reproduce-zips)
ruff check --config tests/python/ruff.toml "${PYTHON[@]}"
ruff format --config tests/python/ruff.toml --check "${PYTHON[@]}"
python -m unittest discover --start-directory tests/python
