# SPDX-License-Identifier: ISC
"""The floors: what the same work costs with libsodium, SQLite and a socket
alone (start.c, floor.c)."""
import os
import subprocess

from measure import Sample, processor_of

# What `activity list --overdue` tells, as it lies in the tables.
OVERDUE = """SELECT id, plan, activity, purpose, timeframe, kind, start, end,
 due, lead, (SELECT json_group_array(department) FROM cooperating c
  WHERE c.activity = a.id) AS cooperating, owner_text, status, progress,
 'true' AS overdue, areas, strategies, unclear, (SELECT max(at)
  FROM progress_note p WHERE p.activity = a.id AND p.answered IS NOT NULL)
  AS answered
 FROM activity a WHERE due < '2026-05-04' AND open ORDER BY due, id"""


class Floors:
    def __init__(self, tools, work, runner):
        self.tools, self.work, self.runner = tools, work, runner
        self.socket = os.path.join(work, "floor.sock")
        self.server = None

    def tool(self, *words):
        return [os.path.join(self.tools, words[0]), *map(str, words[1:])]

    def serve(self):
        self.server = subprocess.Popen(
            self.tool("floor", "serve", self.socket,
                      os.path.join(self.work, "floor.db")),
            stdout=subprocess.PIPE, env=self.runner.env)
        self.server.stdout.readline()

    def stop(self):
        if self.server:
            self.server.kill()
            self.server.stdout.close()
            self.server.wait()
            self.server = None

    def start(self, shell=()):
        return self.runner.run([*shell, *self.tool("start")])

    def sign(self, shell=()):
        return self.runner.run([*shell, *self.tool("start", "sign")])

    def write(self, shell=()):
        return self.runner.run([*shell, *self.tool("start", "write",
                                                   self.socket)],
                               [self.server.pid])

    def writes(self, count):
        """One after the other on one connection: a Sample of one."""
        before = processor_of([self.server.pid])
        ran = self.runner.run(self.tool("start", "write", self.socket, count))
        return Sample(ran.clock / count, (
            processor_of([self.server.pid]) - before) / count)

    def crypto(self, count):
        return self.runner.rate(self.tool("floor", "crypto", count))

    def commit(self, count):
        """In SQLite alone."""
        path = os.path.join(self.work, "commit.db")
        return self.runner.rate(self.tool("floor", "commit", path, count))

    def overdue(self, database):
        return self.runner.run(["sqlite3", "-readonly", "-json", database,
                                OVERDUE])

    def check(self, database):
        """Every signature, and integrity_check, one after the other."""
        one = self.runner.run(self.tool("floor", "signatures", database))
        other = self.runner.run(["sqlite3", "-readonly", database,
                                 "PRAGMA integrity_check"])
        return Sample(one.clock + other.clock,
                      one.processor + other.processor,
                      max(one.memory, other.memory))
