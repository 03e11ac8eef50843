#!/bin/sh
# Prints the path of a Chromium or Chrome, after installing Debian's where there is none and we may; prints
# nothing, and says on stderr what that means, where none can be had.   --find: look only, install nothing.
set -u

find_browser() {
    for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        command -v "$name" && return 0
    done
    return 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    grep -q '^ID=debian' /etc/os-release 2>/dev/null && command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null
}

install_browser() {
    echo "No Chromium found: installing Debian's for the browser tests ..." >&2
    as_root env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium' </dev/null >/dev/null 2>&1
}

find_browser && exit 0
[ "${1:-}" != --find ] || exit 0
if may_install && install_browser && find_browser; then
    exit 0
fi
echo "No Chromium or Chrome here, and none could be installed: the browser tests (tests/browser) are skipped." >&2
