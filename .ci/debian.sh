# Installs what a machine lacks; sourced, after environment.sh.

# debian_install PACKAGE...: one line says what to install where neither root nor sudo can.
debian_install() {
  local root
  root=$(as_root) && command -v apt-get >/dev/null ||
    stop "Debian's packages that are missing here, to be installed by hand: $*"
  echo "Installing $* (once) ..." >&2
  $root apt-get update -qq >>"$log" 2>&1 &&
    $root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -qq -y --no-install-recommends "$@" >>"$log" 2>&1 && return
  tail -n 20 "$log" >&2
  stop "apt-get could not install: $*"
}

# Prints what goes before a command that root runs: nothing where we are root.
as_root() {
  [ "$(id -u)" = 0 ] && echo env && return
  sudo -n true 2>/dev/null && echo 'sudo -n'
}
