# SPDX-License-Identifier: ISC
"""Make a failing sequence small: delta debugging, then activities, then words.

fails(events) says whether a list of events still shows the difference.
"""

from model import Unsure, World

OPTIONAL = ("escalation", "adopted", "valid_until", "follow_up", "steering",
            "review", "cooperating", "status", "progress", "note", "expected",
            "reported_by", "yearly")


class Shrinker:
    def __init__(self, fails, budget):
        self.fails = fails
        self.budget = budget

    def still(self, events):
        """Whether it fails, where a trial is left to find out."""
        if self.budget <= 0 or not events:
            return False
        self.budget -= 1
        return self.fails(events)

    def shrink(self, events):
        events = self.beginning(events)
        while self.budget > 0:
            before = events
            events = self.drop_activities(events)
            events = self.drop_events(events)
            events = self.drop_words(events)
            if events == before:
                break
        return events

    def beginning(self, events):
        """A short beginning that fails, by halving."""
        low, high = 0, len(events)
        while high - low > 1:
            middle = (low + high) // 2
            if self.still(events[:middle]):
                high = middle
            else:
                low = middle
        return events[:high]

    def drop_events(self, events):
        """Delta debugging: leave out ever smaller stretches."""
        parts = 2
        while len(events) > 1 and self.budget > 0:
            size, start, before = -(-len(events) // parts), 0, len(events)
            while start < len(events):
                fewer = events[:start] + events[start + size:]
                if self.still(fewer):
                    events = fewer
                else:
                    start += size
            if size == 1 and len(events) == before:
                break
            parts = min(2 * parts, max(2, len(events)))
        return events

    def drop_activities(self, events):
        number = 1
        while self.budget > 0:
            fewer = without_activity(events, number)
            if fewer is None:
                return events
            if self.still(fewer):
                events = fewer
            else:
                number += 1
        return events

    def drop_words(self, events):
        for i, event in enumerate(events):
            for name in OPTIONAL:
                if name not in event.params:
                    continue
                params = {k: v for k, v in event.params.items() if k != name}
                fewer = list(events)
                fewer[i] = event._replace(params=params)
                if self.still(fewer):
                    events, event = fewer, fewer[i]
        return events


def shrink(events, fails, budget=1000):
    return Shrinker(fails, budget).shrink(events)


def without_activity(events, number):
    """The events without that activity, the others renumbered, or None."""
    world, left, found = World(), [], False
    for event in events:
        before = len(world.activities)
        try:
            if event.method != "state":
                world.apply(event)
        except Unsure:
            return None
        if before < number <= len(world.activities):
            found = True
            event = without_row(event, number - before - 1)
        else:
            event = renumbered(event, number)
        if event:
            left.append(event)
    return left if found else None


def without_row(event, row):
    if event.method != "import" or len(event.params["rows"]) == 1:
        return None
    rows = list(event.params["rows"])
    del rows[row]
    return event._replace(params={**event.params, "rows": rows})


def renumbered(event, gone):
    params = dict(event.params)
    named = params.get("activity")
    if isinstance(named, int):
        if named == gone:
            return None
        params["activity"] = named - (named > gone)
    if "activities" in params:
        kept = [n - (n > gone) for n in params["activities"] if n != gone]
        if not kept:
            return None
        params["activities"] = kept
    return event._replace(params=params)
