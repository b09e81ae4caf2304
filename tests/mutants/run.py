#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Does a test notice each mutant?

    run.py FOLDER SURVIVORS TEST...

FOLDER has mutants.tsv (mutate.py), and below tests/unit each TEST, linked with
the mutants. The tests are asked in the order they are given in; a mutant that
one of them has killed is not shown to the next. A test is shown the mutants
that it comes by, and one may take five times the processor time that the test
takes without it; the first assertion that fails ends it.

SURVIVORS lists those that may live: file, function, what was, what it became,
reason, parted by tabs; a line for each, also where two are alike. The reason
says why nobody could notice it, or is "open" where a test could, and none has
been written: these are counted apart. Ends with 1 where another one lives, or
where one that is listed is killed or is no longer there; but one whose reason
begins with "memory:", which reads what the sources do not own, may do either
and only has to be there."""

import collections
import os
import resource
import subprocess
import sys
import tempfile
import time


def numbers_of(path):
    with open(path, encoding="utf-8") as file:
        return {int(line) for line in file}


class Trial:
    def __init__(self, folder, work):
        self.folder = folder
        self.work = work
        self.jobs = os.cpu_count() or 1

    def start(self, test, **environment):
        test, _, skipped = test.partition(":")
        if skipped:
            environment["MUTANT_SKIP"] = skipped
        return subprocess.Popen(
            [os.path.abspath(self.folder) + "/tests/unit/" + test],
            env={
                "PATH": "/usr/bin:/bin",
                "TZ": "UTC",
                "LC_ALL": "C.UTF-8",
                "CMOCKA_TEST_ABORT": "1",  # the first that fails ends it
            }
            | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def met(self, test):
        """The mutants that a test comes by, and its seconds of processor."""
        path = self.work + "/met"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        if self.start(test, MUTANTS_TO=path).wait() != 0:
            sys.exit("run.py: %s fails as it is" % test)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime - before.ru_utime
        return numbers_of(path), seconds

    def killed(self, test, numbers, seconds):
        """Those of the mutants that a test notices."""
        numbers, parts = sorted(numbers), []
        for i in range(self.jobs):
            part = "%s/%d" % (self.work, i)
            with open(part, "w", encoding="utf-8") as file:
                for number in numbers[i :: self.jobs]:
                    print(number, file=file)
            process = self.start(
                test,
                MUTANTS=part,
                MUTANTS_TO=part + ".said",
                MUTANT_CPU=str(int(5000 * seconds) + 100),
            )
            parts.append((process, part + ".said"))
        said = []
        for process, path in parts:
            if process.wait() != 0:
                sys.exit("run.py: %s could not be tried" % test)
            with open(path, encoding="utf-8") as file:
                said += [line.split() for line in file]
        if len(said) != len(numbers):
            sys.exit("run.py: %s tried too few" % test)
        return {int(number) for number, what in said if what == "killed"}


def read_mutants(path):
    rows = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            number, *row = line.rstrip("\n").split("\t")
            rows[int(number)] = row
    return rows


def read_survivors(path):
    """How many of each kind may live, how many of them may be killed as well,
    and how many of them all are open."""
    may, either = collections.Counter(), collections.Counter()
    still_open = 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            row = line.rstrip("\n").split("\t")
            if len(row) != 5 or not row[4]:
                sys.exit("run.py: %s: no reason: %s" % (path, line.strip()))
            may[tuple(row[:4])] += 1
            either[tuple(row[:4])] += row[4].startswith("memory:")
            still_open += row[4] == "open"
    return may, either, still_open


def key(row):
    file, _, function, before, after = row
    return file, function, before, after


def judge(mutants, alive, may, either):
    """Says what lives against the list; how much is wrong."""
    wrong, lives = 0, collections.Counter()
    there = collections.Counter(key(row) for row in mutants.values())
    for number in sorted(alive):
        file, line, function, before, after = mutants[number]
        lives[key(mutants[number])] += 1
        if lives[key(mutants[number])] > may[key(mutants[number])]:
            wrong += 1
            print(
                "%s:%s: %s: lives: %s -> %s"
                % (file, line, function, before, after or "(left out)")
            )
    gone = (may - lives - either) + (may - there)
    for listed in sorted(gone.elements()):
        wrong += 1
        print("%s: %s: listed, and does not live: %s -> %s" % listed)
    return wrong


def main():
    folder, list_of, *tests = sys.argv[1:]
    mutants = read_mutants(folder + "/mutants.tsv")
    may, either, still_open = read_survivors(list_of)
    alive, met_by_any = set(mutants), set()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as work:
        trial = Trial(folder, work)
        for test in tests:
            met, seconds = trial.met(test)
            met_by_any |= met
            shown = alive & met
            killed = trial.killed(test, shown, seconds) if shown else set()
            alive -= killed
            print(
                "%-20s %5d shown, %5d killed, %5d left"
                % (test, len(shown), len(killed), len(alive)),
                flush=True,
            )
    wrong = judge(mutants, alive, may, either)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        "%d mutants: %d killed, %d live (%d that no test comes by); listed: %d"
        " that nobody could notice, %d open; %d s, %d s of processor"
        % (
            len(mutants),
            len(mutants) - len(alive),
            len(alive),
            len(alive - met_by_any),
            sum(may.values()) - still_open,
            still_open,
            time.monotonic() - began,
            used.ru_utime + used.ru_stime,
        )
    )
    sys.exit(1 if wrong else 0)


main()
