# SPDX-License-Identifier: ISC
"""The letters of one run, and the days on which something is repeated."""

from workdays import DAY, monday_of


class Letters:
    """What one run says, gathered by recipient."""

    def __init__(self, world, now):
        self.world = world
        self.day = now.date()
        self.calendar = world.calendar
        self.notices = []

    def count(self, thing, stage, recipient):
        """The key under which sent notices of a stage are counted."""
        return (*thing, stage, recipient)

    def next_n(self, thing, stage, recipient):
        return self.world.sent[self.count(thing, stage, recipient)] + 1

    def tell(self, thing, subject, stage, recipient, regular, n=None):
        """thing: what is counted apart; subject: its name in the JSON."""
        key = self.count(thing, stage, recipient)
        self.world.sent[key] += 1
        late = regular < self.day and regular not in self.world.held
        self.notices.append({
            **subject, "stage": stage, "n": n or self.world.sent[key],
            "regular": regular.isoformat(), "delayed": late,
            "to": recipient, "keys": [key]})

    def counts_as(self, key):
        """The last notice counts under another key as well."""
        self.world.sent[key] += 1
        self.notices[-1]["keys"].append(key)

    def uncount(self, notice):
        """What reached nobody was not sent."""
        for key in notice["keys"]:
            self.world.sent[key] -= 1

    def address(self, recipient):
        role, _, code = recipient.partition(":")
        world = self.world
        if role == "coordinator":
            return world.coordinator
        if role == "steering":
            return world.plans[code].steering
        department = world.departments[code]
        if role == "escalation":
            return department.escalation
        return department.mail or world.coordinator

    def posted(self):
        """[{date, recipient, notices}], one a person's address."""
        by_address = {}
        for notice in self.notices:
            address = self.address(notice["to"])
            by_address.setdefault(address, []).append(notice)
            if address in self.world.failing:
                self.world.failed.append(address)
                self.uncount(notice)
            del notice["keys"]
        return [{"date": self.day.isoformat(), "recipient": address,
                 "notices": notices}
                for address, notices in sorted(by_address.items())]

    def accepted(self, stage, thing, recipient):
        """Whether this run told it and the address took it."""
        return any(n["stage"] == stage and n["to"] == recipient
                   and n.get("activity") == thing[0]
                   and self.address(recipient) not in self.world.failing
                   for n in self.notices)


def back(letters, day):
    """A warning before a date moves back, out of days off and quiet."""
    calendar = letters.calendar
    if letters.world.readings["back_from_quiet"] == "no":
        return calendar.on_or_after(
            calendar.on_or_before(day, calendar.workday))
    return calendar.on_or_before(day)


def chain_days(calendar, first, until, weeks, gap=None, apart=False):
    """first, the next weeks' first run days, then each month's."""
    weekly = calendar.weekly(first, weeks)
    near = calendar.steps_after(first, 5)
    kept = [day for day in weekly if gap is None or day > near
            or (day == near and gap == "exclusive")]
    last = weekly[-1] if weekly else first
    if apart:
        last = monday_of(first) + (7 * weeks + 6) * DAY
    days = [first, *kept, *calendar.monthly(last, until)]
    return [day for day in days if day <= until]
