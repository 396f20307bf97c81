# shellcheck shell=bash
# The fuzz targets: libFuzzer around the authorizer.

readonly FUZZ_FOLDER=target/fuzz
# What cargo-fuzz sets for a sanitizer of none, which needs no nightly compiler: the
# instructions by which libFuzzer sees where an input leads.
readonly FUZZ_FLAGS="--cfg fuzzing -Cpasses=sancov-module \
-Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
-Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares"

# build_fuzz_targets PROFILE: for a named target, so that build scripts go without the
# instructions.
build_fuzz_targets() {
  local host folder=$1
  host=$(rustc --version --verbose | sed -n 's/^host: //p')
  RUSTFLAGS=$FUZZ_FLAGS cargo build --locked --manifest-path tests/fuzz/Cargo.toml \
    --profile "$1" --target "$host" --target-dir "$FUZZ_FOLDER"
  if [ "$1" = dev ]; then folder=debug; fi
  FUZZ_PROGRAMS=$FUZZ_FOLDER/$host/$folder
}

# fuzz CORPUS OPTION...: each target, from its seeds. What leads to new places is kept in the
# folder CORPUS.
fuzz() {
  local corpus=$1 target
  shift
  for target in decision key_set; do
    fuzz_target "$target" "$corpus/$target" "$@"
  done
}

fuzz_target() {
  local target=$1 corpus=$2 seeds=$FUZZ_FOLDER/seeds/$1
  shift 2
  rm -rf "$seeds"
  mkdir -p "$seeds" "$corpus"
  # A line is a seed.
  awk -v folder="$seeds" '{ printf "%s", $0 > (folder "/" NR) }' "tests/fuzz/seeds/$target"
  # The longest input is longer than any token that is read.
  "$FUZZ_PROGRAMS/$target" -max_len=9000 -timeout=10 -rss_limit_mb=1024 \
    -dict=tests/fuzz/dictionary -artifact_prefix="$FUZZ_FOLDER/$target-" \
    -print_final_stats=1 "$@" "$corpus" "$seeds"
}
