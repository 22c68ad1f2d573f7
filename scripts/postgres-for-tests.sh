#!/usr/bin/env bash
# A PostgreSQL of this checkout's own, for tests: nothing it holds outlives `stop`.
#   scripts/postgres-for-tests.sh start   starts it unless it runs, and prints its URL
#   scripts/postgres-for-tests.sh url     prints its URL, or fails when it does not run
#   scripts/postgres-for-tests.sh stop    stops it and removes its files
#   scripts/postgres-for-tests.sh crash   stops it as a machine that fails does, and keeps its files
#   scripts/postgres-for-tests.sh resume  starts it on the files that a crash left
# The role of the URL is no superuser, so that row-level security holds; it may create databases.
# RELANCE_TEST_FSYNC=on makes commits durable, for measures. RELANCE_TEST_CLUSTER=name makes another one beside it.
set -euo pipefail

checkout=$(cd "$(dirname "$0")/.." && pwd -P)
# Short, because a socket's path holds 107 bytes at most; directly in /tmp, which every user may traverse.
folder=/tmp/relance-postgres-$(printf '%s' "$checkout" | cksum | cut -d' ' -f1)${RELANCE_TEST_CLUSTER:+-$RELANCE_TEST_CLUSTER}
url="postgresql://relance@/postgres?host=$folder"

binaries=$(find /usr/lib/postgresql /usr/local/pgsql /opt/homebrew/opt -name pg_ctl -printf '%h\n' 2>/dev/null | sort -V | tail -1 || true)
[ -n "$binaries" ] || binaries=$(dirname "$(command -v pg_ctl || echo /missing/pg_ctl)")
[ -x "$binaries/pg_ctl" ] || { echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 1; }

# PostgreSQL refuses to run as root.
server() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$binaries/$@"; else "$binaries/$@"; fi
}

is_running() { server pg_ctl status -D "$folder/data" >/dev/null 2>&1; }

start() {
    if is_running; then return; fi
    remove
    mkdir -m 755 "$folder"
    if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
    cd /
    server initdb -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync \
        >"$folder.log" 2>&1 || fail
    launch
    server psql -qX -h "$folder" -U postgres -d postgres -c "CREATE ROLE relance LOGIN CREATEDB" >>"$folder.log" 2>&1 || fail
}

launch() {
    cd /
    (
        # Whoever started this waits until what it gave it is closed, and the server would keep it open.
        for file in /proc/"$BASHPID"/fd/*; do
            if [ "${file##*/}" -gt 2 ]; then eval "exec ${file##*/}>&-"; fi
        done
        server pg_ctl start -w -t 60 -D "$folder/data" -l "$folder/log" -o "-k $folder -c listen_addresses='' \
            -c fsync=${RELANCE_TEST_FSYNC:-off} -c full_page_writes=${RELANCE_TEST_FSYNC:-off} \
            -c max_connections=200 -c shared_buffers=128MB -c wal_level=minimal -c max_wal_senders=0 \
            -c max_wal_size=4GB -c timezone=UTC" >>"$folder.log" 2>&1
    ) || fail
}

fail() {
    cat "$folder.log" "$folder/log" 2>/dev/null >&2 || true
    echo "PostgreSQL for tests did not start" >&2
    exit 1
}

remove() {
    if is_running; then (cd / && server pg_ctl stop -m immediate -D "$folder/data" >/dev/null); fi
    rm -rf "$folder" "$folder.log"
}

case "${1:-}" in
    start) start; echo "$url" ;;
    url) is_running && echo "$url" ;;
    stop) remove ;;
    crash) cd / && server pg_ctl stop -m immediate -D "$folder/data" >>"$folder.log" ;;
    resume) is_running || launch ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
