#!/usr/bin/env bash
# A morning of the demo company: build, load examples/, play the run of a fixed day, serve the page.
#   RELANCE_DEMO_NO_SERVE=1   stop after the run
#   RELANCE_DEMO_PORT=8081    serve on another port
#   RELANCE_DEMO_FRESH=1      make the demo folder again even if it is good
# The demo is a simulated company: nothing leaves the machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly folder=var/demo
readonly port=${RELANCE_DEMO_PORT:-8080}
readonly known_on=2026-11-20
readonly morning=2026-11-23

say() { printf '%s\n' "$*"; }

if [ -z "${RELANCE_DEMO_NO_SERVE:-}" ] && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    say "Port $port is already in use. Stop what listens there, or choose another: RELANCE_DEMO_PORT=8081 make demo"
    exit 1
fi

say "1/4  What this machine lacks"
scripts/setup.sh build

say "2/4  Build (some minutes the first time)"
swift build --product relance
relance="$(swift build --show-bin-path)/relance"
readonly relance
export RELANCE_DATA="$PWD/$folder"
unset RELANCE_DATABASE_URL

# What the demo folder was made from: the program, the files and this script.
fingerprint() { cat "$relance" examples/*.csv examples/*.txt examples/*.xlsx scripts/demo.sh | sha256sum; }

play_morning() {
    rm -rf "$folder"
    mkdir -p "$folder"
    "$relance" company create --id beaurepaire --name "Beaurepaire SAS" --calendar FR --time-zone Europe/Paris \
        --email compta@beaurepaire.example --phone "02 40 00 00 00" --address-line "12 rue des Forges" \
        --address-line "44000 Nantes" --siren 123456782 --iban FR7630006000011234567890189 --bic AGRIFRPP \
        --signatory "Claire Moreau" --signatory-title "comptabilité clients"
    "$relance" import examples/clients.csv examples/contacts.csv examples/factures.csv examples/factures.xlsx \
        examples/avoirs.csv examples/reglements.csv examples/export-invoices.csv examples/export-payments.csv \
        --company beaurepaire --on "$known_on"
    say "     The same books, from the accounts alone (FEC), as a second company"
    "$relance" company create --id beaurepaire-fec --name "Beaurepaire SAS (FEC)" --calendar FR --time-zone Europe/Paris
    "$relance" import examples/123456782FEC20251231.txt examples/123456782FEC20261231.txt \
        --company beaurepaire-fec --on "$known_on"
    say "4/4  The morning of $morning: the statement of the bank, then the run"
    "$relance" import examples/releve-2026-11-20.txt --company beaurepaire --on "$morning"
    "$relance" run --company beaurepaire --on "$morning"
    "$relance" check
    fingerprint > "$folder/made-from"
}

if [ -z "${RELANCE_DEMO_FRESH:-}" ] && [ "$(fingerprint)" = "$(cat "$folder/made-from" 2>/dev/null)" ]; then
    say "3/4  The demo company in $folder is up to date and is used again (RELANCE_DEMO_FRESH=1 makes it anew)"
    say "4/4  Its morning of $morning has been played"
else
    say "3/4  The demo company, in $folder, is made anew from examples/"
    play_morning
fi

if [ -n "${RELANCE_DEMO_NO_SERVE:-}" ]; then
    say "Done. To look at it: RELANCE_DATA=$folder $relance serve --port $port"
    exit 0
fi
say "Open http://127.0.0.1:$port/beaurepaire?on=$morning (Ctrl-C stops)"
exec "$relance" serve --port "$port"
