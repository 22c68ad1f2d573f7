#!/usr/bin/env bash
# Writes examples/ again from its fixed seed, then recomputes what is owed from the CSV files and from the FEC.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python3 scripts/make-examples.py
python3 scripts/check-examples.py
