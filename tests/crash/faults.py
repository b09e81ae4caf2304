# SPDX-License-Identifier: ISC
"""Every call of every program fails once, and from some moment on; every
program is killed before each thing that it does to the world."""
import errno
import itertools
import re
import subprocess

import look
import post
import town

# How a call fails: an error and how often. Of what has no end (EINTR, EAGAIN)
# there is one.
WAYS = {
    "write": "ENOSPC:once ENOSPC:on EIO:once EINTR:once EFBIG:short",
    "pwrite": "ENOSPC:once ENOSPC:on EIO:once EIO:on EINTR:once EFBIG:short",
    "writev": "ECONNRESET:once",
    "read": "EIO:once EINTR:once",
    "pread": "EIO:once EIO:on EINTR:once",
    "readv": "ECONNRESET:once EINTR:once",
    "fsync": "EIO:once EIO:on ENOSPC:once",
    "open": "EMFILE:once EMFILE:on ENOSPC:once EACCES:once",
    "close": "EIO:once",
    "malloc": "ENOMEM:once",
    "fork": "EAGAIN:once EAGAIN:on",
    "exec": "ENOENT:once ENOMEM:on",
    "send": "ENOBUFS:once EPIPE:once EPIPE:on EINTR:once EAGAIN:short",
    "sendmsg": "ENOBUFS:once ENOBUFS:on EPIPE:once EINTR:once EAGAIN:once",
    "recv": "ECONNRESET:once EINTR:once",
    "recvmsg": "ENOMEM:once EINTR:once",
    "rename": "ENOSPC:once EIO:on",
    "link": "ENOSPC:once EIO:on",
    "unlink": "EIO:once EIO:on",
    "ftruncate": "EIO:once EIO:on",
    "mkdir": "ENOSPC:once ENOSPC:on",
    "fchmod": "EPERM:once",
    "mmap": "ENOMEM:once ENOMEM:on",
    "pipe": "EMFILE:once EMFILE:on",
    "socket": "EMFILE:once",
    "connect": "ECONNREFUSED:once EINTR:once",
    "accept": "EMFILE:once EMFILE:on ECONNABORTED:once",
    "bind": "ENOSPC:once",
    "listen": "ENOMEM:once",
    "memfd": "EMFILE:once ENOMEM:on",
    "lock": "ENOLCK:once EIO:once",
    "timer": "EMFILE:once",
    "epoll": "ENOMEM:once",
    "wait": "EINTR:once",
    "dup": "EMFILE:once",
    "flock": "ENOLCK:once EINTR:once",
    "effect": "0:kill 0:halt",
}

# Those that change something outside of the process, as glibc names them.
EFFECTS = re.compile(
    r"p?writev?2?(64)?(v2)?|send(to|msg|mmsg|file)?(64)?|fsync|fdatasync|sync"
    r"|syncfs|sync_file_range|msync|(open|creat|fopen|freopen)(at)?(64)?(_2)?"
    r"|mkdir(at)?|rename(at2?)?|(sym)?link(at)?|unlink(at)?|rmdir|remove"
    r"|f?truncate(64)?|(posix_)?fallocate(64)?|[fl]?ch(mod|own)(at)?|f?utime.*"
    r"|mkfifo(at)?|mknod(at)?|mk(o?s?temps?|dtemp)(64)?|tmpfile(64)?|v?fork"
    r"|posix_spawnp?|exec.*|kill(pg)?|copy_file_range|splice|bind|connect"
    r"|listen|memfd_create|shm_open|pipe2?|accept4?|eventfd")

# Of these the ones that need no fault, and why.
EXEMPT = {
    "rmdir": "SQLite's locks by folders, which nobody asks for",
    "utime": "the same", "fchown": "SQLite's, where root made the database",
    "sendfile": "libevent's, of files that nobody sends",
    "accept": "libevent's own listener", "pipe": "the same",
    "eventfd": "libevent between threads",
}

# What is said where the next try is a minute away.
LATE = ("reminders: ", "delivery: ", "cannot commit")


def libraries(programs):
    """Those whose files and sockets our promises hang on."""
    said = subprocess.run(["ldd", *programs], check=True, text=True,
                          capture_output=True).stdout
    return sorted(set(re.findall(r"=> (\S*/lib(?:sqlite3|event_core)\S*)",
                                 said)))


def missing(undefined, defined):
    """Names that nm found undefined, which the library does not define."""
    def names(text):
        return {line.split()[-1].partition("@")[0]
                for line in text.splitlines() if line.startswith(" ")
                or " T " in line}
    known = {*names(defined), *EXEMPT}
    return sorted(name for name in names(undefined) - known
                  if EFFECTS.fullmatch(name))


class Fault:
    """The n-th call of a role fails in a way."""

    def __init__(self, role, call, way, nth):
        self.scene, _, self.role = role.rpartition("-")
        self.call, self.way, self.nth = call, way, nth
        self.error, self.mode = way.split(":")
        self.group = f"{role}:{call}:{way}"
        self.name = f"{role}:{call}:{nth}:{way}"

    def __str__(self):
        return self.name

    def words(self):
        error = getattr(errno, self.error, 0)
        return f"{self.role}:{self.call}:{self.nth}:{error}:{self.mode}"


def parse(text):
    """As str() wrote it."""
    role, call, nth, way = text.split(":", 3)
    return Fault(role, call, way, int(nth))


def outlive(place, fault, is_done, late=LATE):
    """A fault that has passed costs no letter and no restart; one that stays
    is lived with for a while."""
    def over():
        return is_done() or place.ended() or place.halted()
    if fault.mode == "on":
        try:
            place.wait_for(over, "", patience=0.5)
        except town.Violation:
            pass
        return
    place.wait_for(
        lambda: over() or any(place.said(words) for words in late),
        "the fault has passed, and the letters stay")


def suffer_init(prepared, folder, shim, fault):
    """A state is made under a fault. Whether it struck."""
    place = town.Town(prepared.build, folder)
    folder.mkdir()
    town.begin(place)
    place.arm(shim, fault.words())
    try:
        told = town.init(place, True) == "" and not place.halted()
        town.judge_init(place, told)
        return place.page.struck > 0
    finally:
        place.kill()


def end(place):
    if place.halted():
        place.kill()
    place.stop()


def suffer_post(prepared, folder, shim, fault):
    """Letters go out by a program under a fault. Whether it struck."""
    place = post.copy(prepared, folder)
    place.arm(shim, fault.words())
    try:
        if place.start(None, faulty=True):
            outlive(place, fault, lambda: post.are_out(place), post.LATE)
        end(place)
        post.judge(place, post.may_repeat(place, fault))
        return place.page.struck > 0
    finally:
        place.kill()


def suffer_day(prepared, folder, shim, fault):
    """One life under a fault. Whether it struck."""
    place = town.copy(prepared, folder)
    place.arm(shim, fault.words())
    place.shuts_out = fault.call == "accept" and fault.mode == "on"
    try:
        done = town.live(place)
        if not place.halted():
            outlive(place, fault, place.is_settled)
        end(place)
        town.judge(place, done)
        return place.page.struck > 0
    finally:
        place.kill()


def suffer(prepared, folder, shim, fault):
    """The scene under the fault; `prepared` is what each begins with."""
    suffers = {"": suffer_day, "init": suffer_init, "post": suffer_post,
               "look": look.suffer_state, "files": look.suffer_files}
    return suffers[fault.scene](prepared[fault.scene], folder, shim, fault)


def named(scene, page, shim):
    """The calls of a scene; memory is tried in the day only, and the client
    but where it writes files."""
    return {(f"{scene}-{role}", call): most
            for (role, call), most in page.calls(shim).items()
            if call != "malloc" and (role == "client") == (scene == "files")}


def count_post(prepared, folder, shim):
    place = post.copy(prepared, folder)
    place.arm(shim)
    place.start(None, faulty=True)
    place.wait_for(lambda: post.are_out(place), "the letters do not leave")
    place.stop()
    return named("post", place.page, shim)


def count_init(prepared, folder, shim):
    """The making of a state without a fault: the calls."""
    place = town.Town(prepared.build, folder)
    folder.mkdir()
    town.begin(place)
    place.arm(shim)
    town.violated(town.init(place, True), "no state")
    return named("init", place.page, shim)


def count(prepared, folder, shim, fault="first:effect:0:0:never"):
    """A life without a fault: the page of its counts."""
    place = town.copy(prepared, folder)
    place.arm(shim, fault)
    town.live(place)
    place.wait_for(place.is_settled, "the letters do not leave")
    place.stop()
    return place.page


def groups(calls):
    """(role, call, way, how many) of all that can fail. One more than was
    counted is tried, to see that it is the last."""
    return [(role, call, way, most) for (role, call), most in calls.items()
            for way in WAYS.get(call, "").split() if most > 0]


def thinned(things):
    """All of them, so ordered that whoever stops early has seen some from
    everywhere: the last, then those at 1/2, 1/4, 3/4 ..."""
    def turned(at):
        return int(f"{at:032b}"[::-1], 2)
    left = list(reversed(things))
    return [left[at] for at in sorted(range(len(left)), key=turned)]


def spread(calls):
    """All faults: one of each group, then a second of each ..."""
    turns = ([Fault(role, call, way, nth)
              for nth in (*thinned(range(1, most + 1)), most + 1)]
             for role, call, way, most in groups(calls))
    for turn in itertools.zip_longest(*turns):
        yield from (fault for fault in turn if fault is not None)
