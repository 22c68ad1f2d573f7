#!/usr/bin/env bash
# Every test, on SQLite and on a PostgreSQL of its own. Arguments go to `swift test` (--filter Ledger, …).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh tests
swift build --build-tests

RELANCE_TEST_POSTGRES=$(scripts/postgres-for-tests.sh start)
trap 'scripts/postgres-for-tests.sh stop >/dev/null 2>&1 || true' EXIT
trap 'exit 130' INT TERM
export RELANCE_TEST_POSTGRES
export RELANCE_TEST_PYTHON="$PWD/.venv/bin/python"
# The crash handler can hang where no terminal is attached.
export SWIFT_BACKTRACE=enable=no

swift test --skip-build --disable-xctest "$@"
