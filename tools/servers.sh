#!/bin/sh
# Installs, on a Debian that is thrown away afterwards (CI), the servers that tests/deploy runs on loopback: nginx and
# OpenSSH's.  On a machine of yours nothing is installed: the tests that need one are skipped, and say so.
set -u

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

PATH="$PATH:/usr/sbin:/usr/local/sbin"
command -v nginx >/dev/null && command -v sshd >/dev/null && exit 0
if [ "${CI:-}" = true ] && command -v apt-get >/dev/null && as_root true 2>/dev/null; then
    echo "Installing nginx and openssh-server for the tests ..." >&2
    as_root env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light openssh-server' \
        </dev/null >/dev/null 2>&1 && exit 0
fi
echo "No nginx or no sshd here: the tests of tests/deploy that need them are skipped." >&2
