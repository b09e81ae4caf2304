#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Compare a driver of the daemon with the model, shrink what differs.

compare.py [options] DRIVER [ARGUMENT]...
  --seeds A-B           random sequences, 1-100 if not said
  --script FILE         this sequence instead
  --reading NAME=VALUE  another reading of an ambiguous sentence
  --without STAGE       leave a stage out of both sides
  --lacks METHOD        no sequence uses this command either (LACKING)
  --words               the words of refusals must agree as well
  --budget N            trials of the shrinker, 1000
  --seconds N           no more sequences are begun after so long
  --least N             but those up to this seed
  --jobs N              so many at once, 1 if not said
  --keep-going          do not stop at the first difference
Exit status: 0 all agree, 1 a difference, 2 usage or a driver that fails.
"""

import argparse
import contextlib
import io
import json
import multiprocessing
import subprocess
import sys
import time

import script
from answer import answers
from model import Unsure
from readings import CHOICES, readings
from sequences import generate, lived
from shrink import shrink

STATE = ("due", "status", "lead", "cooperating", "held_until", "holds",
         "unclear")
# Commands that no sequence has (README.md).
LACKING = ["picture.adopt"]
UNNUMBERED = ("digest", "assigned")  # their n is not told apart


class DriverFailed(Exception):
    pass


def ask(command, events):
    """The driver's answers to a sequence."""
    done = subprocess.run(command, input=script.write(events), text=True,
                          capture_output=True, timeout=120, check=False)
    if done.returncode != 0:
        raise DriverFailed("exit %d: %s" % (done.returncode,
                                            done.stderr.strip()[-500:]))
    return [json.loads(line) for line in done.stdout.splitlines() if line]


def facts(said, options):
    """Answers as {what is compared: in order of time}, one string each."""
    found = []
    for answer in said:
        if "refused" in answer:
            word = answer["word"]
            if not options.words and word != "denied":
                word = "refused"
            found.append("line %d refused: %s" % (answer["refused"], word))
        elif "state" in answer:
            parts = ["%s=%s" % (name, json.dumps(answer[name]))
                     for name in STATE if name in answer]
            found.append("line %d activity %d: %s" % (
                answer["state"], answer["activity"], " ".join(parts)))
        else:
            found += [fact for notice in answer["notices"]
                      for fact in notice_fact(answer, notice, options)]
    return found


def notice_fact(letter, notice, options):
    stage = notice["stage"]
    if stage in options.without:
        return []
    subject = "".join(" %s %s" % (name, notice[name])
                      for name in ("activity", "plan")
                      if notice.get(name) is not None)
    number = "" if stage in UNNUMBERED else " n=%d" % notice["n"]
    return ["%s %s%s %s%s" % (letter["date"], letter["recipient"], subject,
                              stage, number)]


def differences(command, events, chosen, options, said=None):
    """(only the model's, only the driver's), or None if both agree.

    said: what the model answers, where that is known.
    """
    if said is None:
        said = answers(events, chosen)
    ours = sorted(facts(said, options))
    theirs = sorted(facts(ask(command, events), options))
    if ours == theirs:
        return None
    return only(ours, theirs), only(theirs, ours)


def only(these, those):
    rest = list(those)
    left = []
    for fact in these:
        if fact in rest:
            rest.remove(fact)
        else:
            left.append(fact)
    return left


def smallest(command, events, chosen, options):
    def fails(fewer):
        try:
            return differences(command, fewer, chosen, options) is not None
        except (Unsure, DriverFailed):
            return False

    return shrink(events, fails, options.budget)


def side_by_side(ours, theirs):
    width = max([len(fact) for fact in ours] + [20])
    print("%-*s | %s" % (width, "ONLY THE MODEL", "ONLY THE DRIVER"))
    for i in range(max(len(ours), len(theirs))):
        left = ours[i] if i < len(ours) else ""
        right = theirs[i] if i < len(theirs) else ""
        print("%-*s | %s" % (width, left, right))


def explain(command, events, chosen, options):
    """Which other reading of the text would make both agree here."""
    for name, values in CHOICES.items():
        for value in values:
            if value == chosen[name]:
                continue
            other = {**chosen, name: value}
            try:
                if differences(command, events, other, options) is None:
                    print("# they agree with --reading %s=%s"
                          % (name, value))
            except Unsure:
                pass


def report(command, events, chosen, options, name):
    small = smallest(command, events, chosen, options)
    print("# %s: %d events, shrunk to %d" % (name, len(events), len(small)))
    print(script.write_short(small), end="")
    side_by_side(*differences(command, small, chosen, options))
    explain(command, small, chosen, options)


def usage():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--seeds", default="1-100")
    parser.add_argument("--script")
    parser.add_argument("--reading", action="append", default=[])
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--lacks", action="append", default=[*LACKING])
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--least", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--budget", type=int, default=1000)
    parser.add_argument("--keep-going", action="store_true")
    parser.add_argument("driver", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.driver:
        parser.error("a driver is missing")
    options.until = options.seconds and time.monotonic() + options.seconds
    return options


def names(options):
    """What is compared: a script's name, or seeds."""
    if options.script:
        return [options.script]
    first, _, last = options.seeds.partition("-")
    return range(int(first), int(last or first) + 1)


def sequence(name, chosen, options):
    """(events, what the model answers if that is known) of a name."""
    if options.script:
        with open(name, encoding="utf-8") as file:
            return script.parse(file.read()), None
    if chosen == readings([]):
        return lived(name, options.lacks)
    return generate(name, options.lacks), None


def compare(name, options):
    """(agrees, differs, unsure, failed or out of time; what to print)."""
    if options.until and time.monotonic() > options.until and \
            not (isinstance(name, int) and name <= options.least):
        return "out of time", ""
    chosen = readings(options.reading)
    events, said = sequence(name, chosen, options)
    try:
        if not differences(options.driver, events, chosen, options, said):
            return "agrees", ""
        with contextlib.redirect_stdout(io.StringIO()) as text:
            report(options.driver, events, chosen, options,
                   name if options.script else "seed %d" % name)
        return "differs", text.getvalue()
    except Unsure:
        return "unsure", ""
    except (DriverFailed, json.JSONDecodeError, KeyError) as failed:
        return "failed", "%s: the driver failed: %s" % (name, failed)


class Job:
    """compare() for a worker, which gets its options once."""

    @classmethod
    def begin(cls, options):
        cls.options = options

    @classmethod
    def do(cls, name):
        return compare(name, cls.options)


def main():
    options = usage()
    count = {"agrees": 0, "differs": 0, "unsure": 0}
    with multiprocessing.Pool(options.jobs, Job.begin, [options]) as pool:
        for word, text in pool.imap(Job.do, names(options)):
            if word == "out of time":
                break
            if word == "failed":
                print(text, file=sys.stderr)
                return 2
            count[word] += 1
            print(text, end="", flush=True)
            if word == "differs" and not options.keep_going:
                break
    print("%d sequences compared, %d differ, %d not judged"
          % (sum(count.values()), count["differs"], count["unsure"]))
    return 1 if count["differs"] else 0


if __name__ == "__main__":
    sys.exit(main())
