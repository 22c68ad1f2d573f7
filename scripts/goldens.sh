#!/usr/bin/env bash
# Writes the expected pages, mails and letters again: the tests that hold them do it when RELANCE_WRITE_GOLDENS is set.
# Arguments go to `swift test`. Read `git diff` before committing what it changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

RELANCE_WRITE_GOLDENS=1 scripts/test.sh "$@"
git status --short -- Tests
