#!/usr/bin/env bash
# Takes the picture of the README: the page of the demo company, as a browser shows it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly port=${RELANCE_DEMO_PORT:-8089}
readonly picture=docs/guides/ce-matin.png

scripts/setup.sh tests
RELANCE_DEMO_NO_SERVE=1 scripts/demo.sh
RELANCE_DATA="$PWD/var/demo" "$(swift build --show-bin-path)/relance" serve --port "$port" &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in $(seq 50); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    sleep 0.2
done
mkdir -p "$(dirname "$picture")"
chromium --headless --no-sandbox --hide-scrollbars --window-size=1280,1400 \
    --screenshot="$picture" "http://127.0.0.1:$port/beaurepaire?on=2026-11-23&lang=fr" 2>/dev/null
echo "$picture"
