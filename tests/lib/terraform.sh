# shellcheck shell=bash
# Terraform, with its provider from this machine where it is kept there.
# shellcheck source=tests/lib/require.sh
source tests/lib/require.sh

# terraform_init FOLDER
terraform_init() {
  command -v terraform >/dev/null || missing terraform "https://developer.hashicorp.com/terraform/install"
  local plugins from=()
  plugins=$(plugin_dir)
  # Without a folder, from the registry.
  if [ -n "$plugins" ]; then from=("-plugin-dir=$plugins"); fi
  terraform -chdir="$1" init -backend=false -input=false ${from[@]+"${from[@]}"}
}

# Prints a folder of provider plugins on this machine, if there is one: TF_PLUGIN_DIR, or
# where system-wide software and its data are put.
plugin_dir() {
  if [ -n "${TF_PLUGIN_DIR:-}" ]; then
    echo "$TF_PLUGIN_DIR"
    return
  fi
  local found
  found=$(find /opt /usr/local/share /usr/share -maxdepth 5 -type d \
    -path '*/registry.terraform.io/hashicorp/aws' -print -quit 2>/dev/null || true)
  echo "${found%/registry.terraform.io/hashicorp/aws}"
}
