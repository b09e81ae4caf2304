# SPDX-License-Identifier: ISC
"""Random but plausible sequences, the same for the same seed.

python3 sequences.py SEED prints one.
"""

import random
import sys
from datetime import date, datetime, time, timedelta

from answer import answers_to
from model import Event, Unsure, World
from script import write_short

DAY = timedelta(days=1)
DEPARTMENTS = [
    ("sf", "Socialförvaltningen", True),
    ("ks", "Kommunstaben", False),
    ("bf", "Barnförvaltningen", True),
    ("tf", "Teknikförvaltningen", False),
]
VERBS = "Kartlägg Skriv Öva Granska Samla Berätta Utse Planera".split()
THINGS = ("rutinen", "lokalerna", "kontakterna", "utbildningen",
          "underlaget", "riskerna")
MONTHS = ("januari", "mars", "maj", "augusti", "november", "december")


class Generator:
    def __init__(self, seed, lacks=()):
        self.lacks = lacks         # methods that nobody uses
        self.random = random.Random(seed)
        self.world = World()
        self.events = []
        self.said = []             # what the model answers
        self.today = date(2021, 3, 1) + DAY * self.random.randrange(900)
        self.minute = 0
        self.codes = []
        self.coordinators = ["anna"]
        self.refusing = []         # addresses that take no mail

    # Small choices.

    def chance(self, share):
        return self.random.random() < share

    def some_day(self, least, most):
        return self.today + DAY * self.random.randint(least, most)

    def some_activity(self):
        """Mostly an open one; None where there is none."""
        numbers = [a.number for a in self.world.activities if a.open]
        if not numbers or self.chance(0.05):
            numbers = [a.number for a in self.world.activities]
        return self.random.choice(numbers) if numbers else None

    def say(self, signer, method, **params):
        """Append the event, unless the text is silent on what it does."""
        when = datetime.combine(self.today, time(0)) \
            + timedelta(minutes=self.minute)
        event = Event(when, signer, method, params)
        if method not in self.lacks:
            self.append(event)

    def append(self, event):
        try:
            self.said += answers_to(self.world, event, len(self.events) + 1)
        except Unsure:
            return
        self.events.append(event)

    def timeframe(self):
        pick, year = self.random.randrange(16), self.today.year
        last = self.some_day(5, 220)
        if pick < 5:
            return "senast %s" % last
        if pick < 9:
            first = last - DAY * self.random.randint(0, 200)
            return "%s - %s" % (first, last)
        if pick == 9:
            return str(last)
        if pick == 10:
            return self.random.choice(("Vt %d", "Ht %d")) % (
                year + self.random.randint(0, 1))
        if pick == 11:
            return "kvartal %d %d" % (self.random.randint(1, 4), year)
        if pick == 12:
            return self.random.choice(("början", "mitten", "slutet")) \
                + " av %d" % year
        if pick == 13:
            return self.random.choice((
                "löpande", "kvartalsvis", "halvårsvis", "årligen",
                "löpande under %d" % year,
                "varje år i " + self.random.choice(MONTHS)))
        if pick == 14:
            return "från och med %s" % self.some_day(-30, 60)
        return self.random.choice(("snarast", str(year)))

    def words(self):
        return "%s %s %d" % (self.random.choice(VERBS),
                             self.random.choice(THINGS),
                             self.random.randrange(1000))

    # Who signs.

    def decides(self):
        """Mostly a coordinator, at times somebody who may not."""
        if self.chance(0.05):
            return self.random.choice(("rut", "sf1", "ks1", "ingen"))
        return self.random.choice(self.coordinators)

    def decide(self, method, **params):
        self.say(self.decides(), method, **params)

    # The first day.

    def begin(self):
        self.minute = self.random.choice((6 * 60 + 30, 9 * 60 + 30))
        self.say("anna", "init", mail="anna@kommun.example")
        chosen = DEPARTMENTS[:self.random.randint(2, 4)]
        for code, name, chief in chosen:
            params = {"code": code, "name": name,
                      "mail": code + "@kommun.example"}
            if chief:
                params["escalation"] = code + "-chef@kommun.example"
            self.say("anna", "department.add", **params)
            self.say("anna", "key.add", name=code + "1", role="department",
                     department=code)
            self.codes.append(code)
        if self.chance(0.3):
            self.say("anna", "department.add", code="polisen",
                     name="Polisen", external=True)
            self.codes.append("polisen")
        self.say("anna", "key.add", name="rut", role="auditor")
        if self.chance(0.3):
            self.say("anna", "setting.set", name="digest",
                     value=self.random.choice(("off", "wednesday", "off")))
        if self.chance(0.2):
            self.say("anna", "setting.set", name="answer_holds",
                     value=str(self.random.choice((5, 10, 30))))
        if self.chance(0.2):
            self.say("anna", "setting.set", name="run_hour",
                     value=str(self.random.choice((6, 7, 10))))
        if self.chance(0.3):
            self.say("anna", "key.add", name="eva", role="coordinator")
            self.coordinators.append("eva")
        if self.chance(0.4):
            self.say("anna", "quiet.add", from_="07-01", to="07-31",
                     yearly=True)
        for code in ("vbe", "hrv")[:self.random.randint(1, 2)]:
            self.add_plan(code)
        while not self.world.plans:  # the text was silent on how it is valid
            self.add_plan("vbe")

    def add_plan(self, code):
        params = {"code": code, "title": "Plan " + code}
        if self.chance(0.7):
            params["adopted"] = str(self.some_day(-900, 0))
        if self.chance(0.4):
            params["valid_until"] = str(self.some_day(-30, 500))
        if self.chance(0.5):
            params["steering"] = "grupp-%s@kommun.example" % code
        if self.chance(0.5):
            params["review"] = self.random.choice(("3m", "6m", "12m"))
        if self.chance(0.3):
            params["follow_up"] = self.random.choice(("12m", "6m"))
        self.say("anna", "plan.add", **params)
        if self.chance(0.4):
            self.import_rows(code)
        for _ in range(self.random.randint(1, 4)):
            self.add_activity(code)

    def import_rows(self, code):
        names = [name for c, name, _ in DEPARTMENTS if c in self.codes]
        owners = [names[0], names[1], ", ".join(names[:2]),
                  "%s, i samverkan med %s" % (names[1], names[0]),
                  "Rymdstyrelsen"]
        rows = [{"activity": self.words(), "purpose": "Veta mer",
                 "timeframe": self.timeframe(),
                 "owner": self.random.choice(owners)}
                for _ in range(self.random.randint(1, 4))]
        self.say("anna", "import", plan=code, rows=rows)

    def add_activity(self, code):
        members = self.random.sample(
            self.codes, self.random.randint(1, min(3, len(self.codes))))
        params = {"plan": code, "activity": self.words(),
                  "purpose": "Veta mer", "timeframe": self.timeframe(),
                  "lead": members[0]}
        if members[1:]:
            params["cooperating"] = members[1:]
        if self.chance(0.2):
            params["review"] = self.random.choice(("1m", "2m", "6m"))
        self.decide("activity.add", **params)

    # What people do.

    def signer(self, activity):
        """Mostly the lead or the coordinator, at times one who may not."""
        lead = self.world.activities[activity - 1].lead
        pick = self.random.random()
        if pick < 0.5 and lead in self.codes and lead != "polisen":
            return lead + "1"
        if pick < 0.9:
            return "anna"
        return self.random.choice(("rut", "sf1", "ks1"))

    def update(self, activity):
        params, pick = {"activity": activity}, self.random.random()
        signer = self.signer(activity)
        if pick < 0.25:
            params.update(status="done", note="Klart nu")
            if self.chance(0.4):
                params.update(done_on=str(self.some_day(-20, 0)))
        elif pick < 0.55:
            params.update(status="started",
                          progress=self.random.randrange(10, 100),
                          expected=str(self.some_day(1, 95)))
        elif pick < 0.75:
            params.update(note="Det går framåt")
        elif pick < 0.9:
            params.update(expected=str(self.some_day(0, 40)))
        else:
            params.update(status="planned", note="Vi väntar")
        if signer == "anna" and self.chance(0.2):
            params = {"activity": activity, "note": "Hört av en annan",
                      "reported_by": self.random.choice(self.codes)}
        elif signer == "anna" and self.chance(0.2):
            lead = self.world.activities[activity - 1].lead
            params["reported_by"] = lead or self.codes[0]
        self.say(signer, "activity.update", **params)

    def move(self, activity):
        frame = "senast %s" % self.some_day(-5, 120)
        if self.chance(0.3):
            frame = "%s - %s" % (self.some_day(-60, 10),
                                 self.some_day(11, 200))
        signer = self.signer(activity) if self.chance(0.2) else "anna"
        self.say(signer, "activity.move", activity=activity,
                 timeframe=frame, decision="KS § 12")

    def assign(self, activity):
        codes = self.random.sample(
            self.codes, self.random.randint(1, min(3, len(self.codes))))
        signer = self.signer(activity) if self.chance(0.2) else "anna"
        self.say(signer, "activity.assign", activity=activity, codes=codes)

    def confirm(self, activity):
        found = self.world.activities[activity - 1]
        params = {"activities": [activity]}
        if found.equals:
            params["lead"] = self.random.choice(found.equals)
        self.decide("activity.confirm", **params)

    def change(self, activity):
        """One command about an activity."""
        pick = self.random.random()
        if pick < 0.5:
            self.update(activity)
        elif pick < 0.6:
            self.move(activity)
        elif pick < 0.68:
            self.assign(activity)
        elif pick < 0.72:
            self.decide("activity.drop", activity=activity,
                     reason="Behövs inte")
        elif pick < 0.77:
            closed = [a.number for a in self.world.activities if not a.open]
            self.decide("activity.reopen", reason="Behövs ändå",
                     activity=self.random.choice(closed or [activity]))
        elif pick < 0.84:
            self.say(self.signer(activity), "acknowledge", activity=activity)
        elif pick < 0.9:
            self.snooze(activity)
        elif pick < 0.95:
            self.confirm(activity)
        else:
            self.edit(activity)

    def snooze(self, activity):
        params = {"activity": activity, "until": str(self.some_day(0, 40))}
        if self.chance(0.3):
            params["department"] = self.random.choice(self.codes)
        self.say(self.signer(activity), "snooze", **params)

    def edit(self, activity):
        params = {}
        if self.chance(0.5):
            params["text"] = self.words()
        if self.chance(0.7) or not params:
            params["review"] = self.random.choice(("1m", "3m", "12m"))
        self.decide("activity.edit", activity=activity, **params)

    def govern(self):
        """One command about anything else."""
        plan = self.random.choice(list(self.world.plans))
        self.random.choice((
            self.grow, self.grow, self.follow_up, self.follow_up,
            self.edit_plan, self.close_plan, self.edit_department,
            self.replace, self.be_quiet, self.shut_a_day, self.pause,
            self.adopt_picture, self.set_something))(plan)

    def grow(self, plan):
        if len(self.world.activities) < 12:
            self.add_activity(plan)

    def follow_up(self, plan):
        self.decide("plan.follow-up", code=plan, decision="KS § 9",
                    on=str(self.some_day(-60, 0)))

    def edit_plan(self, plan):
        field, value = self.random.choice((
            ("valid_until", str(self.some_day(-10, 400))),
            ("valid_until", str(self.some_day(-10, 400))),
            ("adopted", str(self.some_day(-900, 0))),
            ("follow_up", self.random.choice(("12m", "2y"))),
            ("steering", "ny-grupp@kommun.example"),
            ("review", self.random.choice(("2m", "4m")))))
        self.decide("plan.edit", code=plan, **{field: value})

    def close_plan(self, plan):
        if self.chance(0.3):
            self.decide("plan.close", code=plan, reason="Ersatt")
        elif self.chance(0.3):
            others = [c for c in self.world.plans if c != plan]
            self.decide("plan.carry", old=plan,
                        new=self.random.choice(others or [plan]))
        elif len(self.world.plans) < 3:
            self.add_plan("ny%d" % len(self.world.plans))

    def edit_department(self, plan):
        code = self.random.choice(self.codes)
        field, address = self.random.choice((
            ("mail", code + "-ny@kommun.example"),
            ("mail", self.random.choice(self.codes) + "@kommun.example"),
            ("mail", "anna@kommun.example"),
            ("escalation", code + "-direktor@kommun.example")))
        self.decide("department.edit", code=code, **{field: address})

    def replace(self, plan):
        if self.chance(0.3):
            old, new = self.random.sample(self.codes, 2)
            self.decide("department.replace", old=old, new=new)

    def be_quiet(self, plan):
        first = self.some_day(1, 30)
        last = first + DAY * self.random.randint(0, 25)
        params = {"from_": str(first), "to": str(last)}
        if self.chance(0.2):
            params = {"from_": str(first)[5:], "to": str(last)[5:],
                      "yearly": True}
        self.decide("quiet.add", **params)

    def shut_a_day(self, plan):
        self.decide("holidays.add", date=str(self.some_day(1, 30)),
                    name="Stängt")

    def pause(self, plan):
        if self.world.paused():
            self.decide("notice.resume")
        else:
            self.decide("notice.pause", until=str(self.some_day(1, 40)))

    def adopt_picture(self, plan):
        self.decide("picture.adopt", decision="KS § 3",
                    on=str(self.some_day(-800, 0)))

    def set_something(self, plan):
        name, values = self.random.choice((
            ("answer_holds", ("10", "20")), ("expected_most", ("20", "60")),
            ("digest", ("off", "monday", "thursday")),
            ("run_hour", ("7", "8", "10"))))
        self.decide("setting.set", name=name,
                    value=self.random.choice(values))

    # The days.

    def live(self):
        self.begin()
        days = self.random.choice((40, 60, 60, 90, 90, 120, 120, 200, 200,
                                   400))
        if self.chance(0.03):
            days = 1095
        busy = self.random.choice((0.05, 0.1, 0.2, 0.3))
        down = 0
        for _ in range(days):
            down -= 1
            if down < 0 and self.chance(0.01):
                down = self.random.randint(1, 20)
            if self.chance(0.01):
                self.post()
            self.one_day(busy, down >= 0)
            self.today += DAY
            self.minute = 0
        self.say("-", "state")

    def post(self):
        """An address takes no mail any more, or does again."""
        if self.refusing and self.chance(0.7):
            self.say("-", "mail", address=self.refusing.pop(), state="ok")
            return
        addresses = ["anna@kommun.example", "grupp-vbe@kommun.example"]
        for code, department in self.world.departments.items():
            addresses += [department.mail, department.escalation]
        address = self.random.choice([a for a in addresses if a])
        self.refusing.append(address)
        self.say("-", "mail", address=address, state="failing")

    def one_day(self, busy, down):
        hour = self.world.settings["run_hour"]
        if self.chance(busy / 4):
            self.act(self.random.randint(5 * 60, 60 * hour - 1))
        if not down:
            late = self.chance(0.01)
            self.minute = max(self.minute, 60 * hour + (150 if late else 0))
            self.say("-", "restart" if late else "run")
        if self.chance(busy):
            self.act(self.random.randint(60 * hour + 151, 17 * 60))
        if self.chance(0.01):
            self.say("-", "state")

    def act(self, minute):
        self.minute = max(self.minute, minute)
        activity = self.some_activity()
        if self.world.paused() and self.chance(0.3):
            self.decide("notice.resume")
        elif activity is None or self.chance(0.15):
            self.govern()
        else:
            self.change(activity)


def lived(seed, lacks=()):
    """(events, what the model answers) of a seed."""
    generator = Generator(seed, lacks)
    generator.live()
    return generator.events, generator.said


def generate(seed, lacks=()):
    return lived(seed, lacks)[0]


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        raise SystemExit("usage: sequences.py SEED")
    print(write_short(generate(int(sys.argv[1]))), end="")
