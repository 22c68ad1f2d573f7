#!/usr/bin/env bash
# A thousand company-years with every fault, on a release build, two seeds at once. What each seed holds can be said too:
# SEEDS=1..102 COMPANIES=20 DAYS=180. Many lives of half a year meet more than a few that are longer.
# The report, one line of JSON a seed, is .build/simulate.jsonl.
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
result=0
seq "$first" "$last" | xargs -P 2 -I '{}' sh -c \
    '.build-release/release/relance simulate --seeds {} --companies "$COMPANIES" --days "$DAYS" >.build/simulate-{}.json' || result=$?
for seed in $(seq "$first" "$last"); do cat ".build/simulate-$seed.json"; done >.build/simulate.jsonl
rm -f .build/simulate-*.json
exit "$result"
