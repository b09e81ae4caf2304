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
  --keep-going          do not stop at the first difference
Exit status: 0 all agree, 1 a difference, 2 usage or a driver that fails.
"""

import argparse
import json
import subprocess
import sys
import time

import script
from answer import answers
from model import Unsure
from readings import CHOICES, readings
from sequences import generate
from shrink import shrink

STATE = ("due", "status", "lead", "cooperating", "held_until", "holds",
         "unclear")
# Commands of the design that the daemon does not have yet.
LACKING = ["picture.adopt", "plan.carry", "activity.edit"]
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


def differences(command, events, chosen, options):
    """(only the model's, only the driver's), or None if both agree."""
    ours = sorted(facts(answers(events, chosen), options))
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
    sys.stdout.flush()


def usage():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--seeds", default="1-100")
    parser.add_argument("--script")
    parser.add_argument("--reading", action="append", default=[])
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--lacks", action="append", default=[*LACKING])
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--budget", type=int, default=1000)
    parser.add_argument("--keep-going", action="store_true")
    parser.add_argument("driver", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.driver:
        parser.error("a driver is missing")
    return options


def sequences(options):
    """(name, events) of each sequence to compare."""
    if options.script:
        with open(options.script, encoding="utf-8") as file:
            yield options.script, script.parse(file.read())
        return
    first, _, last = options.seeds.partition("-")
    for seed in range(int(first), int(last or first) + 1):
        yield "seed %d" % seed, generate(seed, options.lacks)


def main():
    options = usage()
    chosen = readings(options.reading)
    count = wrong = silent = 0
    began = time.monotonic()
    for name, events in sequences(options):
        if options.seconds and time.monotonic() - began > options.seconds:
            break
        count += 1
        try:
            found = differences(options.driver, events, chosen, options)
        except Unsure:
            silent += 1
            continue
        except (DriverFailed, json.JSONDecodeError, KeyError) as failed:
            print("%s: the driver failed: %s" % (name, failed),
                  file=sys.stderr)
            return 2
        if found:
            wrong += 1
            report(options.driver, events, chosen, options, name)
            if not options.keep_going:
                break
    print("%d sequences compared, %d differ, %d not judged"
          % (count, wrong, silent))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
