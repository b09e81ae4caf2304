# SPDX-License-Identifier: ISC
"""What is measured: a row for each, with what it is held against and the
figure to reach."""
import os
import shutil
import sqlite3
import time

import peers
from counts import Counts
from floors import Floors
from measure import SHELL, Sample, interleave, say
from town import Town

# At least, at most so many runs, in about so many seconds.
LARGE = 100000  # what the figures are to be reached at, where it matters
MANY, FEW, ONCE = (3, 31, 5), (1, 5, 12), (1, 1, 0)
REST = 6  # seconds, for the daemon waits five
WEEK = ["--from", "2026-05-05", "--to", "2026-05-11"]


class Row:
    """`reach` is what the ratio, ours by theirs, is to be at most; `faster`,
    that theirs by ours is to be at least; `limit`, what ours is to be at most,
    in seconds or, of a `memory` row, in KiB; `of`, from which size on it
    holds."""

    def __init__(self, what, against, size, ours, theirs=None, **goal):
        self.what, self.against, self.size = what, against, size
        self.ours, self.theirs, self.goal = ours, theirs, goal

    def value(self):
        name = "memory" if self.goal.get("memory") else "clock"
        return self.ours.most(name) if name == "memory" \
            else self.ours.median(name)

    def ratio(self, name="clock"):
        ours = self.ours.median(name)
        theirs = self.theirs.median(name) if self.theirs else None
        return ours / theirs if ours and theirs else None

    def met(self):
        """None where nothing is to be reached."""
        if self.size < self.goal.get("of", 0):
            return None
        if "limit" in self.goal:
            return self.value() <= self.goal["limit"]
        if self.ratio() is None:
            return None
        if "reach" in self.goal:
            return self.ratio() <= self.goal["reach"]
        if "faster" in self.goal:
            return 1 / self.ratio() >= self.goal["faster"]
        return None


class Bench:
    """The rows of one size, in a folder of their own."""

    cold_parts = ("notices", "check", "rebuild")
    served_parts = ("commands", "overdue", "report", "rates", "idle",
                    "imports")

    def __init__(self, build, folder, runner, size):
        self.tools = os.path.join(build, "tests", "bench")
        self.work = os.path.dirname(runner.output)
        self.runner, self.size, self.folder = runner, size, folder
        self.town = Town(build, self.tools, self.work, runner)
        self.floors = Floors(self.tools, self.work, runner)
        self.kept = None  # the database as it was made
        self.rows, self.notes, self.counts = [], 0, {}

    def row(self, what, against, sides, runs=MANY, **goal):
        series = interleave(sides, *runs)
        self.put(what, against, series[0],
                 series[1] if len(series) > 1 else None, **goal)

    def put(self, what, against, ours, theirs=None, **goal):
        self.rows.append(Row(what, against, self.size, ours, theirs, **goal))
        say(f"  {self.size}: {what}")

    def ours(self, *words, shell=()):
        return self.runner.run([*shell, *self.town.client(*words)],
                               [self.town.pid])

    def note(self, shell=()):
        """In words that it has not had: else nothing would be written."""
        self.notes += 1
        return self.ours("update", "7", "--note", f"Ute hos {self.notes}",
                         shell=shell)

    # --- what is measured ---

    def run(self, only=None):
        """Those parts that `only` names: all where it is None."""
        self.kept = self.town.cached(self.folder, self.size, self.size // 5)
        try:
            for part in self.cold_parts:
                if not only or part in only:
                    getattr(self, part)()
            self.town.start()
            self.town.settle()
            self.floors.serve()
            for part in self.served_parts:
                if not only or part in only:
                    getattr(self, part)()
            self.town.stop()
            if not only or "counts" in only:
                say(f"  {self.size}: counts")
                self.counts = Counts(self.town, self.work, self.size).run()
        finally:
            self.floors.stop()
            self.town.stop()

    def idle(self):
        """After work, once the daemon has given back what it took."""
        self.ours("ping")
        time.sleep(REST)
        series = interleave([lambda: Sample(
            None, None, self.town.memory("VmRSS"))], *ONCE)
        self.put("memory of the daemon, idle", "", series[0], memory=True,
                 limit=8 * 1024)

    def commands(self):
        head = self.town.head()
        self.writes_and_reads()
        written = self.town.head() - head
        if written != self.notes:
            raise RuntimeError(f"{self.notes} notes, {written} entries")

    def writes_and_reads(self):
        floors = self.floors
        self.row("write", "floor: start and signed durable round trip",
                 [self.note, floors.write], reach=1.8)
        self.row("write, from a shell", "the same, from a shell",
                 [lambda: self.note(SHELL), lambda: floors.write(SHELL)],
                 reach=1.4)
        self.row("ping", "floor: start and one signature",
                 [lambda: self.ours("ping"), floors.sign], reach=2.0)
        self.row("ping, from a shell", "the same, from a shell",
                 [lambda: self.ours("ping", shell=SHELL),
                  lambda: floors.sign(SHELL)], reach=1.3)
        self.row("activity show 7", "floor: start and one signature",
                 [lambda: self.ours("activity", "show", "7"), floors.sign])
        if peers.has("task", self.size):
            task = peers.Taskwarrior(self.work, self.runner)
            task.make(self.size)
            self.row("write", "Taskwarrior modify",
                     [self.note, task.modify], runs=FEW, faster=300, of=LARGE)

    def rates(self):
        span = self.size
        self.row("signed durable write, 64 connections",
                 "libsodium: verify and sign, one core",
                 [lambda: self.town.load(64, 6400, span),
                  lambda: self.floors.crypto(5000)], reach=1 / 0.45)
        self.row("signed durable write, 1 connection",
                 "floor: signed durable round trip",
                 [lambda: self.town.load(1, 1000, span, "live"),
                  lambda: self.floors.writes(1000)], reach=1 / 0.8)
        self.row("signed durable write, 1 connection",
                 "SQLite: the commit alone",
                 [lambda: self.town.load(1, 1000, span, "live"),
                  lambda: self.floors.commit(1000)])

    def overdue(self):
        self.row("overdue list, JSON", "sqlite3 -json, the same columns",
                 [lambda: self.ours("--format", "json", "activity", "list",
                                    "--overdue"),
                  lambda: self.floors.overdue(self.kept)], reach=2.0, of=LARGE)

    def report(self):
        path = os.path.join(self.work, "report.html")
        self.town.add_plan("report")
        self.town.do("import", self.town.table(1, 1000), "--plan", "report")
        self.row("report of 1,000 activities, HTML", "",
                 [lambda: self.ours("report", path, "--plan", "report")],
                 limit=0.3)

    def notices(self):
        def ours():
            return self.runner.run(self.town.daemon(
                "rehearse", "--state", self.town.state, *WEEK))

        if peers.has("remind", self.size):
            remind = peers.Remind(self.work, self.runner)
            remind.make(self.size)
            self.row("next notices, from cold", "Remind, its next triggers",
                     [ours, remind.next], faster=20, of=LARGE)
        if peers.has("calcurse", self.size):
            calcurse = peers.Calcurse(self.work, self.runner)
            calcurse.make(self.size)
            self.row("next notices, from cold", "calcurse, the next week",
                     [ours, calcurse.next], runs=FEW)
        series = interleave([ours], *FEW)
        self.put("memory for the next notices", "", series[0], memory=True,
                 limit=10 * 1024, of=LARGE)

    def check(self):
        self.row("check", "floor: the same signatures, integrity_check",
                 [lambda: self.runner.run(self.town.daemon(
                     "check", "--state", self.town.state)),
                  lambda: self.floors.check(self.town.database)],
                 reach=3.0, runs=FEW, of=LARGE)

    def rebuild(self):
        """Of a state whose tables are another version's."""
        self.row("rebuild", "floor: the same signatures, integrity_check",
                 [self.rebuild_once,
                  lambda: self.floors.check(self.town.database)],
                 reach=3.0, runs=FEW, of=LARGE)

    def rebuild_once(self):
        database = sqlite3.connect(self.town.database)
        database.execute("UPDATE built SET view_sha256 = x'00'")
        database.commit()
        database.close()
        began = time.monotonic()
        self.town.start()
        took = time.monotonic() - began
        sample = Sample(took, None, self.town.memory("VmHWM"))
        self.town.stop()
        return sample

    def imports(self):
        """Beside what is there already."""
        task = peers.Taskwarrior(self.work, self.runner)
        task.make(self.size if peers.has("task", self.size) else 0)
        self.row("import of 10,000 rows beside what is there",
                 "Taskwarrior import",
                 [self.import_once(self.town),
                  *self.task_imports(task)], runs=FEW, faster=1, of=LARGE)

    def import_once(self, town, rows=10000):
        turn = 0

        def run():
            nonlocal turn
            turn += 1
            town.add_plan(f"more{turn}")
            path = town.table(10000000 + turn * rows, rows)
            return self.runner.run(town.client("import", path, "--plan",
                                               f"more{turn}"), [town.pid])
        return run

    def task_imports(self, task, rows=10000):
        turn = 0

        def run():
            nonlocal turn
            turn += 1
            return task.task("import", task.table(
                10000000 + turn * rows, rows))
        return [run] if peers.has("task", self.size) else []


class Empty(Bench):
    """What begins with an empty state."""

    parts = ("import_rows", "import_most")

    def run(self, only=None):
        try:
            for part in self.parts:
                if not only or part in only:
                    getattr(self, part)()
        finally:
            self.town.stop()

    def import_rows(self):
        task = peers.Taskwarrior(self.work, self.runner)

        def ours():
            self.again()
            return self.import_once(self.town)()

        def theirs():
            task.empty()
            return self.task_imports(task)[0]()

        sides = [ours, theirs] if peers.has("task", self.size) else [ours]
        self.row("import of 10,000 rows", "Taskwarrior import", sides,
                 runs=FEW, faster=1)

    def again(self):
        self.town.stop()
        shutil.rmtree(self.town.state, ignore_errors=True)
        shutil.rmtree(self.runner.env["XDG_STATE_HOME"], ignore_errors=True)
        self.town.make(0)

    def import_most(self):
        def once():
            self.again()
            self.import_once(self.town, 40000)()
            return Sample(None, None, self.town.memory("VmHWM"))

        series = interleave([once], *ONCE)
        self.put("memory of the daemon, import of 40,000 rows", "",
                 series[0], memory=True, limit=64 * 1024)
