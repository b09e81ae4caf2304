# SPDX-License-Identifier: ISC
"""A state with so many activities, made by importing tables as a coordinator
does, and a daemon that serves it. A third of the activities is late."""
import csv
import datetime
import json
import os
import shutil
import sqlite3
import subprocess
import time

from measure import say

TODAY = datetime.date(2026, 5, 4)
AT = f"{TODAY}T09:00"
DEPARTMENTS = 20
PLAN = 20000  # activities of one
WORDS = ("Kartlägg vilka yrken som saknar utbildning",
         "Håll en grundkurs för personal som möter barn",
         "Gör ett uppslag över symboler och koder",
         "Skriv om rutinen för den som är orolig",
         "Gå igenom riktlinjer för uthyrning av lokaler",
         "Pröva om riktlinjer behövs för hela kommunen")


def activity(number):
    """Words, due date and department of an activity; every third is late."""
    day = number * 7919 % 360
    due = TODAY - datetime.timedelta(1 + day) if number % 3 == 0 \
        else TODAY + datetime.timedelta(1 + 2 * day + number % 2)
    return (f"{WORDS[number % len(WORDS)]}, del {number}", due,
            f"d{1 + number % DEPARTMENTS:02}")


def write_table(path, first, count, on=None):
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["Aktivitet", "Syfte", "Tidplan", "Ansvarig"])
        for number in range(first, first + count):
            words, due, code = activity(number)
            table.writerow([words, "Fler känner igen tecken i tid", on or due,
                            f"Förvaltning {code}"])


class Town:
    def __init__(self, build, tools, work, runner):
        self.build, self.tools, self.work = build, tools, work
        self.runner = runner
        self.state = os.path.join(work, "state")
        self.key = os.path.join(work, "key")
        self.socket = os.path.join(self.state, "planvaktd.sock")
        self.database = os.path.join(self.state, "planvakt.db")
        self.supervisor = self.pid = None
        self.due = None  # the day of all, if it is to be one

    # --- programs ---

    def client(self, *words):
        return [os.path.join(self.build, "planvakt"), "--socket", self.socket,
                "--key", self.key, *words]

    def daemon(self, *words):
        return [os.path.join(self.build, "planvaktd"), *words]

    def do(self, *words):
        self.runner.run(self.client(*words))

    def ask(self, *words):
        """The JSON of an answer."""
        self.runner.run(self.client("--format", "json", *words))
        with open(self.runner.output, encoding="utf-8") as file:
            return json.load(file)

    def head(self):
        return self.ask("ping")["head"]["seq"]

    # --- the daemon ---

    def start(self, at=AT, before=(), config=None):
        """Returns when it serves; `before` are words before the command."""
        words = [*before, *self.daemon("run", "--state", self.state, "--at",
                                       at)]
        if config:
            words += ["--config", config]
        self.supervisor = subprocess.Popen(
            words, env=self.runner.env, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = b""
        for line in self.supervisor.stderr:
            said += line
            if b"planvaktd: listening on" in line:
                break
        else:
            raise RuntimeError("planvaktd did not start: " + said.decode())
        self.pid = min(self.family()[1:])

    def family(self):
        """The first process, and those that it started."""
        first = self.supervisor.pid
        with open(f"/proc/{first}/task/{first}/children",
                  encoding="ascii") as file:
            return [first, *map(int, file.read().split())]

    def settle(self):
        """Until the next dates, which a rebuild empties, are worked out: each
        write waits for a part of them meanwhile."""
        database = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        while database.execute(
                "SELECT 1 FROM next_due WHERE day = '' LIMIT 1").fetchone():
            time.sleep(0.1)
        database.close()

    def stop(self):
        if self.supervisor:
            self.supervisor.terminate()
            self.supervisor.stderr.read()
            self.supervisor.stderr.close()
            self.supervisor.wait()
            self.supervisor = self.pid = None

    def memory(self, name):
        """KiB of the process that serves: VmRSS or VmHWM."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as file:
            for line in file:
                if line.startswith(name + ":"):
                    return int(line.split()[1])
        raise KeyError(name)

    # --- what is in it ---

    def make(self, activities, writes=0):
        """A new one, whose daemon runs; `writes` are entries beside."""
        if not os.path.exists(self.key):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "",
                            "-C", "bench", "-f", self.key], check=True)
        self.runner.run(self.daemon(
            "init", "--state", self.state, "--coordinator", "samordnare",
            "--key", self.key + ".pub", "--mail",
            "samordnare@kommun.example", "--rehearsal", AT))
        self.start()
        self.do("ping")
        for number in range(1, DEPARTMENTS + 1):
            code = f"d{number:02}"
            self.do("department", "add", code, f"Förvaltning {code}",
                    "--mail", f"{code}@kommun.example")
        # Else the first run would tell every department of all it leads.
        self.do("ladder", "set", "assigned", "--off")
        for first in range(1, activities + 1, PLAN):
            count = min(PLAN, activities + 1 - first)
            self.add_plan(f"p{first}")
            self.do("import", self.table(first, count), "--plan", f"p{first}")
        if writes:
            self.load(64, writes, activities)

    def add_plan(self, code):
        self.do("plan", "add", code, "--title", f"Plan {code}", "--adopted",
                "2025-01-10")

    def table(self, first, count):
        path = os.path.join(self.work, "table.csv")
        write_table(path, first, count, self.due)
        return path

    def load(self, connections, writes, span, *more):
        """Notes, as fast as they are taken: a Sample of one."""
        return self.runner.rate(
            [os.path.join(self.tools, "load"), self.socket, self.key,
             str(connections), str(writes), str(span), *more], [self.pid])

    # --- what was made before ---

    def cached(self, folder, activities, writes):
        """The same out of the folder, where it is kept; not running."""
        kept = os.path.join(folder, f"{activities}-{writes}")
        if not os.path.exists(os.path.join(kept, "key")):
            say(f"making a state of {activities} activities")
            shutil.rmtree(kept, ignore_errors=True)
            self.make(activities, writes)
            self.stop()
            os.makedirs(kept)
            shutil.copytree(self.state, os.path.join(kept, "state"),
                            ignore=shutil.ignore_patterns("*.sock"))
            shutil.copy(self.key, os.path.join(kept, "key"))
            return os.path.join(kept, "state", "planvakt.db")
        shutil.copytree(os.path.join(kept, "state"), self.state)
        shutil.copy(os.path.join(kept, "key"), self.key)
        return os.path.join(kept, "state", "planvakt.db")
