# SPDX-License-Identifier: ISC
"""A plain model of planvakt: what is stored, who may change it, and how.

Slow and obvious on purpose.  The commands stand in commands.py, what a run
tells in ladder.py.  Written from the design's text alone; ambiguities.md says
where the text left a choice.
"""

from collections import Counter, namedtuple
from datetime import date, datetime, time

import ladder
import timeframes
from commands import Commands
from readings import readings
from things import Refused, Unsure
from workdays import Calendar

Event = namedtuple("Event", "time signer method params")


class World(Commands):
    """Everything; apply() takes one event, runs holds what was told."""

    def __init__(self, chosen=None):
        self.readings = chosen or readings()
        self.calendar = Calendar()
        self.settings = {"answer_holds": 20, "expected_most": 60,
                         "digest": "monday", "run_hour": 8}
        self.coordinator = None
        self.keys = {}
        self.departments = {}
        self.plans = {}
        self.activities = []
        self.picture = None        # Duty
        self.began = None
        self.now = None
        self.resumes = None        # a pause ends before this day's run
        self.held = set()          # days on which a run was held
        self.failing = set()       # addresses that take no mail
        self.failed = []           # addresses since the last digest
        self.answered = 0          # answers since the last digest
        self.digest_told = None    # day of the last digest, empty or not
        self.digest_set = None     # when its day was chosen
        self.digest_off_since = None
        self.sent = Counter()
        self.sent_before = Counter()  # of those, in the plan before
        self.runs = []

    # Time.

    def instant(self, day):
        """When that day's run is."""
        return datetime.combine(day, time(self.settings["run_hour"]))

    def is_past(self, day, since):
        """Whether a regular date had passed when something came."""
        if self.readings["came_that_day"] == "date":
            return day < since.date()
        return self.instant(day) <= since

    def paused(self):
        return self.resumes is not None and self.now.date() < self.resumes

    def run_due(self, now):
        day = now.date()
        return (not self.paused() and day not in self.held
                and self.calendar.workday(day) and now >= self.instant(day)
                and self.instant(day) >= self.began)

    # One event.

    def apply(self, event):
        """None, or the word of a refusal.  Raises Unsure."""
        if self.now and event.time < self.now:
            raise Unsure("time goes backward")
        if (self.began is None) != (event.method == "init"):
            raise Unsure("init comes first, and once")
        self.now = event.time
        if event.method in ("run", "restart"):
            if self.run_due(self.now):
                self.runs += ladder.run(self, self.now)
            return None
        if event.method == "mail":
            self.mail(**event.params)
            return None
        try:
            self.authorize(event)
            for activity in self.activities:
                ladder.settle(self, activity, self.now)
            name = event.method.replace(".", "_").replace("-", "_")
            getattr(self, "do_" + name)(event.signer, **event.params)
        except Refused as refused:
            return refused.args[0]
        for activity in self.activities:
            self.note_unclear(activity)
        return None

    def note_unclear(self, activity):
        if not activity.unclear():
            activity.unclear_since = None
            activity.told.pop("unclear", None)
            activity.told.pop("unclear first", None)
        elif activity.unclear_since is None:
            activity.unclear_since = self.now

    def mail(self, address, state):
        """The world outside: an address takes mail or refuses it."""
        if state == "failing":
            self.failing.add(address)
        else:
            self.failing.discard(address)

    # Rights.

    def authorize(self, event):
        if event.method == "init":
            return
        key = self.keys.get(event.signer)
        if key is None:
            raise Refused("denied")
        role = key[0]
        if role == "coordinator":
            return
        if role != "department" or event.method not in (
                "activity.update", "acknowledge", "snooze"):
            raise Refused("denied")
        activity = self.find(event.params["activity"])
        mine = self.successor(key[1])
        if event.params.get("reported_by"):
            raise Refused("denied")
        if event.params.get("department", mine) != mine:
            if self.refuses_anyhow(event, activity):
                raise Unsure("denied, and refused for another reason")
            raise Refused("denied")
        if mine == activity.lead:
            return
        if mine in activity.equals:
            raise Unsure("an owner of equal rank answers")
        if mine not in activity.cooperating:
            raise Refused("denied")
        if "status" in event.params:
            raise Refused("denied")
        if "progress" in event.params or "expected" in event.params:
            raise Unsure("a cooperating department's progress")

    def successor(self, code):
        """The department that goes on for another; its keys do too."""
        while code and self.departments[code].successor:
            code = self.departments[code].successor
        return code

    def find(self, number):
        if not 1 <= number <= len(self.activities):
            raise Refused("not found")
        return self.activities[number - 1]

    def department(self, code):
        if code not in self.departments:
            raise Refused("not found")
        if self.departments[code].successor:
            raise Unsure("a department that has a successor")
        return code

    def plan(self, code):
        if code not in self.plans:
            raise Refused("not found")
        if self.plans[code].closed:
            raise Unsure("a plan that is closed")
        return self.plans[code]

    def opened(self, number):
        activity = self.find(number)
        if not activity.open:
            raise Unsure("a closed activity")
        return activity

    def day(self, text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Refused("invalid") from None

    def timeframe(self, text):
        reading = timeframes.read(text)
        if reading is None:
            raise Refused("invalid")
        if reading.start and reading.end and reading.start > reading.end:
            raise Refused("invalid")
        if (reading.kind == "ongoing"
                and self.readings["bounded_ongoing"] == "none"):
            reading.end = None
        return reading
