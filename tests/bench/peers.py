# SPDX-License-Identifier: ISC
"""Programs that others wrote for the like, with the same activities: what is
not installed is passed over."""
import json
import os
import shutil
import uuid

from town import activity


# calcurse's time grows as the square: 65 s at 100,000, hours at ten times that.
MOST = {"calcurse": 100000}


def has(program, size):
    """Whether it can be asked about so many activities."""
    return size <= MOST.get(program, size) and \
        shutil.which(program, path="/usr/bin:/bin") is not None


class Taskwarrior:
    """Tasks with a due date and a project; the defaults, but that it asks
    nothing and says nothing."""

    def __init__(self, work, runner):
        self.work, self.runner = work, runner
        self.folder = os.path.join(work, "task")
        self.turn = 0
        self.rc = os.path.join(work, "taskrc")
        with open(self.rc, "w", encoding="utf-8") as file:
            file.write("confirmation=no\nverbose=nothing\nbulk=0\n")

    def task(self, *words, folder=None):
        return self.runner.run(
            ["task", f"rc.data.location={folder or self.folder}", *words],
            TASKRC=self.rc)

    @staticmethod
    def values(number):
        words, due, code = activity(number)
        return {"description": words, "entry": "20260504T070000Z",
                "due": due.strftime("%Y%m%dT220000Z"), "status": "pending",
                "project": code,
                "uuid": str(uuid.UUID(int=number, version=4))}

    def table(self, first, count):
        """A file as `task import` reads it."""
        path = os.path.join(self.work, "tasks.json")
        with open(path, "w", encoding="utf-8") as file:
            for number in range(first, first + count):
                file.write(json.dumps(self.values(number),
                                      ensure_ascii=False) + "\n")
        return path

    def make(self, count):
        self.empty()
        if count:
            self.task("import", self.table(1, count))

    def empty(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)

    def modify(self):
        self.turn += 1
        return self.task("7", "modify", f"project:x{self.turn}")


class Remind:
    def __init__(self, work, runner):
        self.path, self.runner = os.path.join(work, "reminders"), runner

    def make(self, count):
        with open(self.path, "w", encoding="utf-8") as file:
            for number in range(1, count + 1):
                words, due, _ = activity(number)
                file.write(f"REM {due} +14 MSG {words} %b\n")

    def next(self):
        """The next trigger of each."""
        return self.runner.run(["remind", "-n", self.path, "2026-05-04"])


class Calcurse:
    def __init__(self, work, runner):
        self.folder, self.runner = os.path.join(work, "calcurse"), runner

    def make(self, count):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        with open(os.path.join(self.folder, "apts"), "w",
                  encoding="utf-8") as file:
            for number in range(1, count + 1):
                words, due, _ = activity(number)
                file.write(due.strftime("%m/%d/%Y") + f" [1] {words}\n")

    def next(self):
        """What is due in the next week."""
        return self.runner.run(
            ["calcurse", "-D", self.folder, "-Q", "--from", "05/05/2026",
             "--days", "7"])
