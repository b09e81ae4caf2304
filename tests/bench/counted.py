# SPDX-License-Identifier: ISC
"""What does not depend on the machine's mood: instructions and system calls,
as Callgrind counts them."""
import collections
import glob
import os
import re
import statistics
import time

NAME = re.compile(r"\((\d+)\)(?: (.*))?")

# A figure: what it counts, of a process or of a part of one.
FIGURES = ("instructions", "libsodium", "statements", "system calls")

# How often the loop turns is the client's pace. What it asks the kernel each
# time is counted apart; so is the clock, which in Valgrind takes a call.
PACED = ("epoll_wait", "epoll_ctl", "poll", "statx", "fcntl", "ioctl", "readv",
         "recv", "timerfd_settime")
CLOCK = ("clock_gettime", "gettimeofday")


def read(path):
    """The FIGURES of one of Callgrind's files. Instructions are those outside
    of libsodium, which takes more or less for each signature; statements are
    SQLite's steps."""
    names, told = {}, collections.Counter()
    where = {}
    step, skip = None, False
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            if line[0].isdigit() or line[0] in "+-*":
                # A call's cost is its callee's, who counts it.
                if not skip:
                    count(told, where, line.split()[1:])
                skip = False
            elif line.startswith("calls="):
                skip = True
                if step:
                    told["statements"] += int(line[6:].split()[0])
                step = None
            elif "=" in line:
                key, value = line.rstrip("\n").split("=", 1)
                if key in ("ob", "cob"):
                    where[key] = name_of(names, "ob", value)
                elif key in ("fn", "cfn"):
                    where[key] = name_of(names, "fn", value)
                    step = key == "cfn" and where[key] == "sqlite3_step"
    return told


def name_of(names, kind, value):
    """Callgrind writes a name once, and then its number."""
    number, name = NAME.match(value).groups()
    if name is not None:
        names[kind, number] = name
    return names.get((kind, number), "")


def count(told, where, costs):
    costs = [int(cost) for cost in costs]
    part, function = where.get("ob", ""), where.get("fn", "").split("@")[0]
    figure = "libsodium" if "libsodium" in part else "instructions"
    told[figure] += costs[0]
    if len(costs) > 1 and not any(name in function for name in CLOCK):
        paced = any(name in function for name in PACED)
        told["paced" if paced else "system calls"] += costs[1]


def total(parts):
    return sum(parts, collections.Counter())


class Callgrind:
    """Counts a program, in parts: one ends and the next begins where one of
    the functions `before` is called, or one of `after` returns."""

    def __init__(self, work, name, before=(), after=()):
        self.path = os.path.join(work, name)
        self.words = ["valgrind", "--tool=callgrind", "--collect-systime=yes",
                      f"--callgrind-out-file={self.path}.%p",
                      f"--log-file={self.path}.log",
                      *(f"--dump-before={function}" for function in before),
                      *(f"--dump-after={function}" for function in after)]

    def parts(self, pid):
        """How many are complete by now."""
        return len(glob.glob(f"{self.path}.{pid}.*"))

    def part(self, pid, number):
        return read(f"{self.path}.{pid}.{number}")

    def between(self, pid, first, end):
        """What was done for the requests after number `first` up to `end`,
        with what led to the next one."""
        return total(self.part(pid, number + 1)
                     for number in range(first + 1, end + 1))

    def awaited(self, pid, number):
        """A part of a program that runs, once it is written to its end."""
        until = time.monotonic() + 600
        while time.monotonic() < until:
            try:
                with open(f"{self.path}.{pid}.{number}",
                          encoding="utf-8", errors="replace") as file:
                    if "\ntotals: " in file.read():
                        return self.part(pid, number)
            except FileNotFoundError:
                pass
            time.sleep(0.05)
        raise RuntimeError(f"{self.path}: there is no part {number}")

    def only_pid(self):
        """Of a program that started no other."""
        path, = (path for path in glob.glob(self.path + ".*")
                 if re.fullmatch(r"\d+", path[len(self.path) + 1:]))
        return path[len(self.path) + 1:]

    def whole(self):
        return read(f"{self.path}.{self.only_pid()}")


# --- what a daemon does for a request -----------------------------------------

TIMES = 10  # so often it is asked; the first and the last are not counted

# Parts: what leads to a run, the run.
RUN = {"before": ["reminder_run_hold"], "after": ["reminder_run_hold"]}


def requests(counter, town, span, words):
    """Counts of single requests, on a connection that stays, one after the
    other: so each takes a turn of the loop, however fast who asks is."""
    first = counter.parts(town.pid)
    town.load(1, TIMES, span, "live", *words)
    return [counter.between(town.pid, number, number + 1)
            for number in range(first + 1, first + TIMES - 1)]


def imported(counter, town, number, rows, plan):
    """Of an import of so many rows, all its requests."""
    first = counter.parts(town.pid)
    town.do("import", town.table(number, rows), "--plan", plan)
    last = counter.parts(town.pid)
    town.do("ping")  # ends the last part
    return counter.between(town.pid, first, last)


def middle(counts):
    """Of each figure: libsodium's depends on the numbers. Of the others the
    least, for the first write of a second does more than those after it."""
    return {figure: (statistics.median if figure == "libsodium" else min)(
        [one[figure] for one in counts]) for figure in counts[0]}
