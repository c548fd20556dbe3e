# Functions that make Python environments; sourced by .ci/environment and .ci/run.
# uv is used where it is found and works, else Python's own venv and pip. What they say goes to a
# log, which is shown where both fail.

log=$(mktemp "${TMPDIR:-/tmp}/msgc-setup.XXXXXX")
trap 'rm -f "$log"' EXIT

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Prints a Python that is new enough; PYTHON=... names one by hand.
find_python() {
  local name
  for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if is_new_enough "$name"; then
      echo "$name"
      return
    fi
  done
  return 1
}

has_uv() { command -v uv >/dev/null 2>&1; }

# make_environment DIR: an empty environment in DIR, whatever was there before.
make_environment() {
  local python
  python=$(find_python) || python=''
  has_uv && uv venv --quiet --clear --python "${python:->=3.11}" "$1" >>"$log" 2>&1 && return
  if [ -z "$python" ]; then
    stop 'msgc needs Python 3.11 or newer: install it, or name it with PYTHON=/path/to/python3'
  fi
  "$python" -m venv --clear "$1" >>"$log" 2>&1 ||
    stop "msgc needs Python's venv module (Debian, Ubuntu: apt install python3-venv), or uv"
}

# install DIR WORD...: gives the words to pip, or uv's pip, for the environment in DIR.
install() {
  local python=$1/bin/python
  shift
  has_uv && uv pip install --quiet --python "$python" "$@" >>"$log" 2>&1 && return
  "$python" -m pip install --quiet --disable-pip-version-check "$@" >>"$log" 2>&1 && return
  tail -n 20 "$log" >&2
  stop "pip could not install: $*"
}

stop() {
  echo "$*" >&2
  exit 1
}
