# SPDX-License-Identifier: ISC
"""A daemon with a clock that is put on by hand, its users, and what all of it
takes of the machine."""
import datetime
import mmap
import os
import pathlib
import signal
import sqlite3
import struct
import subprocess
import time
import zoneinfo

PATIENCE = 60 * float(os.environ.get("PLANVAKT_PATIENCE", "1"))  # seconds
ZONE = zoneinfo.ZoneInfo("Europe/Stockholm")


class Broken(Exception):
    """Something that was promised did not hold."""


def broken(condition, words):
    if condition:
        raise Broken(words)


class Clock:
    """The file that tests/haul/clock.c looks at."""

    def __init__(self, path, begin):
        path.write_bytes(bytes(8))
        with open(path, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), 8)
        self.path = path
        self.ahead = 0
        self.put(begin.date(), begin.hour, begin.minute)

    def now(self):
        return datetime.datetime.fromtimestamp(time.time() + self.ahead,
                                               datetime.timezone.utc)

    def step(self, seconds):
        self.ahead += seconds
        struct.pack_into("q", self.map, 0, self.ahead)

    def put(self, day, hour, minute):
        """To that time of the day, unless it has passed."""
        moment = datetime.datetime(day.year, day.month, day.day, hour, minute,
                                   tzinfo=ZONE)
        self.step(max(0, int(moment.timestamp() - time.time()) + 1
                      - self.ahead) if self.ahead else
                  int(moment.timestamp() - time.time()) + 1)

    def local(self):
        return f"{self.now().astimezone(ZONE):%Y-%m-%dT%H:%M:%S}"


class Users:
    """The program that is all of them (users.c)."""

    def __init__(self, build, socket):
        self.process = subprocess.Popen(
            [str(build / "tests/haul/users"), str(socket)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            encoding="utf-8", bufsize=1)

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self):
        line = self.process.stdout.readline()
        broken(not line, "the users ended")
        word, _, rest = line.rstrip("\n").partition(" ")
        return word, rest

    def done(self, line):
        """What no daemon has to do with."""
        self.say(line)
        word, rest = self.hear()
        broken(word != "ok", f"{line}: {word} {rest}")
        return rest.partition(" ")[2].strip('"')

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Daemon:
    """Its state, its processes and their clock."""

    def __init__(self, build, folder, clock, fault):
        self.build = build
        self.folder = folder
        self.clock = clock
        self.fault = fault
        self.state = folder / "state"
        self.socket = self.state / "planvaktd.sock"
        self.log = folder / "log"
        self.first = None

    def environment(self):
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.folder),
                "XDG_STATE_HOME": str(self.folder / "home"),
                "LC_ALL": "C.UTF-8", "TZ": "UTC",
                "LD_PRELOAD": str(self.build / "tests/haul/clock.so"),
                "PLANVAKT_CLOCK": str(self.clock.path),
                "PLANVAKT_CLOCK_FAULT": self.fault}

    def program(self, words):
        """(exit status, what it said)"""
        done = subprocess.run(words, env=self.environment(),
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)
        return done.returncode, done.stdout.decode("utf-8", "replace").strip()

    def run_whole(self, program, *words):
        status, said = self.program([str(self.build / program), *words])
        broken(status != 0, f"{program} {words[0]}: {said}")

    def client(self, *words):
        return self.program([str(self.build / "planvakt"), "--socket",
                             str(self.socket), "--key",
                             str(self.folder / "key"), *words])

    def init(self, begin):
        """A rehearsal, so that its letters go to Maildirs."""
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f",
                        str(self.folder / "key")], check=True)
        (self.folder / "conf").write_text(
            "[limits]\nretry_first = 1s\nretry_max = 1s\n")
        self.run_whole("planvaktd", "init", "--state", str(self.state),
                       "--coordinator", "anv0", "--key",
                       str(self.folder / "key.pub"), "--mail",
                       "samordnare@kommun.example", "--rehearsal",
                       f"{begin:%Y-%m-%dT%H:%M}")
        return self.folder / "key"

    # --- its processes ----------------------------------------------------

    def start(self):
        mark = self.log.stat().st_size if self.log.exists() else 0
        with open(self.log, "ab") as log:
            self.first = subprocess.Popen(
                [str(self.build / "planvaktd"), "run", "--state",
                 str(self.state), "--config", str(self.folder / "conf"),
                 "--at", self.clock.local()], env=self.environment(),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True)
        self.until(lambda: b"listening on" in self.said(mark),
                   "planvaktd does not listen")

    def said(self, mark):
        with open(self.log, "rb") as log:
            log.seek(mark)
            return log.read()

    def until(self, condition, words):
        end = time.monotonic() + PATIENCE
        while not condition():
            broken(self.first is None or self.first.poll() is not None,
                   f"{words}: it ended: {self.said(0)[-600:].decode()}")
            broken(time.monotonic() > end, words)
            time.sleep(0.002)

    def listens(self):
        """After one of its processes was killed."""
        self.until(self.socket.exists, "the socket is gone")
        time.sleep(0.002)

    def family(self):
        """Process -> what it is."""
        found = {}
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                head, _, rest = stat.read_text().rpartition(")")
            except OSError:
                continue
            fields = rest.split()
            if fields[0] == "Z" or int(fields[3]) != self.first.pid:
                continue
            pid, _, name = head.partition(" (")
            found[int(pid)] = "first" if int(pid) == self.first.pid else \
                "worker" if name.startswith("planvakt-mail") else \
                "serving" if name == "planvaktd" else name
        return found

    def only(self, role):
        """The process of a role; waits until there is one."""
        ours = []

        def is_there():
            ours[:] = [pid for pid, what in self.family().items()
                       if what == role]
            return len(ours) == 1
        self.until(is_there, f"there is no {role} process")
        return ours[0]

    def end(self, number):
        """SIGTERM to the first: its exit status. SIGKILL to all at once."""
        if self.first is None:
            return None
        if number == signal.SIGKILL:
            for pid in self.family():
                try:
                    os.kill(pid, number)
                except OSError:
                    pass
        else:
            self.first.send_signal(number)
        try:
            status = self.first.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.first.kill()
            raise Broken("it does not end") from None
        while self.family():
            time.sleep(0.001)
        self.first = None
        return status

    def kill_worker(self):
        os.kill(self.only("worker"), signal.SIGKILL)

    # --- what it takes ----------------------------------------------------

    @staticmethod
    def memory_of(pid):
        """KiB that are no file's."""
        for line in pathlib.Path(f"/proc/{pid}/status").read_text() \
                .splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1])
        return 0

    def memory(self):
        return self.memory_of(self.only("serving"))

    def ask(self, sql):
        database = sqlite3.connect(f"file:{self.state}/planvakt.db?mode=ro",
                                   uri=True, timeout=10)
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    @staticmethod
    def size(path):
        return path.stat().st_size if path.exists() else 0

    def measure(self):
        pids = {role: self.only(role) for role in
                ("first", "serving", "worker")}
        entries, letters = self.ask(
            "SELECT (SELECT max(seq) FROM log), (SELECT count(*) FROM"
            " dispatch WHERE state = 'accepted')")[0]
        return {
            "memory": {role: self.memory_of(pid)
                       for role, pid in pids.items()},
            "descriptors": {role: len(os.listdir(f"/proc/{pid}/fd"))
                            for role, pid in pids.items()},
            "wal": self.size(self.state / "planvakt.db-wal"),
            "database": self.size(self.state / "planvakt.db"),
            "entries": entries,
            "letters": letters,
            "files": len(list(self.state.glob("mail/*/*/*"))),
        }

    def quiet(self, first, week):
        """Once more, until those who hung up are gone: a moment at most."""
        for _ in range(200):
            if week["descriptors"] == first["descriptors"]:
                break
            time.sleep(0.005)
            week = self.measure()
        return week
