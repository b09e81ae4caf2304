# SPDX-License-Identifier: ISC
"""A town with letters due, its programs under a fault, and the judge of what
is left of it. tests/crash/README.md says what is promised."""
import ctypes
import mmap
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import time

PATIENCE = 30 * float(os.environ.get("PLANVAKT_PATIENCE", "1"))  # seconds
PROGRAMS = ("planvaktd", "planvakt", "planvakt-deliver")
IMPATIENT = 2  # seconds until a person gives up who is not let in
STOPS = 5      # seconds from SIGTERM to the end
CPU_MOST = 4   # seconds of a processor that a whole life may take
EVENING = "2022-06-29T16:00:00"
MORNING = "2022-07-01T08:00:01"
OTHER = "/elsewhere/socket SHA256:" + 43 * "x" + "\n"  # a pin of the client's
LATER = "2022-07-01T08:00:40"

# What the client is asked to write: a name, its words, and what of it is to
# be counted afterwards: 0 where it was not done, never anything between.
WRITES = (
    ("import", ["import", "second.csv", "--plan", "vbe"],
     "SELECT count(*) FROM activity WHERE activity LIKE 'Senare %'", 2),
    ("note", ["update", "3", "--note", "Under felet"],
     "SELECT count(*) FROM progress_note WHERE note = 'Under felet'", 1),
    ("holiday", ["holidays", "add", "2022-12-30", "Klämdag"],
     "SELECT count(*) FROM closed_day WHERE day = '2022-12-30'", 1),
    ("department", ["department", "add", "kff", "Kultur- och fritid",
                    "--mail", "kff@kommun.example"],
     "SELECT count(*) FROM department WHERE code = 'kff'", 1),
    ("redaction", ["log", "redact", "6", "--yes", "--field", "note", "--reason",
                   "Prov"], "SELECT count(*) FROM redaction", 1),
)
SECRET = "Hemligt ord"  # that the redaction takes out
LETTER_ENDS = re.compile(rb"\n[0-9a-f]{64}\s*$")  # the log's check value


class Shim:
    """The library, and the names that it knows."""

    def __init__(self, path):
        self.path = str(path)
        library = ctypes.CDLL(self.path)
        self.roles = self.names(library, "fault_roles")
        self.calls = self.names(library, "fault_calls")

    @staticmethod
    def names(library, symbol):
        names = []
        array = (ctypes.c_char_p * 100).in_dll(library, symbol)
        for name in array:
            if name is None:
                return names
            names.append(name.decode())


class Page:
    """What the library counts, shared with all processes of a run."""
    SIZE = 8 * (4 + 8 * 64 + 16384)

    def __init__(self, path):
        path.write_bytes(bytes(self.SIZE))
        with open(path, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), self.SIZE)

    def number(self, at):
        return struct.unpack_from("q", self.map, 8 * at)[0]

    count = property(lambda self: self.number(0))
    struck = property(lambda self: self.number(1))
    halted = property(lambda self: self.number(2))

    def fill(self, full):
        """Whether writes that need room have none."""
        struct.pack_into("q", self.map, 24, full)

    def calls(self, shim):
        """How often each role made each call."""
        return {(role, call): self.number(4 + r * len(shim.calls) + c)
                for r, role in enumerate(shim.roles)
                for c, call in enumerate(shim.calls)}


class Violation(Exception):
    """Something that was promised did not hold."""


def violated(condition, words):
    if condition:
        raise Violation(words)


class Town:
    """Folders and programs of one run."""

    def __init__(self, build, folder):
        self.build = pathlib.Path(build)
        self.folder = pathlib.Path(folder)
        self.state = self.folder / "state"
        self.log = self.folder / "log"
        self.daemon = None
        self.page = None
        self.faulty = False
        self.shuts_out = False  # nobody is let in while the fault lasts
        self.extra = {}

    def environment(self, faulty):
        return {"PATH": "/usr/bin:/bin", "HOME": str(self.folder),
                "XDG_STATE_HOME": str(self.folder / "home"),
                "LC_ALL": "C.UTF-8", "TZ": "UTC",
                **(self.extra if faulty else {})}

    def arm(self, shim, fault="first:effect:0:0:never", record=None):
        """From now on programs that are run faulty have this fault."""
        self.page = Page(self.folder / "page")
        self.extra = {"LD_PRELOAD": shim.path, "PLANVAKT_FAULT": fault,
                      "PLANVAKT_FAULT_PAGE": str(self.folder / "page")}
        if record is not None:
            self.extra["PLANVAKT_FAULT_RECORD"] = str(record)

    known = property(lambda self: self.folder / "home/planvakt/known_daemons")

    # --- the client -------------------------------------------------------

    def run(self, faulty, program, *words):
        """Runs it: (exit status, what it said)."""
        with open(self.folder / "out", "wb") as out:
            process = subprocess.Popen(
                [str(self.build / program), *words], cwd=self.folder,
                env=self.environment(faulty), stdin=subprocess.DEVNULL,
                stdout=out, stderr=subprocess.STDOUT)
        gives_up = time.monotonic() + (IMPATIENT if faulty and self.shuts_out
                                       else float("inf"))
        self.wait_for(lambda: process.poll() is not None or self.halted()
                      or time.monotonic() > gives_up,
                      f"{program} {' '.join(words)} hangs", process)
        if process.poll() is None:
            process.kill()
            process.wait()
        said = (self.folder / "out").read_text("utf-8", "replace")
        return process.returncode, said.strip()

    def client(self, *words, faulty=False):
        return self.run(faulty, "planvakt", "--socket", "socket", "--key",
                        "key", *words)

    def must(self, *words):
        status, said = self.client(*words)
        violated(status != 0, f"planvakt {' '.join(words)}: {said}")

    # --- the daemon -------------------------------------------------------

    def start(self, at, faulty=False):
        """Starts it; whether it listens."""
        self.faulty = faulty
        mark = self.log.stat().st_size if self.log.exists() else 0
        with open(self.log, "ab") as log:
            self.daemon = subprocess.Popen(
                [str(self.build / "planvaktd"), "run", "--state", "state",
                 "--socket", "socket", "--config", "conf",
                 *(["--at", at] if at else [])], cwd=self.folder,
                env=self.environment(faulty), stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True)
        began = time.monotonic()

        def listens():
            return self.said("listening on", mark) or (
                time.monotonic() > began + 2 and self.answers())
        self.wait_for(lambda: listens() or self.ended() or self.halted(),
                      "planvaktd neither listens nor ends", self.daemon)
        return not self.ended() and listens()

    def answers(self):
        """Where what it says is lost: whether it takes a connection."""
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(self.folder / "socket"))
            except OSError:
                return False
            return True

    def said(self, words, mark=0):
        if not self.log.exists():
            return 0
        with open(self.log, "rb") as log:
            log.seek(mark)
            return log.read().count(words.encode())

    def halted(self):
        """Whether a process waits for all to be killed."""
        return self.faulty and self.page.halted

    def ended(self):
        return self.daemon is None or self.daemon.poll() is not None

    def family(self):
        """All processes of the session that it leads."""
        found = []
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.getsid(int(name)) == self.daemon.pid and \
                        self.status(name)[1][0] != "Z":
                    found.append(int(name))
            except OSError:
                continue
        return found

    @staticmethod
    def status(pid):
        """What proc_pid_stat(5) says of it: its name, and all from its
        state on."""
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            head, _, fields = stat.read().rpartition(")")
        return head.partition("(")[2], fields.split()

    def processor(self):
        """Seconds of a processor that they have taken, as
        (the most that one of them took, its name)."""
        most = (0, "")
        for pid in self.family():
            try:
                name, fields = self.status(pid)
            except OSError:
                continue
            ticks = int(fields[11]) + int(fields[12])
            most = max(most, (ticks / os.sysconf("SC_CLK_TCK"), name))
        return most

    def wait_for(self, condition, words, process=None, patience=PATIENCE):
        """Looks at it each 5 ms, later each 30; the process's end is seen at
        once."""
        end, pause = time.monotonic() + patience, 0.005
        descriptor = None if process is None else os.pidfd_open(process.pid)
        ends = [] if process is None else [descriptor]
        try:
            while not condition():
                if time.monotonic() > end:
                    if process is not None:
                        process.kill()
                    raise Violation(words)
                select.select(ends, [], [], pause)
                pause = min(pause * 1.2, 0.03)
        finally:
            if descriptor is not None:
                os.close(descriptor)

    def kill(self):
        """Ends all of them at once, as a power cut does."""
        if self.daemon is None:
            return
        while self.family():
            for pid in self.family():
                try:
                    os.kill(pid, signal.SIGKILL)
                except OSError:
                    pass
            self.daemon.poll()
        self.daemon.wait()
        self.daemon = None

    def stop(self):
        """SIGTERM: its exit status. It must come soon, and not have spun."""
        if self.daemon is None:
            return None
        most, name = self.processor()
        violated(most > CPU_MOST,
                 f"{name} has taken {most:.1f} s of a processor")
        self.daemon.send_signal(signal.SIGTERM)
        end = time.monotonic() + STOPS * self.slowness()
        while not self.ended():
            if self.halted():
                return self.kill()
            violated(time.monotonic() > end,
                     f"it does not end within {STOPS} s of SIGTERM")
            time.sleep(0.005)
        self.wait_for(lambda: not self.family(), "processes are left",
                      patience=STOPS * self.slowness())
        status = self.daemon.wait()
        self.daemon = None
        return status

    @staticmethod
    def slowness():
        """Of a machine with more to do than it has processors."""
        return max(PATIENCE / 30, os.getloadavg()[0] / os.cpu_count())

    # --- what it holds ----------------------------------------------------

    def ask_all(self, *questions):
        """The rows of each."""
        uri = f"file:{self.state}/planvakt.db?mode=ro"
        database = sqlite3.connect(uri, uri=True, timeout=5)
        try:
            return [database.execute(sql).fetchall() for sql in questions]
        finally:
            database.close()

    def ask(self, sql):
        return self.ask_all(sql)[0]

    def number(self, sql):
        return self.ask(sql)[0][0]

    def number_if(self, sql):
        """0 where the database cannot be read now."""
        try:
            return self.number(sql)
        except sqlite3.Error:
            return 0

    def is_settled(self):
        """Whether the morning's run was held and all its letters are out."""
        return self.number_if(
            "SELECT (SELECT count(*) FROM run WHERE day = '2022-07-01') AND"
            " NOT EXISTS (SELECT 1 FROM dispatch WHERE state = 'planned')")

    def check(self):
        status, said = self.run(False, "planvaktd", "check", "--state",
                                "state")
        violated(status != 0, f"check: {said.strip()}")


def begin(town):
    """A key, and what is imported."""
    keygen = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key"]
    subprocess.run(keygen, cwd=town.folder, check=True)
    (town.folder / "conf").write_text(
        "[limits]\nretry_first = 1s\nretry_max = 1s\n")
    head = "Aktivitet;Syfte;Tidplan;Ansvarig\n"
    (town.folder / "first.csv").write_text(
        head + "Utse en samordnare;Prov;Vt 2022;ks\n"
        "Utbilda personal;Prov;Vt 2022;sf\nFölj upp;Prov;2023;ks\n")
    (town.folder / "second.csv").write_text(
        head + "Senare ett;Prov;2023;ks\nSenare två;Prov;2023;sf\n")


def init(town, faulty=False):
    """Makes the state: what there is to say against it."""
    town.faulty = faulty
    status, said = town.run(
        faulty, "planvaktd", "init", "--state", "state", "--coordinator",
        "anna", "--key", "key.pub", "--mail", "samordnare@kommun.example",
        "--rehearsal", EVENING[:-3])
    return said.strip() or f"status {status}" if status != 0 else ""


def judge_init(town, told):
    """What was told to be made is there; else it can be made now."""
    town.faulty = False
    if not told:
        said = init(town)
        violated(said and "already" not in said, said)
    violated(not town.start(EVENING), "it does not start: "
             + town.log.read_text())
    town.must("ping")
    violated(town.stop() != 0, "it ends badly")
    town.check()


def prepare(town):
    """A plan of last spring, and the evening before it is overdue."""
    begin(town)
    violated(init(town), "no state")
    town.start(EVENING)
    for code in ("ks", "sf"):
        town.must("department", "add", code, f"Förvaltning {code}", "--mail",
                  f"{code}@kommun.example")
    town.must("plan", "add", "vbe", "--title", "Plan", "--adopted",
              "2022-01-10")
    town.must("import", "first.csv", "--plan", "vbe")
    town.must("update", "3", "--note", SECRET)  # entry 6
    town.stop()
    town.log.unlink()


def copy(prepared, folder):
    """A town of its own, as it was prepared. Its client has met another
    daemon, and not yet this one."""
    shutil.copytree(prepared.folder, folder)
    place = Town(prepared.build, folder)
    place.known.write_text(OTHER)
    return place


# --- a day ------------------------------------------------------------------

def live(town, record=None):
    """The morning under the fault: what was acknowledged."""
    done = []
    listens = town.start(MORNING, faulty=True)
    for name, words, _, _ in WRITES if listens else ():
        if town.halted():
            break
        status, _ = town.client(*words, faulty=True)
        if status == 0:
            done.append(name)
            if record is not None:
                acknowledge(record, name)
    return done


def acknowledge(record, name):
    """What the record says from here on is after this was told."""
    with open(record, "ab") as file:
        file.write(b"A 0 0 0 %d\n%s" % (len(name), name.encode()))


def judge_letters(town):
    """Each letter once, and each thing that was due told once."""
    wrong, told, out = town.ask_all(
        "SELECT id, state FROM dispatch WHERE state <> 'accepted' AND state"
        " <> 'withdrawn'",
        "SELECT activity, count(*) FROM notice WHERE stage = 'overdue' AND"
        " NOT skipped GROUP BY activity",
        "SELECT id, token FROM dispatch WHERE state = 'accepted'")
    violated(wrong, f"letters that are not out: {wrong}")
    violated(told != [(1, 1), (2, 1)], f"told of activities: {told}")
    tokens = {f"dispatch-{number}.{token[:32]}" for number, token in out}
    found = []
    for file in town.state.glob("mail/*/*/*"):
        text = file.read_bytes()
        violated(file.parent.name == "tmp", f"{file} was left")
        violated(not LETTER_ENDS.search(text), f"{file} is cut")
        for line in text.splitlines():
            if line.lower().startswith(b"message-id:"):
                found.append(line.decode().partition("<")[2].partition("@")[0])
    violated(sorted(found) != sorted(tokens),
             f"{len(found)} files for {len(tokens)} letters:"
             f" {sorted(set(found) ^ tokens)}")


def judge(town, done):
    """Started again without the fault, the town is as if there had been
    none."""
    mark = town.log.stat().st_size if town.log.exists() else 0
    violated(not town.start(LATER), "it does not start again: "
             + " / ".join(town.log.read_text().splitlines()[-3:]))
    town.wait_for(town.is_settled, "the letters do not leave")
    status, said = town.client("update", "2", "--note", "Efteråt")
    violated(status != 0, f"it does not go on: {said}")
    violated(OTHER not in town.known.read_text(),
             "a daemon that was trusted is forgotten")
    status = town.stop()
    violated(status != 0, f"it ends with status {status}: "
             + " / ".join(town.log.read_text().splitlines()[-3:]))
    for words in ("forbidden system call", "Assertion", "was ended by signal"):
        violated(town.said(words, mark), f"after the fault it says: {words}")
    town.check()
    *there, ((redacted,),) = town.ask_all(*(sql for *_, sql, _ in WRITES),
                                         "SELECT count(*) FROM redaction")
    for (name, *_, whole), ((count,),) in zip(WRITES, there):
        violated(name in done and count != whole,
                 f"{name} was acknowledged and is lost")
        violated(count not in (0, whole), f"{name} is there in part")
    judge_letters(town)
    files = b"".join(file.read_bytes() for file in town.state.glob("*.db*"))
    violated(redacted and SECRET.encode() in files,
             "what was redacted is in the file")
