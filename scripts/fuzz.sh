#!/usr/bin/env bash
# Tries every parser with made-up inputs (libFuzzer with AddressSanitizer), and stops at what breaks a property.
#   scripts/fuzz.sh [--seconds N] [TARGET …]   N seconds for each target (60), all targets by default
#   scripts/fuzz.sh replay TARGET FILE …       gives a target the named inputs, once
# What was found and measured: .build-fuzz/report.jsonl, one line a target.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly room=.build-fuzz
readonly program=$room/fuzz
readonly report=$room/report.jsonl
# No handler beside libFuzzer's own: it would read memory that AddressSanitizer guards.
export SWIFT_BACKTRACE=enable=no
# Swift marks pointers in their unused bits, where the search for leaks does not find them; what leaks at each input
# passes the limit of memory instead.
export ASAN_OPTIONS=detect_leaks=0

say() { printf '%s\n' "$*" >&2; }

# The parsers are compiled with the instrumentation, optimised as they are in a release; overflow still traps.
build() {
    scripts/setup.sh build
    mkdir -p "$room"
    say "Building the instrumented parsers …"
    swift build -c release --scratch-path "$room" --target Fuzz \
        -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=fuzzer-no-link,address >"$room/build.log" 2>&1 ||
        { cat "$room/build.log" >&2; exit 1; }
    local libraries
    # libFuzzer brings the main function, so the package manager cannot link this program.
    read -ra libraries <<<"$(pkg-config --libs libzip libxml-2.0 libsodium)"
    find "$room"/release/*.build/ -name '*.o' >"$room/objects"
    swiftc -sanitize=fuzzer,address -parse-as-library -o "$program" @"$room/objects" "${libraries[@]}" >"$room/link.log" 2>&1 ||
        { cat "$room/link.log" >&2; exit 1; }
}

# The number after a name in libFuzzer's final statistics, or 0.
figure() { sed -n "s/^stat::$2: *\([0-9]*\).*/\1/p" "$1" | tail -n 1 | grep . || echo 0; }

# The number after a word in the last line of progress, or 0.
progress() { grep -oE "^#[0-9]+.* $2: [0-9]+" "$1" | tail -n 1 | grep -oE '[0-9]+$' || echo 0; }

# Tries one target; prints its line of the report.
try() {
    local target=$1 longest=$2 seconds=$3
    local grown=$room/corpus/$target found=$room/found/$target log=$room/logs/$target.log
    local folders=() options=() input code=0
    mkdir -p "$grown" "$found" "$room/logs"
    for kind in Corpus Found; do
        [ -d "Tests/Fuzz/$kind/$target" ] && folders+=("Tests/Fuzz/$kind/$target")
    done
    [ -f "Tests/Fuzz/Dictionaries/$target.dict" ] && options+=("-dict=Tests/Fuzz/Dictionaries/$target.dict")
    rm -f "$found"/*
    # The driver bounds the processor time of an input; the timeout here is for one that never ends.
    RELANCE_FUZZ_TARGET=$target "$program" -max_total_time="$seconds" -max_len="$longest" -timeout=60 \
        -rss_limit_mb=1024 -malloc_limit_mb=512 -detect_leaks=0 -report_slow_units=60 -print_final_stats=1 \
        "${options[@]}" -artifact_prefix="$found/" "$grown" "${folders[@]}" >"$log" 2>&1 || code=$?
    input=$(find "$found" -type f | head -n 1)
    if [ "$code" -ne 0 ] && [ -z "$input" ]; then input=$log; fi
    printf '{"target":"%s","seconds":%s,"executions":%s,"corpus":%s,"coverage":%s,"features":%s,"crashes":%s,"slowest_ms":%s,"peak_rss_mb":%s,"input":"%s"}\n' \
        "$target" "$seconds" "$(figure "$log" number_of_executed_units)" "$(find "$grown" "${folders[@]}" -type f | wc -l)" \
        "$(progress "$log" cov)" "$(progress "$log" ft)" "$([ "$code" -eq 0 ] && echo 0 || echo 1)" \
        "$(figure "$log" slowest_unit_ms)" "$(figure "$log" peak_rss_mb)" "$input"
}

# Puts a target's line in the report in the place of its last one.
remember() {
    touch "$report"
    { grep -v "^{\"target\":\"$1\"," "$report" || true; echo "$2"; } >"$report.new"
    mv "$report.new" "$report"
}

show() {
    printf '%s\n' "$1" | sed -E 's/[{}"]//g; s/,/  /g; s/:/ /g; s/  input .*//'
}

# A function, so that the whole of this file is read before any of it runs.
main() {
    local seconds=60 target failed=0 known wanted entry longest line input name
    if [ "${1:-}" = replay ]; then
        [ "$#" -ge 3 ] || { say "usage: scripts/fuzz.sh replay TARGET FILE …"; exit 64; }
        target=$2
        shift 2
        build
        RELANCE_FUZZ_TARGET=$target exec "$program" -timeout=60 -rss_limit_mb=1024 "$@"
    fi
    if [ "${1:-}" = --seconds ]; then
        seconds=$2
        shift 2
    fi

    build
    mapfile -t known < <("$program")
    wanted=("$@")
    for name in "${wanted[@]}"; do
        printf '%s\n' "${known[@]}" | grep -q "^$name " ||
            { say "There is no target $name; there are: $(printf '%s\n' "${known[@]}" | cut -d' ' -f1 | paste -sd' ')"; exit 64; }
    done
    for entry in "${known[@]}"; do
        read -r target longest <<<"$entry"
        if [ "${#wanted[@]}" -gt 0 ] && ! printf '%s\n' "${wanted[@]}" | grep -qx "$target"; then continue; fi
        line=$(try "$target" "$longest" "$seconds")
        remember "$target" "$line"
        show "$line"
        grep -q '"crashes":0' <<<"$line" && continue
        failed=1
        input=$(sed -E 's/.*"input":"([^"]*)".*/\1/' <<<"$line")
        say "$target breaks: $(grep -m 1 -E "^$target: |ERROR:" "$room/logs/$target.log" | cut -c1-300)"
        say "  the input: $input"
        say "  again:     scripts/fuzz.sh replay $target $input"
        say "  once mended, keep it: mkdir -p Tests/Fuzz/Found/$target && cp $input Tests/Fuzz/Found/$target/"
    done
    return "$failed"
}

main "$@"
exit
