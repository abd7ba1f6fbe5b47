#!/bin/sh
# Sets up what `make` needs: an isolated Python in .venv and the system libraries that no wheel brings.
#   scripts/setup.sh run    what it takes to write a letter
#   scripts/setup.sh test   that, the checking tools, and a Java that judges the PDFs
# Needs Python 3.11 or newer with pip. Ends with 4, saying what to run, when only an administrator can go on.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
bin=.venv/bin
pip="--quiet --disable-pip-version-check --root-user-action=ignore --constraint constraints.txt"

main() {
    make_environment
    install_mmfinance "$1"
    lacks_nothing || install_packages libpangoft2-1.0-0 libharfbuzz-subset0 || true
    if [ "$1" = test ] && ! command -v java >/dev/null; then
        install_packages default-jre-headless || say "No Java here: the tests that judge PDFs by PDF/UA-1 are skipped."
    fi
    lacks_nothing || { cat .venv/doctor.txt >&2; exit 4; }
    touch ".venv/ready-to-$1"
}

# Only a machine that lacks something (4) stops the set-up: broken data (3) is for the checks to tell.
lacks_nothing() {
    code=0
    "$bin/mmfinance" doctor >.venv/doctor.txt || code=$?
    [ $code != 4 ]
}

say() { echo "setup: $*" >&2; }

make_environment() {
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        say "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 ..."
        exit 4
    }
    "$bin/python" -c 'import pip' 2>/dev/null && return
    say "making an isolated Python in .venv"
    # Debian's Python comes without ensurepip, so `python3 -m venv` fails there; virtualenv brings its own pip.
    tools=$(mktemp -d)
    trap 'rm -rf "$tools"' EXIT
    # shellcheck disable=SC2086
    "$python" -m pip install $pip --target "$tools" virtualenv
    PYTHONPATH="$tools" "$python" -m virtualenv --quiet --clear .venv
}

install_mmfinance() {
    say "installing mmfinance and the packages it needs"
    if [ "$1" = test ]; then extra="--group dev"; else extra=""; fi
    # shellcheck disable=SC2086
    "$bin/python" -m pip install $pip --build-constraint constraints.txt $extra --editable .
}

install_packages() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then
        as_root="env"
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n env"
    else
        say "an administrator runs: apt-get install --no-install-recommends $*"
        return 1
    fi
    say "installing $* from the system's packages"
    $as_root apt-get update -qq
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

main "$1"
