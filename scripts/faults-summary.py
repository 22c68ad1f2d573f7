#!/usr/bin/env python3
"""Says what a run of the fault tests came to, from its report; fails on any violation, and when nothing was run."""
import json
import sys

COLUMNS = ("family", "engine", "experiments", "kills", "faults", "duplicates", "lost", "unacknowledged", "other", "uncertain", "states", "seconds")


def main(path):
    try:
        lines = [json.loads(line) for line in open(path, encoding="utf-8")]
    except FileNotFoundError:
        lines = []
    if not lines:
        sys.exit("no fault was injected: nothing was run")
    rows = []
    reached = set()
    violations = 0
    for line in lines:
        reached.update(line["reached"])
        bad = [line[name] for name in ("duplicates", "silentLosses", "lostAcknowledgements", "otherViolations")]
        violations += sum(bad)
        rows.append((
            line["family"], line["engine"], line["experiments"], line["kills"], sum(line["faults"].values()), *bad,
            f'{line["uncertain"]} ({line["uncertainFoundAccepted"]}+{line["uncertainFoundUnsent"]})',
            len(line["reached"]), round(line["seconds"])))
    rows.append((
        "all", "", *(sum(row[place] for row in rows) for place in range(2, 9)),
        f'{sum(line["uncertain"] for line in lines)} ({sum(line["uncertainFoundAccepted"] for line in lines)}'
        f'+{sum(line["uncertainFoundUnsent"] for line in lines)})', len(reached), sum(row[11] for row in rows)))
    widths = [max(len(str(row[place])) for row in [COLUMNS, *rows]) for place in range(len(COLUMNS))]
    for row in [COLUMNS, *rows]:
        print("  ".join(str(cell).ljust(width) if place < 2 else str(cell).rjust(width) for place, (cell, width) in enumerate(zip(row, widths))))
    for line in lines:
        for name, value in sorted(line["measures"].items()):
            print(f'{line["family"]} ({line["engine"]}): {name}: {value:g}')
    print("lost: messages lost in silence; unacknowledged: acknowledged and not there; uncertain: all (had left + had not);")
    print("states: distinct point, engine and states of messages at which the work was disturbed")
    if violations:
        sys.exit(f"{violations} violations: the failures above say each with the command that plays it again")


main(sys.argv[1])
