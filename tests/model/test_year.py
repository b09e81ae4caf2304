#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The four lives of year-by-hand.md, lived with the model, row by row."""

import os
import re
import unittest

import script
from answer import answers

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                    "year-by-hand.md")


def block(text, word):
    return re.search("```%s\n(.*?)```" % word, text, re.S)[1]


def by_hand(life):
    """{day reader nr stage n}, and digests as {day}."""
    rows = re.findall(r"^\| (\d{4}-\S+) \| (\S+) \| (\d+) \| (\S+) \| (\d+) ",
                      life, re.M)
    digests = life.partition("\nDigests:")[2]
    return ([" ".join(row) for row in rows],
            re.findall(r"\d{4}-\d\d-\d\d", digests))


def lived(text):
    """The same of the model: a run at 08:00 on each day of the year."""
    events = script.parse(text + '2023-01-10T08:00 - daily '
                          'until="2023-12-31"\n')
    events.sort(key=lambda event: event.time)
    rows, digests = [], []
    for answer in answers(events):
        for notice in answer.get("notices", ()):
            if notice["stage"] == "digest":
                digests.append(answer["date"])
            else:
                rows.append("%s %s %s %s %d" % (
                    answer["date"], answer["recipient"],
                    notice.get("activity", notice.get("plan")),
                    notice["stage"], notice["n"]))
    return rows, digests


class YearTest(unittest.TestCase):
    def test_lives(self):
        with open(PAGE, encoding="utf-8") as file:
            page = file.read()
        beginning = block(page, "begin")
        lives = re.split(r"^## \d", page, flags=re.M)[1:]
        self.assertEqual(len(lives), 4)
        for number, life in enumerate(lives, 1):
            with self.subTest(life=number):
                rows, digests = lived(beginning + block(life, "life"))
                hand_rows, hand_digests = by_hand(life)
                self.assertEqual(sorted(rows), sorted(hand_rows))
                self.assertEqual(digests, hand_digests)


if __name__ == "__main__":
    unittest.main()
