#!/usr/bin/env python3
"""Wakes planted bugs one by one and lets the simulator hunt for each.

    scripts/planted-hunt.py PROGRAM SEEDS [NAME …]

One line of JSON a bug: how many seeds it lasted and what gave it away. First nothing is awake, over the same seeds: what
is found then is no planted bug. Ends with an error when a bug outlives its seeds, or when something is found asleep.
"""
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import planted

# Small lives, many of them: what a bug needs comes up in one of fifty, and each is over in a second or two.
SIZE = ["--companies", "2", "--days", "40"]


def hunt(program, seeds, name):
    """Seeds in order until one finds something."""
    environment = dict(os.environ, SWIFT_BACKTRACE="enable=no")
    environment.pop("RELANCE_PLANTED", None)
    if name:
        environment["RELANCE_PLANTED"] = name
    start = time.monotonic()
    command = [program, "simulate", "--seeds", f"1..{seeds}", *SIZE]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    answer = {"family": "planted", "bug": name, "caught": False, "seeds": 0}
    for line in process.stdout:
        seed = json.loads(line)
        answer["seeds"] += 1
        if seed["violations"]:
            answer.update(caught=True, seed=seed["seed"], by=sorted({found.split(":")[0] for found in seed["violations"]}), first=seed["violations"][0])
            process.kill()
            break
    status = process.wait()
    if not answer["caught"] and status < 0:
        # A bug that ends the program is noticed by everybody.
        answer.update(caught=True, by=["stopped"], first=f"the program was ended by signal {-status}")
    elif not answer["caught"] and status > 0:
        sys.exit(f"{' '.join(command)} ended with {status}, and tells of no violation")
    answer["seconds"] = round(time.monotonic() - start, 1)
    return answer


def main():
    program, seeds, *names = sys.argv[1:]
    bugs = {bug.name: bug for bug in planted.bugs()}
    for name in names:
        if name not in bugs:
            sys.exit(f"no planted bug is called {name}: {', '.join(bugs)}")
    names = names or list(bugs)
    missed = []
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for answer in pool.map(lambda name: hunt(program, seeds, name), [None, *names]):
            bug = bugs.get(answer["bug"])
            answer["breaks"], answer["says"] = (bug.breaks, bug.says) if bug else ("", "")
            print(json.dumps(answer), flush=True)
            print(f"{answer['bug'] or 'nothing awake':32} " + (
                f"caught at seed {answer.get('seed', '?')}: {', '.join(answer['by'])}" if answer["caught"]
                else f"not found in {answer['seeds']} seeds"), file=sys.stderr, flush=True)
            if answer["caught"] != bool(bug):
                missed.append(answer["bug"] or "nothing awake")
    print(f"{len(names) - len([name for name in missed if name in bugs])} of {len(names)} planted bugs caught", file=sys.stderr)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
