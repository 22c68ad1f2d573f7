#!/usr/bin/env bash
# Plants bugs on purpose, wakes them one by one, and lets the simulator find each: `make planted`.
# PLANTED="NAME NAME" tries some of them; PLANTED_SEEDS is how many seeds each may last.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh build
scripts/planted.py .build-planted/tree
swift build --package-path .build-planted/tree --scratch-path .build-planted/build -c release --product relance
program=.build-planted/build/release/relance
# shellcheck disable=SC2086 # The names are words.
exec python3 scripts/planted-hunt.py "$program" "${PLANTED_SEEDS:-50}" ${PLANTED:-} >.build-planted/report.jsonl
