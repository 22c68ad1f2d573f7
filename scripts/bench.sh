#!/usr/bin/env bash
# The measures, on a release build: one line of JSON each on the standard output. Arguments go to the program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh tests
readonly scratch=.build-release
swift build --configuration release --scratch-path "$scratch" --product relance-bench >&2

# A server that runs already may be one that forgets what it wrote.
scripts/postgres-for-tests.sh stop
RELANCE_TEST_POSTGRES=$(RELANCE_TEST_FSYNC=on scripts/postgres-for-tests.sh start)
trap 'scripts/postgres-for-tests.sh stop >/dev/null 2>&1 || true' EXIT
trap 'exit 130' INT TERM
export RELANCE_TEST_POSTGRES
export RELANCE_TEST_PYTHON="$PWD/.venv/bin/python"

"$scratch/release/relance-bench" "$@"
