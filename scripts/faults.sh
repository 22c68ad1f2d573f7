#!/usr/bin/env bash
# Everything that can be done to the program by force, on the real binary, a real relay and real databases.
#   scripts/faults.sh bounded   a share of it, about ten minutes on two cores
#   scripts/faults.sh long      the whole
#   scripts/faults.sh summary   what the last run said
# RELANCE_FAULTS_SEED=N draws other mornings and other moments; RELANCE_FAULTS_ONLY='words' plays the experiments whose
# names have these words. The report, one line of JSON for each family, is .build/faults.jsonl.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly report="$PWD/.build/faults.jsonl"

case "${1:-}" in
    bounded | long) ;;
    summary) exec python3 scripts/faults-summary.py "$report" ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac

mkdir -p .build
rm -f "$report"
export RELANCE_FAULTS=$1 RELANCE_FAULTS_REPORT=$report RELANCE_FAULTS_SEED=${RELANCE_FAULTS_SEED:-1}
trap 'RELANCE_TEST_CLUSTER=faults scripts/postgres-for-tests.sh stop >/dev/null 2>&1 || true' EXIT
result=0
scripts/test.sh --filter '^ProgramTests\.FaultTests' || result=$?
python3 scripts/faults-summary.py "$report" || result=$?
exit "$result"
