# SPDX-License-Identifier: ISC
"""What the daemon of a town does for one thing, counted: instructions, steps
of SQLite and system calls, which are the same however busy the machine is."""
import os
import sqlite3

from counted import RUN, Callgrind, imported, middle, requests
from town import AT

ASKED = (("ping", ["ping", "{}"]), ("write", []),
         ("activity show 7", ["activity.show", '{"id":7}']),
         ("overdue list, a page", ["activity.list", '{"overdue":true}']))
ROWS = 100


class Counts:
    """`told` has a count for each; the town does not run before or after."""

    def __init__(self, town, work, size):
        self.town, self.work, self.size = town, work, size
        self.told = {}
        self.config = os.path.join(work, "config")
        with open(self.config, "w", encoding="utf-8") as file:
            file.write("[daemon]\nconfine = no\n")

    def run(self):
        self.requests()
        self.reminders()
        return self.told

    def requests(self):
        counter = Callgrind(self.work, "daemon", before=["request_handle"])
        self.town.start(AT, counter.words, self.config)
        self.town.do("ping")
        self.town.add_plan("counted")
        self.told["start"] = counter.part(self.town.pid, 1)
        for what, words in ASKED:
            self.told[what] = middle(requests(
                counter, self.town, self.size, words))
        told = imported(counter, self.town, 20000000, ROWS, "counted")
        self.told["import, a row"] = {
            figure: value / ROWS for figure, value in told.items()}
        self.town.stop()

    def reminders(self):
        """Of the next day, which is held at the start."""
        counter = Callgrind(self.work, "run", **RUN)
        self.town.start("2026-05-05T09:00", counter.words, self.config)
        told = counter.awaited(self.town.pid, 2)
        self.town.stop()
        database = sqlite3.connect(self.town.database)
        notices, = database.execute("SELECT count(*) FROM notice").fetchone()
        database.close()
        self.told["run, a notice"] = {
            figure: value / max(1, notices) for figure, value in told.items()}
