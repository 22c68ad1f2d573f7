#!/usr/bin/env python3
"""Plants every bug of Tests/Planted into a copy of the sources.

A bug is a file NAME.bug: what it does, the invariants it breaks, and the lines it replaces. `planted("NAME")` in the new
lines is true when the environment says RELANCE_PLANTED=NAME, so that one build holds all of them, asleep.

    scripts/planted.py FOLDER      makes FOLDER a package with all bugs planted
    scripts/planted.py --names     prints the names
    scripts/planted.py --check     says whether each bug still finds the lines that it replaces
"""
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUGS = ROOT / "Tests" / "Planted"

SWITCH = """import Glibc

/// Whether the planted bug of this name is awake. A build for tests of the tests: never a build for users.
func planted(_ name: StaticString) -> Bool { PlantedBug.isAwake(name) }

enum PlantedBug {
    private static let awake: [UInt8] = getenv("RELANCE_PLANTED").map { Array(UnsafeBufferPointer(start: $0, count: strlen($0)).map { UInt8(bitPattern: $0) }) } ?? []

    static func isAwake(_ name: StaticString) -> Bool {
        name.withUTF8Buffer { awake.count == $0.count && awake.elementsEqual($0) }
    }
}
"""


class Bug:
    def __init__(self, path):
        self.name = path.stem
        self.says = self.breaks = ""
        self.changes = []  # (file, lines before, lines after)
        for line in path.read_text().splitlines():
            if line.startswith("# "):
                self.says = line[2:]
            elif line.startswith("breaks: "):
                self.breaks = line[8:]
            elif line.startswith("in: "):
                self.changes.append((line[4:], [], []))
            elif line[:1] in "-+" and self.changes:
                self.changes[-1][1 if line[0] == "-" else 2].append(line[1:])
            elif line:
                sys.exit(f"{path}: not understood: {line}")


def read(path):
    # As it is: line ends too.
    return path.read_bytes().decode()


def write(path, text):
    # A file that is the same keeps its time: it is not compiled again.
    if path.exists() and read(path) == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def bugs():
    return [Bug(path) for path in sorted(BUGS.glob("*.bug"))]


def planned():
    """For each file, the spans to replace; ends with what went astray."""
    edits, troubles = {}, []
    for bug in bugs():
        for file, before, after in bug.changes:
            text, old = read(ROOT / file), "\n".join(before)
            count = text.count(old)
            if count != 1:
                troubles.append(f"{bug.name}: {file} has these lines {count} times instead of once:\n{old}")
                continue
            start = text.index(old)
            edits.setdefault(file, []).append((start, start + len(old), "\n".join(after), bug.name))
    for file, spans in edits.items():
        spans.sort()
        for (_, end, _, one), (start, _, _, two) in zip(spans, spans[1:]):
            if start < end:
                troubles.append(f"{one} and {two} replace the same lines of {file}")
    return edits, troubles


def plant(folder):
    edits, troubles = planned()
    if troubles:
        sys.exit("\n".join(troubles))
    folder = Path(folder)
    wanted = set()
    for source in sorted((ROOT / "Sources").rglob("*")):
        if source.is_dir():
            continue
        path = source.relative_to(ROOT)
        text = read(source)
        for start, end, after, _ in reversed(edits.get(str(path), [])):
            text = text[:start] + after + text[end:]
        write(folder / path, text)
        wanted.add(path)
    for target in sorted({Path(file).parts[1] for file in edits}):
        path = Path("Sources", target, "Planted.swift")
        write(folder / path, SWITCH)
        wanted.add(path)
    write(folder / "Package.swift", read(ROOT / "Package.swift"))
    tests = folder / "Tests"
    if not tests.is_symlink():
        tests.symlink_to(ROOT / "Tests")
    for path in [p.relative_to(folder) for p in (folder / "Sources").rglob("*") if p.is_file()]:
        if path not in wanted:
            (folder / path).unlink()


if __name__ == "__main__":
    if sys.argv[1:] == ["--names"]:
        print("\n".join(bug.name for bug in bugs()))
    elif sys.argv[1:] == ["--check"]:
        troubles = planned()[1]
        sys.exit("\n".join(troubles) if troubles else 0)
    elif len(sys.argv) == 2:
        plant(sys.argv[1])
    else:
        sys.exit(__doc__)
