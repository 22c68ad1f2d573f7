#!/usr/bin/env bash
# A few small seeds of company life, on a debug build; arguments replace those of `relance simulate`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh
swift build --product relance >&2
RELANCE_COMMIT=$(git rev-parse --short HEAD 2>/dev/null || true)
export RELANCE_COMMIT
if [ $# -eq 0 ]; then set -- --seeds 1..8 --companies 3 --days 40; fi
.build/debug/relance simulate "$@"
