#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Lines and branches that the suite ran, of each room of daemon and protocol.

    report.py BUILD [FILE...]

BUILD is one of `make coverage`, with profiles/ in it. Ends with 1 where less
than 90 of 100 lines or 80 of 100 branches ran. With a FILE, prints its lines
that did not run, and the conditions that came out one way only.

A branch is a condition of the source, of an if, a loop, ?:, && or || or a case,
coming out true, or false; each counts once however many programs have it. All
count, but for the one of an assert that fails, and what leads to nothing but
abort(): both say that a belief of ours is broken or that there is no memory.
Lines of those do not count either."""

import collections
import json
import os
import re
import subprocess
import sys

LINES, BRANCHES = 90, 80
ROOMS = ("daemon/", "protocol/")
OF = re.compile(r"(?:^|/)((?:daemon|protocol|client|tests)/.*)$")


def llvm(tool, *words):
    command = "llvm-" + tool
    for name in (command, command + "-14"):
        try:
            return subprocess.run(
                [name, *words], stdout=subprocess.PIPE, check=True
            ).stdout
        except FileNotFoundError:
            continue
    sys.exit("report.py: %s is not installed" % command)


def programs(build):
    """Those that were built, planvaktd first."""
    found = [
        build + "/" + name
        for name in ("planvaktd", "planvakt-deliver", "planvakt")
    ]
    folder = build + "/tests/unit"
    for name in sorted(os.listdir(folder)):
        path = folder + "/" + name
        if os.access(path, os.X_OK) and os.path.isfile(path):
            found.append(path)
    return found


def merged(build):
    folder, to = build + "/profiles", build + "/coverage.profdata"
    profiles = [
        folder + "/" + name
        for name in os.listdir(folder)
        if name.endswith(".profraw")
    ]
    if not profiles:
        sys.exit("report.py: %s is empty: run the suite first" % folder)
    llvm("profdata", "merge", "-sparse", "-o", to, *profiles)
    return to


def export(build):
    first, *others = programs(build)
    objects = [word for path in others for word in ("-object", path)]
    return json.loads(
        llvm(
            "cov",
            "export",
            "-instr-profile",
            merged(build),
            "-skip-expansions",
            first,
            *objects
        )
    )


class File:
    def __init__(self, path):
        self.path = path
        with open(path, encoding="utf-8") as file:
            self.text = file.read().split("\n")
        self.lines = {}  # line: whether it ran
        self.branches = collections.defaultdict(lambda: [0, 0])

    def take(self, segments):
        """Counts of the lines, from where each region begins."""
        at = 0
        count, counted = 0, False
        for number in range(1, len(self.text) + 1):
            here = []
            before = (count, counted)
            while at < len(segments) and segments[at][0] == number:
                here.append(segments[at])
                count, counted = segments[at][2], segments[at][3]
                at += 1
            entries = [s[2] for s in here if s[3] and s[4]]
            if before[1]:
                entries.append(before[0])
            if entries:
                self.lines[number] = self.lines.get(number, False) or (
                    max(entries) > 0
                )

    def ends(self, number):
        """Whether the line only ends the process, or is of an assert."""
        text = self.text[number - 1].strip()
        return text in ("abort();", "}") and (
            text == "abort();" or self.text[number - 2].strip() == "abort();"
        )

    def asserts(self, number):
        """Whether the line is of an assert, which may go over several."""
        for back in range(0, 8):
            if number - 1 - back < 0:
                return False
            text = self.text[number - 1 - back].strip()
            if re.match(r"(assert|_Static_assert)\(", text):
                return True
            if back > 0 and text.endswith((";", "{", "}")):
                return False
        return False

    def aborts_after(self, line):
        """Whether the condition at the line guards nothing but abort()."""
        for number in range(line, min(line + 5, len(self.text))):
            if self.text[number - 1].rstrip().endswith((";", "{")):
                return False
            if self.text[number].strip() == "abort();":
                return True
        return False

    def counted_lines(self):
        return {n: ran for n, ran in self.lines.items() if not self.ends(n)}

    def counted_branches(self):
        """Of each condition: how many ways count, how many were taken."""
        for (line, column, *_), (yes, no) in sorted(self.branches.items()):
            if self.asserts(line):
                continue
            if self.aborts_after(line):
                # It counts once: that it went well.
                yield line, column, 1, min(1, (yes > 0) + (no > 0))
            else:
                yield line, column, 2, (yes > 0) + (no > 0)


def read(data):
    """Functions count once a place in the source, whichever program has it."""
    files = {}
    for entry in data["data"][0]["files"]:
        found = OF.search(entry["filename"])
        if not found or not found.group(1).startswith(ROOMS):
            continue
        file = files.setdefault(found.group(1), File(found.group(1)))
        file.take(entry["segments"])
        for branch in entry.get("branches", []):
            place = tuple(branch[:4])
            file.branches[place][0] += branch[4]
            file.branches[place][1] += branch[5]
    return files


def tell(room, sums):
    lines, ran, branches, taken = sums
    print(
        "%-28s %6d lines %5.1f %%  %6d branches %5.1f %%"
        % (
            room,
            lines,
            100 * ran / max(1, lines),
            branches,
            100 * taken / max(1, branches),
        )
    )


def tell_file(file):
    for number, ran in sorted(file.counted_lines().items()):
        if not ran:
            print("%s:%d: %s" % (file.path, number, file.text[number - 1]))
    for line, column, ways, taken in file.counted_branches():
        if taken < ways and file.lines.get(line, False):
            print("%s:%d:%d: one way only" % (file.path, line, column))


def main():
    build, *asked = sys.argv[1:]
    files = read(export(build))
    for path in asked:
        tell_file(files[path])
    if asked:
        return 0
    rooms = collections.defaultdict(lambda: [0, 0, 0, 0])
    for path, file in files.items():
        lines = file.counted_lines()
        ways = list(file.counted_branches())
        for sums in (rooms[os.path.dirname(path)], rooms["in all"]):
            sums[0] += len(lines)
            sums[1] += sum(lines.values())
            sums[2] += sum(way[2] for way in ways)
            sums[3] += sum(way[3] for way in ways)
    whole = rooms.pop("in all")
    for room in sorted(rooms):
        tell(room, rooms[room])
    tell("daemon and protocol", whole)
    enough = (
        100 * whole[1] >= LINES * whole[0]
        and 100 * whole[3] >= BRANCHES * whole[2]
    )
    if not enough:
        print(
            "coverage: under %d %% of lines or %d %% of branches"
            % (LINES, BRANCHES)
        )
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main())
