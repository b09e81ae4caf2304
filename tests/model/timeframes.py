# SPDX-License-Identifier: ISC
"""The few timeframes that the sequences use, read by the design's table.

Not a reader of timeframes: the words come from sequences.py, so each kind that
the ladder tells apart is here once or twice and nothing else is understood.
"""

import re
from calendar import monthrange
from datetime import date

MONTHS = ("januari februari mars april maj juni juli augusti september "
          "oktober november december").split()
INTERVALS = {"kvartalsvis": 3, "halvårsvis": 6, "årligen": 12}


class Reading:
    def __init__(self, kind, start=None, end=None, vague=False,
                 interval=None, month=None):
        self.kind = kind
        self.start = start
        self.end = end
        self.vague = vague
        self.interval = interval  # months between reviews, as written
        self.month = month        # "i maj": 5

    @property
    def has_reviews(self):
        return self.kind in ("ongoing", "open", "recurring", "event")


def last(year, month):
    return date(year, month, monthrange(year, month)[1])


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read(text):
    """A Reading, or None where the day named does not exist."""
    iso = r"(\d{4}-\d\d-\d\d)"
    words = text.strip().lower()
    if words in INTERVALS:
        return Reading("recurring", interval=INTERVALS[words])
    if words == "löpande":
        return Reading("ongoing")
    found = re.fullmatch(r"varje år i (\w+)", words)
    if found and found[1] in MONTHS:
        return Reading("recurring", month=MONTHS.index(found[1]) + 1)
    found = re.fullmatch(r"löpande under (\d{4})", words)
    if found:
        year = int(found[1])
        return Reading("ongoing", date(year, 1, 1), date(year, 12, 31))
    found = re.fullmatch(r"(\d{4})", words)
    if found:
        year = int(words)
        return Reading("fixed", date(year, 1, 1), date(year, 12, 31))
    found = re.fullmatch(r"(vt|ht) (\d{4})", words)
    if found:
        year = int(found[2])
        if found[1] == "vt":
            return Reading("fixed", date(year, 1, 1), date(year, 6, 30))
        return Reading("fixed", date(year, 7, 1), date(year, 12, 31))
    found = re.fullmatch(r"kvartal ([1-4]) (\d{4})", words)
    if found:
        first, year = 3 * int(found[1]) - 2, int(found[2])
        return Reading("fixed", date(year, first, 1), last(year, first + 2))
    found = re.fullmatch(r"(början|mitten|slutet) av (\d{4})", words)
    if found:
        first = {"början": 1, "mitten": 5, "slutet": 9}[found[1]]
        year = int(found[2])
        return Reading("fixed", date(year, first, 1), last(year, first + 3),
                       vague=True)
    found = re.fullmatch("senast " + iso, words)
    if found:
        day = _day(found[1])
        return Reading("deadline", end=day) if day else None
    found = re.fullmatch("från och med " + iso, words)
    if found:
        day = _day(found[1])
        return Reading("open", start=day) if day else None
    found = re.fullmatch(iso + " - " + iso, words)
    if found:
        start, end = _day(found[1]), _day(found[2])
        return Reading("fixed", start, end) if start and end else None
    found = re.fullmatch(iso, words)
    if found:
        day = _day(words)
        return Reading("fixed", day, day) if day else None
    return Reading("undated")
