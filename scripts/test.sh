#!/usr/bin/env bash
# Every test, on SQLite and on a PostgreSQL of its own. Arguments go to `swift test` (--filter Ledger, …).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh tests
# The toolchain leaves folders behind in the one for temporary files.
mkdir -p .build/tmp
TMPDIR="$PWD/.build/tmp" swift build --build-tests
rm -rf .build/tmp

# What tests leave behind when they are cut short goes with this folder. Everybody may pass through it: some tests give
# folders to a user who may do little.
TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/relance-tests-XXXXXX")
trap 'scripts/postgres-for-tests.sh stop >/dev/null 2>&1 || true; rm -rf "$TMPDIR"' EXIT
trap 'exit 130' INT TERM
chmod 755 "$TMPDIR"
export TMPDIR

RELANCE_TEST_POSTGRES=$(scripts/postgres-for-tests.sh start)
export RELANCE_TEST_POSTGRES
export RELANCE_TEST_PYTHON="$PWD/.venv/bin/python"
# The crash handler can hang where no terminal is attached.
export SWIFT_BACKTRACE=enable=no

# All at once, hundreds of tests and the processes they start would only wait for each other.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=${SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH:-8}

swift test --skip-build --disable-xctest "$@"
