# SPDX-License-Identifier: ISC
"""The things a plan is made of, and what the model keeps of each."""

from collections import Counter


class Refused(Exception):
    """The daemon refuses the command; args[0] is the word."""


class Unsure(Exception):
    """The text does not say what happens: not to be compared."""


class Department:
    def __init__(self, code, name, mail, escalation, external):
        self.code = code
        self.name = name
        self.mail = mail
        self.escalation = escalation
        self.external = external
        self.successor = None


class Plan:
    def __init__(self, code):
        self.code = code
        self.adopted = None
        self.valid_until = None
        self.follow_up = 24    # months
        self.followed = None   # the last follow-up's day
        self.review = 4        # months
        self.steering = None
        self.closed = False
        self.duty = None       # Duty: the follow-up
        self.ending = None     # Duty: valid until


class Duty:
    """A day by which something must be recorded, and what was told of it."""

    def __init__(self, day, since):
        self.day = day
        self.since = since     # the instant from which this day counts
        self.told = {}         # recipient: regular date told last


class Version:
    """A due date of an activity, until the next one."""

    def __init__(self, due, born, told):
        self.due = due
        self.born = born
        self.told = told       # its readers know of it


class Tenure:
    """The time that one department leads an activity."""

    def __init__(self, lead, since):
        self.lead = lead
        self.since = since
        self.told = False      # `assigned` was sent


class Chain:
    """What one version and tenure have heard and answered."""

    def __init__(self):
        self.passed = set()        # regular dates before its due date told
        self.first = None          # day of the `assigned` that began it late
        self.overdue = None        # regular date of the occasion told last
        self.accepted = None       # day the first overdue was accepted
        self.rungs = None          # [(day, workdays after it), None: climbed]
        self.waiting = None        # day until which an early answer holds
        self.hold_from = None      # the hold not yet followed by a run
        self.hold_until = None
        self.kept = None           # date of the letter after it, in a silence
        self.climbed_before = False  # all rungs, when the hold began


class Activity:
    def __init__(self, number, plan, text, reading, came):
        self.number = number
        self.plan = plan
        self.text = text
        self.reading = reading
        self.came = came
        self.opened = came
        self.status = "planned"
        self.started = None        # instant
        self.progress = 0
        self.said = None, None     # the last answer, and when
        self.expected = None
        self.notes = []            # instants
        self.confirmed = False
        self.review = None
        self.versions = [Version(reading.end, came, True)]
        self.tenures = []
        self.cooperating = {}      # department: instant it joined
        self.unresolved = False    # a cooperating owner not understood
        self.equals = []           # owners of equal rank, the first leads
        self.knows = set()         # cooperating and equals told
        self.chains = {}
        self.begun = Counter()     # holds begun by (version, lead)
        self.told = {}             # (stage, ...): date told last, own tracks
        self.acknowledged = {}     # (version, department): last silent day
        self.snoozed = {}          # (version, department): first day not silent
        self.snoozes = Counter()   # how often, by the same
        self.unclear_since = None

    @property
    def lead(self):
        return self.tenures[-1].lead

    @property
    def due(self):
        return self.versions[-1].due

    @property
    def open(self):
        return self.status in ("planned", "started") and not self.plan.closed

    @property
    def chain(self):
        key = (len(self.versions), len(self.tenures))
        if key not in self.chains:
            self.chains[key] = Chain()
        return self.chains[key]

    @property
    def period_start(self):
        """A period without a start runs from adoption or import."""
        return (self.reading.start or self.plan.adopted or self.came.date())

    def rename(self, old, new):
        """A department is called otherwise: all that was goes on."""
        if self.lead == old:
            self.tenures[-1].lead = new
        self.cooperating = {
            new if c == old and new not in self.cooperating else c: joined
            for c, joined in self.cooperating.items()}
        self.cooperating.pop(old, None)
        self.cooperating.pop(self.lead, None)
        self.knows = {new if c == old else c for c in self.knows}
        self.knows &= {*self.cooperating, *self.equals}
        for kept in (self.told, self.acknowledged, self.snoozed,
                     self.snoozes, self.begun):
            for key in [k for k in kept if k[1:] == (old,)]:
                now, what = (key[0], new), kept.pop(key)
                if kept is self.told:
                    what |= kept.get(now, set())
                elif kept is self.begun:
                    what = min(2, what + kept[now])
                kept[now] = what

    def unclear(self):
        words = []
        if self.reading.kind == "undated":
            words.append("undated")
        if self.reading.vague and not self.confirmed:
            words.append("vague")
        if self.lead is None:
            words.append("lead")
        if self.unresolved:
            words.append("cooperating")
        if self.equals:
            words.append("equal")
        return words
