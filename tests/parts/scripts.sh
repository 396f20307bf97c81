#!/usr/bin/env bash
# The tests' own scripts: linted, formatted, and the comparison of answers tested.
set -euo pipefail
# shellcheck source=tests/lib/python.sh
source tests/lib/python.sh

use_python_environment
shellcheck --external-sources .ci/run tests/run tests/lib/*.sh tests/parts/*.sh
ruff check tests/python
ruff format --check tests/python
python -m unittest discover --start-directory tests/python
