#!/usr/bin/env bash
# A thousand company-years with every fault, on a release build, two seeds at once. What each seed holds can be said too:
# SEEDS=1..102 COMPANIES=20 DAYS=180. Many lives of half a year meet more than a few that are longer.
# A violation is told at once, with the command that shows it again, and does not hold up the others: which faults it needs
# is not looked for (--no-shrinking; the same command without it does).
# The report, one line of JSON a seed, is .build/simulate.jsonl; every violation is in .build/simulate-violations.txt.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

SEEDS=${SEEDS:-1..102}
export COMPANIES=${COMPANIES:-20} DAYS=${DAYS:-180}
scripts/setup.sh build
swift build -c release --scratch-path .build-release --product relance >&2
mkdir -p .build
RELANCE_COMMIT=$(git rev-parse --short HEAD 2>/dev/null || true)
export RELANCE_COMMIT
# What is freed stays with the process: everything lives in memory until the end (glibc; a twentieth of the time).
export MALLOC_TRIM_THRESHOLD_=268435456 MALLOC_TOP_PAD_=33554432 MALLOC_MMAP_THRESHOLD_=268435456
first=${SEEDS%%..*} last=${SEEDS##*..}
export violations=.build/simulate-violations.txt
: >"$violations"

# One seed; a program that dies is told like a violation.
play() {
    local told=.build/simulate-$1.txt result=0
    .build-release/release/relance simulate --seeds "$1" --companies "$COMPANIES" --days "$DAYS" --no-shrinking \
        >".build/simulate-$1.json" 2>"$told" || result=$?
    cat "$told" >&2
    if [ "$result" -ne 0 ]; then
        { echo "seed $1 ended with $result"; cat "$told"; } >>"$violations"
    fi
    rm -f "$told"
    return "$result"
}
export -f play

result=0
seq "$first" "$last" | xargs -P 2 -I '{}' bash -c 'play {}' || result=$?
for seed in $(seq "$first" "$last"); do cat ".build/simulate-$seed.json"; done >.build/simulate.jsonl
rm -f .build/simulate-*.json
if [ -s "$violations" ]; then echo "Violations: $violations" >&2; fi
exit "$result"
