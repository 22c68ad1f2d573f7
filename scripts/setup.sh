#!/usr/bin/env bash
# Installs what is missing, and only that.
#   scripts/setup.sh build   what building and the demo need
#   scripts/setup.sh tests   the same, and what the tests need (PostgreSQL, a browser, strace, a mail server in .venv)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly build_packages=(
    libpq-dev libcurl4-openssl-dev libgmime-3.0-dev libzip-dev libxml2-dev
    libsodium-dev libsqlite3-dev pkg-config python3
)
readonly test_packages=(postgresql python3-venv chromium strace)
readonly requirements=scripts/requirements-tests.txt

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

require_swift() {
    command -v swift >/dev/null ||
        stop "Swift is not on the PATH. Install Swift 6.3 (https://www.swift.org/install/linux/) and run this again."
    local version
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    [ "$(printf '%s\n' 6.3 "$version" | sort -V | head -n 1)" = 6.3 ] ||
        stop "Swift 6.3 or later is needed; the one on the PATH is ${version:-of an unknown version} ($(command -v swift))."
}

# Prints those of the named packages that are not installed.
missing_packages() {
    local package
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || printf '%s\n' "$package"
    done
}

install_packages() {
    command -v dpkg-query >/dev/null ||
        stop "This is not a Debian system: install the equivalents of these packages by hand: $*"
    local missing as_root=()
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            stop "These packages are missing, and neither root nor sudo is at hand: ask for 'apt-get install ${missing[*]}'."
        as_root=(sudo)
    fi
    say "Installing ${missing[*]} …"
    "${as_root[@]}" apt-get update -q >&2 || say "The lists of packages could not be refreshed; trying with those at hand."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
}

# Makes .venv once for each version of the requirements.
install_python_tools() {
    local stamp=.venv/requirements.installed
    cmp -s "$requirements" "$stamp" && return 0
    say "Preparing .venv with the mail server of the tests …"
    rm -rf .venv
    python3 -m venv .venv || stop "python3 -m venv does not work: the package python3-venv is needed."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$requirements" >&2
    cp "$requirements" "$stamp"
}

case "${1:-}" in
    build)
        require_swift
        install_packages "${build_packages[@]}" ;;
    tests)
        require_swift
        install_packages "${build_packages[@]}" "${test_packages[@]}"
        install_python_tools ;;
    *)
        stop "usage: scripts/setup.sh build|tests" ;;
esac
