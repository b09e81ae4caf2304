#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The lives of year-by-hand.md and plan-by-hand.md, row by row.

test_year.py [DRIVER]: the first with the model; with a driver both with it.
"""

import os
import re
import sys
import unittest
from datetime import date, timedelta

import script
from answer import answers
from compare import ask

HERE = os.path.dirname(os.path.abspath(__file__))
DRIVER = sys.argv[1:]


def block(text, word):
    return re.search("```%s\n(.*?)```" % word, text, re.S)[1]


def rows_of(life):
    """[day reader nr stage n] of the table of a life."""
    rows = []
    for line in life.splitlines():
        if not re.match(r"\| \d{4}-", line):
            continue
        days, readers, numbers, stage, counts = [
            cell.split() for cell in line.split("|")[1:6]]
        assert len(days) == len(counts), line
        rows += ["%s %s %s %s %s" % (day, reader, number, stage[0], n)
                 for day, n in zip(days, counts)
                 for reader in readers for number in numbers]
    return rows


def digests_of(life, first, last):
    """The days that are listed; else each Monday, or the day after it."""
    listed = life.partition("\nDigests:")[2]
    if listed:
        return re.findall(r"\d{4}-\d\d-\d\d", listed)
    day, days = date.fromisoformat(first), []
    while day <= date.fromisoformat(last):
        if day.weekday() == 0:
            days.append(day.isoformat())
        day += timedelta(1)
    return days


def lived(said):
    """The same of what was said, and how many refusals."""
    rows, digests = [], []
    for answer in said:
        reader = answer.get("recipient", "").partition("@")[0]
        for notice in answer.get("notices", ()):
            if notice["stage"] == "digest":
                digests.append(answer["date"])
            else:
                rows.append("%s %s %s %s %d" % (
                    answer["date"], reader,
                    notice.get("activity", notice.get("plan")),
                    notice["stage"], notice["n"]))
    return rows, digests, sum("refused" in answer for answer in said)


class Lives(unittest.TestCase):
    def lives(self, name, first, last, moved=None):
        """(number, events, what is by hand) of each life of a page.

        moved: digests that come on another day than a Monday.
        """
        with open(os.path.join(HERE, name), encoding="utf-8") as file:
            page = file.read()
        lives = re.split(r"^## \d", page, flags=re.M)[1:]
        self.assertEqual(len(lives), 4)
        for number, life in enumerate(lives, 1):
            events = script.parse(
                block(page, "begin") + block(life, "life")
                + '%sT08:00 - daily until="%s"\n' % (first, last))
            events.sort(key=lambda event: event.time)
            refused = re.search(r"^Refused: (\d+)", life, re.M)
            digests = [(moved or {}).get(day, day)
                       for day in digests_of(life, first, last)]
            yield number, events, (sorted(rows_of(life)), digests,
                                   int(refused[1]) if refused else 0)

    def compare(self, said, expected, number):
        rows, digests, refused = lived(said)
        with self.subTest(life=number):
            self.assertEqual(sorted(rows), expected[0])
            self.assertEqual(digests, expected[1])
            self.assertEqual(refused, expected[2])

    def of_a_year(self):
        return self.lives("year-by-hand.md", "2023-01-10", "2023-12-31")


class ModelTest(Lives):
    def test_year(self):
        for number, events, expected in self.of_a_year():
            self.compare(answers(events), expected, number)


class DriverTest(Lives):
    def test_year(self):
        for number, events, expected in self.of_a_year():
            self.compare(ask(DRIVER, events), expected, number)

    def test_plan(self):
        moved = {"2022-04-18": "2022-04-19", "2022-06-06": "2022-06-07",
                 "2022-12-26": "2022-12-27"}
        for number, events, expected in self.lives(
                "plan-by-hand.md", "2022-03-15", "2023-03-14", moved):
            self.compare(ask(DRIVER, events), expected, number)


if not DRIVER:
    del DriverTest

if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
