# SPDX-License-Identifier: ISC
"""Days: Swedish holidays by rule, workdays, and the steps the ladder takes.

A workday is no weekend, no public holiday, no customary day off and no closed
day of the municipality's own.  A run day is a workday outside quiet periods:
only run days move the ladder on.
"""

from datetime import date, timedelta

DAY = timedelta(days=1)
FAR = 800  # days after which a search for a run day is given up


def easter(year):
    """Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * l) // 433
    month = (h + l - 7 * m + 90) // 25
    day = (h + l - 7 * m + 33 * month + 19) % 32
    return date(year, month, day)


def saturday_from(day):
    """The first Saturday on or after a day."""
    return day + DAY * ((5 - day.weekday()) % 7)


def holidays(year):
    """[(date, name, public)] of a year: holidays, and the eves taken off."""
    sunday = easter(year)
    midsummer = saturday_from(date(year, 6, 20))
    days = [
        (date(year, 1, 1), "nyårsdagen", True),
        (date(year, 1, 6), "trettondedag jul", True),
        (sunday - 2 * DAY, "långfredagen", True),
        (sunday, "påskdagen", True),
        (sunday + DAY, "annandag påsk", True),
        (date(year, 5, 1), "första maj", True),
        (sunday + 39 * DAY, "Kristi himmelsfärdsdag", True),
        (sunday + 49 * DAY, "pingstdagen", True),
        (midsummer, "midsommardagen", True),
        (saturday_from(date(year, 10, 31)), "alla helgons dag", True),
        (date(year, 12, 25), "juldagen", True),
        (date(year, 12, 26), "annandag jul", True),
        (midsummer - DAY, "midsommarafton", False),
        (date(year, 12, 24), "julafton", False),
        (date(year, 12, 31), "nyårsafton", False),
    ]
    if year >= 2005:
        days.append((date(year, 6, 6), "nationaldagen", True))
    else:
        days.append((sunday + 50 * DAY, "annandag pingst", True))
    return sorted(days)


def monday_of(day):
    return day - DAY * day.weekday()


def add_months(day, months):
    """The same day of a later month, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


class Calendar:
    """Closed days and quiet periods as they are now, and steps over days."""

    def __init__(self):
        self.closed = set()
        self.quiet = []  # (from, to) as dates, or as (month, day) yearly
        self.kept = {}

    def close(self, day):
        self.closed.add(day)
        self.kept = {}

    def add_quiet(self, start, end):
        self.quiet.append((start, end))
        self.kept = {}

    def is_off(self, year):
        key = ("off", year)
        if key not in self.kept:
            self.kept[key] = {row[0] for row in holidays(year)}
        return self.kept[key]

    def workday(self, day):
        key = ("work", day)
        if key not in self.kept:
            self.kept[key] = (day.weekday() < 5 and day not in self.closed
                              and day not in self.is_off(day.year))
        return self.kept[key]

    def is_quiet(self, day):
        for start, end in self.quiet:
            if isinstance(start, date):
                if start <= day <= end:
                    return True
            elif start <= end:
                if start <= (day.month, day.day) <= end:
                    return True
            elif (day.month, day.day) >= start or (day.month, day.day) <= end:
                return True
        return False

    def run_day(self, day):
        key = ("run", day)
        if key not in self.kept:
            self.kept[key] = self.workday(day) and not self.is_quiet(day)
        return self.kept[key]

    # Steps.  Each takes the kind of day it counts, a run day if not said.

    def _search(self, day, step, kind):
        kind = kind or self.run_day
        for _ in range(FAR):
            if kind(day):
                return day
            day += step
        raise OverflowError("no such day near %s" % day)

    def keep(self, key, work):
        """What work() gives, remembered until the calendar changes."""
        if key not in self.kept:
            self.kept[key] = work()
        return self.kept[key]

    def on_or_after(self, day, kind=None):
        return self.keep(("on or after", day, kind),
                         lambda: self._search(day, DAY, kind))

    def on_or_before(self, day, kind=None):
        return self.keep(("on or before", day, kind),
                         lambda: self._search(day, -DAY, kind))

    def after(self, day, kind=None):
        return self.on_or_after(day + DAY, kind)

    def steps_after(self, day, count, kind=None):
        """The count-th such day strictly after a day."""
        if count == 0:
            return day
        return self.keep(("steps", day, count, kind), lambda: self.after(
            self.steps_after(day, count - 1, kind), kind))

    def distance(self, first, last, kind=None):
        """How many such days lie in (first, last]."""
        kind = kind or self.run_day
        days = (last - first).days
        return sum(1 for i in range(1, days + 1) if kind(first + i * DAY))

    def first_of_week(self, monday):
        """Its first run day, or None."""
        day = self.on_or_after(monday)
        return day if day < monday + 7 * DAY else None

    def first_of_month(self, year, month):
        """Its first run day, or None."""
        day = self.on_or_after(date(year, month, 1))
        return day if (day.year, day.month) == (year, month) else None

    def weekly(self, first, weeks):
        """The first run day of each of the next ISO weeks that has one."""
        mondays = [monday_of(first) + 7 * week * DAY
                   for week in range(1, weeks + 1)]
        days = [self.first_of_week(monday) for monday in mondays]
        return [day for day in days if day]

    def monthly(self, after, until):
        """The first run day of each month, of those after a day."""
        days, month = [], date(after.year, after.month, 1)
        while month <= until:
            day = self.first_of_month(month.year, month.month)
            if day and day > after:
                days.append(day)
            month = add_months(month, 1)
        return days
