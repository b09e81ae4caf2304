# SPDX-License-Identifier: ISC
"""A state in earnest whose letters go by a program, which drops no repeat as a
Maildir does: each one that goes twice is seen."""
import town

LETTERS = 3
MAILER = """#!/bin/sh
# Takes a dispatch and notes its token, where the server is there.
[ -e {folder}/server ] || { echo 451 not now >&2; exit 75; }
sed 's/.*"token":"\\([0-9a-f]*\\)".*/\\1/' >>{folder}/sent
echo >>{folder}/sent
"""
CONF = """[mail]
transport = command
program = {folder}/mailer
from = planvakt@kommun.example
[limits]
retry_first = 1s
retry_max = 1s
"""
LATE = ("delivery: ", "cannot be written")  # then it waits for the next try
ENDED = ("ended by signal", "ended with status", ": stopping")


def sent(place):
    """The tokens that came to the server."""
    file = place.folder / "sent"
    return file.read_text().split() if file.exists() else []


def server_is_back(place):
    (place.folder / "server").touch()


def settle(place):
    """The mailer, where this folder is."""
    for name, text in (("mailer", MAILER), ("conf", CONF)):
        file = place.folder / name
        file.write_text(text.replace("{folder}", str(place.folder)))
        file.chmod(0o755)


def begin(place):
    """A state, and a mailer without a server."""
    town.begin(place)
    settle(place)
    status, said = place.run(
        False, "planvaktd", "init", "--state", "state", "--coordinator",
        "anna", "--key", "key.pub", "--mail", "samordnare@kommun.example")
    town.violated(status != 0, said)


def write(place, count):
    for number in range(count):
        place.must("notice", "test", "--wait", "0",
                   f"mottagare-{number}@kommun.example")


def prepare(place):
    """Letters that no server has taken yet."""
    begin(place)
    place.start(None)
    write(place, LETTERS)
    place.stop()
    place.log.unlink()


def copy(prepared, folder):
    place = town.copy(prepared, folder)
    settle(place)
    server_is_back(place)
    return place


def are_out(place):
    return place.number_if("SELECT count(*) FROM dispatch WHERE state ="
                           " 'accepted'") == LETTERS


def judge(place, most):
    """All are out, and at most so many came twice: what was in hand when a
    process ended."""
    town.violated(not place.start(None), "it does not start again")
    place.wait_for(lambda: are_out(place), "the letters do not leave")
    status = place.stop()
    town.violated(status != 0, f"it ends with status {status}")
    place.check()
    tokens = sent(place)
    town.violated(len(set(tokens)) != LETTERS, "a letter did not come")
    town.violated(len(tokens) > LETTERS + most,
                  f"{len(tokens) - LETTERS} came again")


def may_repeat(place, fault):
    """How many: none while the processes live that know what became of it."""
    ended = any(place.said(words) for words in ENDED)
    return int(ended or fault.role not in ("first", "daemon")
               or fault.mode not in ("once", "short"))
