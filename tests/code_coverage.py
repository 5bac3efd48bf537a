#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""
code_coverage.py TOP JSON: the table of ./dev coverage, of gcovr's JSON without its markers.

A line that no input can reach carries the reason:

    /* GCOVR_EXCL_LINE: reason */      the line and its branches
    /* GCOVR_EXCL_BR_LINE: reason */   its branches

Ends with 1 when a folder is below its floor, when a mark has no reason, or when a mark excuses nothing.
"""
import json
import re
import sys

# Per cent of the lines, and of the branches, that are not excluded.
FLOORS = {"lib": 100, "cli": 95}

MARK = re.compile(r"GCOVR_EXCL_\w*(?::[ \t]*(?P<reason>[^*]*[^*\s]))?")
ROW = "{:<24}{:>7}{:>8}{:>9}{:>9}  {:>9}{:>8}{:>9}{:>9}"


class Counts:
    """Lines or branches: all that count, those that are reached, those that a mark excuses."""

    def __init__(self):
        self.all = self.reached = self.excluded = 0

    def add(self, reached, excluded):
        if excluded and not reached:
            self.excluded += 1
        else:
            self.all += 1
            self.reached += reached

    def __iadd__(self, other):
        self.all += other.all
        self.reached += other.reached
        self.excluded += other.excluded
        return self

    def is_below(self, floor):
        return 100 * self.reached < floor * self.all

    def cells(self):
        per_cent = 10000 * self.reached // self.all / 100 if self.all else 100
        return self.all, self.reached, f"{per_cent:.2f}%", self.excluded


class Mark:
    def __init__(self, path, number, found):
        self.where = f"{path}:{number}"
        self.name = found.group(0).partition(":")[0]
        self.reason = found.group("reason")
        self.used = False

    def excuses_line(self):
        return self.name == "GCOVR_EXCL_LINE"

    def fault(self):
        if self.name not in ("GCOVR_EXCL_LINE", "GCOVR_EXCL_BR_LINE"):
            return f"{self.name} is not used here"
        if not self.reason:
            return f"{self.name} without a reason"
        return None if self.used else f"{self.name} excuses nothing"


def marks_of(top, path):
    with open(f"{top}/{path}", encoding="utf-8") as source:
        return {number: Mark(path, number, found)
                for number, found in ((n, MARK.search(line)) for n, line in enumerate(source, 1)) if found}


class File:
    def __init__(self, top, entry):
        self.path = entry["file"]
        self.marks = marks_of(top, self.path)
        self.lines, self.branches = Counts(), Counts()
        self.missed = []
        for line in entry["lines"]:
            if not line.get("gcovr/noncode"):
                self.add_line(line)

    def add_line(self, line):
        mark = self.marks.get(line["line_number"])
        by_line = mark is not None and mark.excuses_line()
        line_reached = line["count"] > 0
        reached = [branch["count"] > 0 for branch in line["branches"]]
        self.lines.add(line_reached, by_line)
        for one in reached:
            self.branches.add(one, mark is not None)
        missed = reached.count(False)
        if mark is not None:
            mark.used |= missed > 0 or (by_line and not line_reached)
        if not line_reached and not by_line:
            self.missed.append(f"{line['line_number']}")
        elif missed > 0 and mark is None:
            self.missed.append(f"{line['line_number']}({missed}/{len(reached)})")

    def row(self):
        return ROW.format(self.path, *self.lines.cells(), *self.branches.cells())


def print_folder(folder, files):
    """Prints the rows of a folder, and its lines that are not reached: LINE, or LINE(branches of it). Whether it is
    below its floor."""
    lines, branches = Counts(), Counts()
    for file in files:
        print(file.row())
        lines += file.lines
        branches += file.branches
    print(ROW.format(f"{folder}/ in all", *lines.cells(), *branches.cells()))
    print()
    below = lines.is_below(FLOORS[folder]) or branches.is_below(FLOORS[folder])
    for file in files:
        if file.missed:
            print(f"not reached in {file.path}:", *file.missed)
    if below:
        print(f"failed: {folder}/ is below {FLOORS[folder]} % of its lines or branches")
    return below


def main(top, name):
    with open(name, encoding="utf-8") as data:
        files = [File(top, entry) for entry in json.load(data)["files"]]
    print(ROW.format("file", "lines", "reached", "", "excluded", "branches", "reached", "", "excluded"))
    failed = False
    for folder in FLOORS:
        inside = sorted((file for file in files if file.path.startswith(folder + "/")), key=lambda file: file.path)
        if not inside:
            print(f"failed: nothing of {folder}/ was measured")
            failed = True
            continue
        failed |= print_folder(folder, inside)
    marks = [mark for file in files for mark in file.marks.values()]
    print(f"excluded by marks, as it cannot be reached: {len(marks)}")
    for mark in marks:
        fault = mark.fault()
        print(f"failed: {mark.where}: {fault}" if fault else f"{mark.where}: {mark.reason}")
        failed |= fault is not None
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    sys.exit(main(*sys.argv[1:]))
