#!/usr/bin/env bash
# Removes what the other commands made: builds, the Python environment, the demo.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/postgres-for-tests.sh stop >/dev/null 2>&1 || true
rm -rf .build .build-* .venv var scripts/__pycache__
