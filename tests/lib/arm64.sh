# shellcheck shell=bash
# What builds and runs programs for arm64 on a Debian machine of another kind: Debian's own
# packages, unpacked into a folder and never installed.
# shellcheck source=tests/lib/require.sh
source tests/lib/require.sh

# Where `arm64_toolchain` unpacks everything, and its compiler.
readonly ARM64_ROOT=$PWD/target/arm64-toolchain/root
readonly ARM64_RUSTC=$PWD/target/arm64-toolchain/rustc

# Unpacks the compiler with the standard libraries of both processors, the emulator, and what
# a program for arm64 is linked with at its start. Done once.
arm64_toolchain() {
  if [ -x "$ARM64_RUSTC" ]; then return; fi
  [ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] ||
    missing "Debian for amd64" "it unpacks Debian's compiler and emulator"
  local folder=$PWD/target/arm64-toolchain standard_library llvm
  rm -rf "$folder"
  mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial" "$folder/packages" "$ARM64_ROOT"
  # Lists of its own, so that the machine's stay for its own processor.
  APT=(-q -o "APT::Architectures=amd64,arm64" -o "Dir::State::lists=$folder/lists"
    -o "Dir::Cache=$folder/cache" -o "APT::Sandbox::User=root")
  apt-get "${APT[@]}" update
  standard_library=$(depends libstd-rust-web-dev 'libstd-rust-web-')
  llvm=$(depends "$standard_library" 'libllvm')
  (cd "$folder/packages" && apt-get "${APT[@]}" download rustc-web \
    libstd-rust-web-dev "$standard_library" "$llvm" qemu-user-static \
    libstd-rust-web-dev:arm64 "$standard_library:arm64" libc6:arm64 libgcc-s1:arm64)
  for package in "$folder"/packages/*.deb; do dpkg -x "$package" "$ARM64_ROOT"; done
  cat >"$folder/rustc.new" <<-RUSTC
	#!/bin/sh
	LD_LIBRARY_PATH="$ARM64_ROOT/usr/lib/x86_64-linux-gnu" exec "$ARM64_ROOT/usr/bin/rustc" "\$@"
	RUSTC
  chmod +x "$folder/rustc.new"
  "$folder/rustc.new" --version
  mv "$folder/rustc.new" "$ARM64_RUSTC"
}

# depends PACKAGE BEGINNING: the name of the dependency that begins so.
depends() { apt-cache "${APT[@]}" depends "$1" | sed -n "s/^ *Depends: \($2[^ ]*\)$/\1/p" | head -n 1; }
