#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The model as a driver: a script on standard input, its answer on output.

What it prints is what compare.py expects of any driver (README.md).
"""

import json
import sys

import ladder
import script
from model import Unsure, World
from readings import readings


def state_of(world, activity, line):
    chain, today = activity.chain, world.now.date()
    ladder.settle(world, activity, world.now)
    until = chain.hold_until
    held = until is not None and until >= today and activity.due
    said = {"state": line, "activity": activity.number,
            "due": activity.due and activity.due.isoformat(),
            "status": activity.status, "lead": activity.lead,
            "cooperating": [*activity.cooperating, *activity.equals[1:]],
            "unclear": activity.unclear()}
    if activity.open:
        said["held_until"] = until.isoformat() if held else None
        said["holds"] = activity.begun[len(activity.versions), activity.lead]
    return said


def answers_to(world, event, line):
    """[answer] to one event, the line-th."""
    if event.method == "state":
        world.now = event.time
        return [state_of(world, a, line) for a in world.activities]
    word = world.apply(event)
    said = [{"refused": line, "word": word}] if word else []
    said += world.runs
    world.runs = []
    return said


def answers(events, chosen=None):
    """[answer], in order; raises Unsure where the text is silent."""
    world, said = World(chosen), []
    for line, event in enumerate(events, 1):
        said += answers_to(world, event, line)
    return said


def main():
    chosen = readings(sys.argv[1:])
    try:
        for answer in answers(script.parse(sys.stdin.read()), chosen):
            print(json.dumps(answer, ensure_ascii=False))
    except Unsure as silent:
        raise SystemExit("the text does not say: %s" % silent)


if __name__ == "__main__":
    main()
