# shellcheck shell=bash
# Says what the machine lacks before time is spent, or installs it where that is allowed.

# require COMMAND DEBIAN_PACKAGE: installs the package if the command is missing, this is
# root and there is apt-get; else says what is missing and stops.
require() {
  if command -v "$1" >/dev/null; then return; fi
  install_package "$2"
  if command -v "$1" >/dev/null; then return; fi
  missing "$1" "Debian: apt-get install $2"
}

# missing WHAT HINT
missing() {
  echo "tests/run needs $1, which is not here ($2)" >&2
  exit 2
}

install_package() {
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then return 0; fi
  echo "installing $1" >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y "$1"; } >&2 || true
}
