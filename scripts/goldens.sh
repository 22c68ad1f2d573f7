#!/usr/bin/env bash
# Writes the expected pages, mails and letters again. Read `git diff` before committing what it changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

RELANCE_WRITE_GOLDENS=1 scripts/test.sh --filter '[Gg]olden'
git status --short -- Tests
