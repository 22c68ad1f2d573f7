#!/usr/bin/env python3
"""Writes docs/reference/reliability.md from what the last runs reported: `make reliability`.

A report that is missing is said to be missing; nothing is written by hand but the words.
"""
import json
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "reliability.md"
REPORTS = {
    "simulate": (".build/simulate.jsonl", "make simulate-long"),
    "planted": (".build-planted/report.jsonl", "make planted"),
    "faults": (".build/faults.jsonl", "make faults-long"),
    "fuzz": (".build-fuzz/report.jsonl", "make fuzz"),
}


def lines(name):
    path = ROOT / REPORTS[name][0]
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def number(value):
    return f"{value:,}"


def table(head, rows):
    numeric = [all(isinstance(row[place], (int, float)) or str(row[place])[:1].isdigit() for row in rows) for place in range(len(head))]
    text = ["| " + " | ".join(head) + " |", "| " + " | ".join("---:" if right else "---" for right in numeric) + " |"]
    return "\n".join(text + ["| " + " | ".join(number(cell) if isinstance(cell, int) else str(cell) for cell in row) + " |" for row in rows])


def missing(name):
    return f"No report at hand: `{REPORTS[name][1]}` makes it."


def simulation():
    seeds = lines("simulate")
    if not seeds:
        return missing("simulate")
    faults, checks, found, engines = Counter(), Counter(), [], Counter()
    for seed in seeds:
        faults.update(seed["faults"])
        checks.update(seed["evaluations"])
        engines[seed["engine"]] += 1
        found += [f"seed {seed['seed']}: {what}" for what in seed["violations"]]
    lives = Counter((seed["companies"], seed["sim_days"]) for seed in seeds)
    total = lambda name: sum(seed[name] for seed in seeds)
    uncertain = [sum(seed["uncertain"][name] for seed in seeds) for name in ("count", "by_evidence", "by_person")]
    messages = total("messages_accepted")
    # What was reported before money came by statements has none.
    movements = Counter()
    for seed in seeds:
        movements.update(seed.get("movements", {}))
    rows = [
        ("Seeds, " + ", ".join(f"{count} on {engine}" for engine, count in sorted(engines.items())), len(seeds)),
        ("Lives, companies x days", ", ".join(
            f"{count} of {companies} x {days}" for (companies, days), count in sorted(lives.items()))),
        ("At the commits", ", ".join(sorted({seed["commit"] or "unknown" for seed in seeds}))),
        ("Company-years", f"{total('company_days') / 365:,.1f}"),
        ("Events", total("events")),
        ("Messages that the simulated world took", messages),
        ("Payments", total("payments")),
        ("Movements that bank statements told, late, twice and overlapping", movements["told"]),
        ("Of these, posted by the program; on another invoice of the right customer", f"{number(movements['posted'])}; {number(movements['wrong'])}"),
        ("Suggested to a person", movements["suggested"]),
        ("Claims made of what a movement had paid that said too little to tell", movements["unexplained"]),
        ("Faults injected", sum(faults.values())),
        ("Of these, ends of the process", total("crashes")),
        ("Pairs of crash point and state reached, most in one seed", max(seed["crash_pairs"] for seed in seeds)),
        ("Messages left uncertain", f"{number(uncertain[0])} ({100 * uncertain[0] / max(1, messages):.2f} % of those taken)"),
        ("Resolved by evidence, by a person", f"{number(uncertain[1])}, {number(uncertain[2])}"),
        ("Checks made", sum(checks.values())),
        ("**Violations**", f"**{len(found)}**"),
        ("Seconds of processor time, all threads together", f"{total('cpu_ms') / 1000:,.0f}"),
        ("Of it, for each company-day", f"{total('cpu_ms') / max(1, total('company_days')):.2f} ms"),
    ]
    return "\n\n".join(filter(None, [
        table(("What", "How much"), rows),
        table(("Fault", "Times"), sorted(faults.items())),
        table(("Check", "Times"), sorted(checks.items())),
        "\n".join("- " + what for what in found),
    ]))


def planted():
    answers = lines("planted")
    if not answers:
        return missing("planted")
    bugs = [answer for answer in answers if answer["bug"]]
    rows = [(f"`{bug['bug']}`", bug["says"], bug["breaks"], ", ".join(bug.get("by", ["not caught"])),
             bug["seeds"] if bug["caught"] else "none") for bug in bugs]
    asleep = [answer for answer in answers if not answer["bug"]]
    rest = "".join(f"With nothing awake, {answer['seeds']} seeds found {'something: ' + answer['first'] if answer['caught'] else 'nothing'}."
                   for answer in asleep)
    return f"{sum(bug['caught'] for bug in bugs)} of {len(bugs)} caught. {rest}\n\n" + table(
        ("Bug", "What it does", "Breaks", "Given away by", "Seeds needed"), rows)


def faults():
    families = lines("faults")
    if not families:
        return missing("faults")
    rows = [(line["family"], line["engine"], line["experiments"], line["kills"], sum(line["faults"].values()), line["duplicates"],
             line["silentLosses"], line["lostAcknowledgements"], line["otherViolations"], line["uncertain"],
             line["uncertainFoundAccepted"], line["uncertainFoundUnsent"], len(line["reached"])) for line in families]
    measures = [(f"{line['family']}, {line['engine']}: {name}", f"{value:g}") for line in families
                for name, value in sorted(line["measures"].items())]
    return "\n\n".join(filter(None, [
        table(("Family", "Database", "Experiments", "Kills", "Other faults", "Duplicates", "Lost in silence", "Acknowledged and lost",
               "Other violations", "Uncertain", "of these had left", "had not", "Points x states"), rows),
        measures and table(("Measure", "Value"), measures),
        "Faults by kind: " + ", ".join(f"{kind} {number(count)}" for kind, count in sorted(
            sum((Counter(line["faults"]) for line in families), Counter()).items())) + ".",
    ]))


def fuzz():
    targets = lines("fuzz")
    if not targets:
        return missing("fuzz")
    return table(("Parser", "Seconds", "Executions", "Inputs kept", "Findings"), [
        (line["target"], line["seconds"], line["executions"], line["corpus"], line["crashes"]) for line in targets])


def main():
    page = (ROOT / "scripts" / "reliability.md.in").read_text()
    for name, section in (("simulation", simulation), ("planted", planted), ("faults", faults), ("fuzz", fuzz)):
        page = page.replace("{{" + name + "}}", section())
    PAGE.write_text(page)
    absent = [REPORTS[name][1] for name in REPORTS if not (ROOT / REPORTS[name][0]).exists()]
    if absent:
        print("No report of: " + ", ".join(absent), file=sys.stderr)


if __name__ == "__main__":
    main()
