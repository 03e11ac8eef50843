#!/bin/sh
# environment.sh site|test: .venv with what building the site, or the tests too, needs.
# Does nothing, and needs no network, while pyproject.toml, the folder and the interpreter stay as they were.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-site}
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if new_enough "$name"; then
            echo "$name"
            return
        fi
    done
    echo "sitegen needs Python 3.11 or newer; python3 here is: $(python3 --version 2>&1 || true)." >&2
    echo "Install a newer one, or name it: make $purpose PYTHON=/path/to/python3.12" >&2
    exit 1
}

make_environment() {
    rm -rf .venv
    echo "Making .venv with $("$python" --version) ..."
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "The Python module venv is missing or broken; on Debian: apt-get install python3-venv" >&2
        exit 1
    fi
    echo "$identity" >.venv/identity
}

python=$(find_python)
identity="$(pwd) $("$python" -c 'import sys; print(sys.version)' | tr '\n' ' ')"
wanted=$(cksum <pyproject.toml)

[ "$(cat .venv/identity 2>/dev/null || true)" = "$identity" ] || make_environment
for stamp in ".venv/installed-$purpose" .venv/installed-test; do # what the tests need holds what the site needs
    [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ] || exit 0
done

extra=
[ "$purpose" != test ] || extra='[test]'
echo "Installing sitegen and what it needs into .venv ..."
.venv/bin/python -m pip install --quiet --editable ".$extra"
echo "$wanted" >".venv/installed-$purpose"
