#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Random sequences, the shrinker and compare.py."""

import os
import subprocess
import sys
import unittest

import script
from answer import answers
from lives import ADD, begin
from model import Unsure, World
from sequences import generate
from shrink import shrink, without_activity


def what_happens(world, event):
    """A command's name; of a few what makes them rare."""
    params = event.params
    if event.method == "activity.reopen":
        found = world.activities[params["activity"] - 1]
        return "activity.reopen of what is " + found.status
    if "reported_by" in params:
        return "reported by " + (
            "the lead" if params["reported_by"] == world.activities[
                params["activity"] - 1].lead else "another")
    return event.method


class SequenceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sequences = [generate(seed) for seed in range(40)]

    def test_what_is_rare_happens(self):
        """What the design has for people to do stays in the sequences."""
        happened = set()
        for events in self.sequences:
            world = World()
            for event in events:
                name = what_happens(world, event)
                refused = event.method != "state" and world.apply(event)
                if not refused:
                    happened.add(name)
        self.assertLessEqual({
            "activity.reopen of what is done",
            "activity.reopen of what is dropped",
            "reported by the lead", "reported by another",
            "plan.close", "plan.carry", "plan.follow-up",
            "department.replace", "activity.confirm", "notice.pause",
            "acknowledge", "snooze", "quiet.add", "restart"}, happened)

    def test_one_letter_a_day(self):
        """No address gets two letters on one day; n never falls."""
        for events in self.sequences:
            world, seen = World(), set()
            for event in events:
                if event.method != "state":
                    world.apply(event)
            for letter in world.runs:
                key = letter["date"], letter["recipient"]
                self.assertNotIn(key, seen)
                seen.add(key)
                self.assertTrue(letter["notices"])

    def test_same_seed_same_text(self):
        for seed in (3, 4):
            text = script.write(generate(seed))
            self.assertEqual(text, script.write(generate(seed)))
            self.assertEqual(script.write(script.parse(text)), text)
            short = script.write_short(generate(seed))
            self.assertEqual(script.write(script.parse(short)), text)

    def test_shrinks(self):
        """A difference of one note is shrunk to the few lines it needs."""
        events = generate(1)

        def fails(fewer):
            try:
                said = answers(fewer)
            except Unsure:
                return False
            return any(n["stage"] == "overdue" and n["n"] == 2
                       for a in said for n in a.get("notices", ()))

        self.assertTrue(fails(events))
        self.assertLess(len(shrink(events, fails)), 9)

    def test_compare(self):
        """A driver that reads one sentence otherwise is found out."""
        here = os.path.dirname(os.path.abspath(__file__))
        command = [sys.executable, os.path.join(here, "answer.py")]
        for driver, status, words in (
                (command, 0, "3 sequences compared, 0 differ"),
                (command + ["gap=inclusive"], 1,
                 "# they agree with --reading gap=inclusive")):
            done = subprocess.run(
                [sys.executable, os.path.join(here, "compare.py"),
                 "--seeds", "1-3", "--budget", "60", *driver],
                capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, status, done.stderr)
            self.assertIn(words, done.stdout)

    def test_renumbers(self):
        text = begin() + ADD.format(day="2022-03-14", frame="2022") + (
            '2022-03-15T10:00 sf1 activity.update activity=2 note="Ja"\n')
        events = without_activity(script.parse(text), 1)
        self.assertEqual(events[-1].params["activity"], 1)

if __name__ == "__main__":
    unittest.main()
