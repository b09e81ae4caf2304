# SPDX-License-Identifier: ISC
"""What a run tells of each activity: the ladder.

A regular date is the day a stage should be told.  A run takes each reader's
latest stage whose date has come and that was not told; those before it are
overtaken.  run() returns one letter an address, as `rehearse` prints them.
"""

from datetime import datetime, timedelta

from duties import tell_digest, tell_duty, tell_plan
from letters import Letters, back, chain_days
from workdays import DAY, add_months

RUNGS = (10, 20)  # workdays after the first overdue notice was accepted
FAR_BACK = datetime(1, 1, 1)


def run(world, now):
    """Hold the run of now's day; the letters it sends."""
    world.held.add(now.date())
    if not world.calendar.run_day(now.date()):
        return []  # a quiet period: only failures are told
    letters = Letters(world, now)
    for activity in world.activities:
        settle(world, activity, now)
        if activity.open:
            tell_activity(letters, activity)
        elif letters.day > (activity.chain.hold_until or letters.day):
            activity.chain.hold_from = None  # over while it was closed
    for plan in world.plans.values():
        if not plan.closed:
            tell_plan(letters, plan)
    if world.picture:
        tell_duty(letters, world.picture, ("picture",), {}, "follow-up", None)
    tell_digest(letters)
    for activity in world.activities:
        note_accepted(letters, activity)
    return letters.posted()


# An activity.

def lead_recipient(activity):
    return "dept:" + activity.lead if activity.lead else "coordinator"


def lead_thing(activity):
    """Counted by version and lead: n begins anew with each."""
    return (activity.number, len(activity.versions), len(activity.tenures))


def other_thing(activity):
    return (activity.number, len(activity.versions), 0)


def subject(activity):
    return {"activity": activity.number}


def lead_base(activity):
    """Stages whose date had passed by this instant are not sent."""
    return max(activity.versions[-1].born, activity.tenures[-1].since,
               activity.opened)


def tell_activity(letters, activity):
    lead_knew = activity.tenures[-1].told or activity.lead is None
    others_knew = set(activity.knows)
    tell_assigned(letters, activity)
    tell_moved(letters, activity, lead_knew, others_knew)
    tell_dates(letters, activity)
    for code, joined in activity.cooperating.items():
        tell_cooperating(letters, activity, code, joined)
    tell_late(letters, activity)
    tell_stale(letters, activity)
    tell_review(letters, activity)
    tell_unclear(letters, activity)


def tell_assigned(letters, activity):
    world, day = letters.world, letters.day
    came = letters.calendar.on_or_after(first_run(world, activity))

    def tell(code):
        if not world.departments[code].successor:
            letters.tell((*lead_thing(activity), "assigned"),
                         subject(activity), "assigned", "dept:" + code, came)

    tenure, heard = activity.tenures[-1], set()
    if activity.lead and not tenure.told:
        tenure.told = True
        tell(activity.lead)
        heard.add(activity.lead)
        take_over(letters, activity)
        former = activity.tenures[:-1] and activity.tenures[-2].lead
        if former and former not in heard:
            tell(former)
            heard.add(former)
    for code in [*activity.cooperating, *activity.equals[1:]]:
        if code not in activity.knows and code != activity.lead:
            tell(code)
        activity.knows.add(code)


def first_run(world, activity):
    since = activity.tenures[-1].since
    day = since.date()
    return day if world.instant(day) > since else day + DAY


def take_over(letters, activity):
    """A late activity taken over: `assigned` is the first of its chain."""
    chain, readings = activity.chain, letters.world.readings
    if not activity.due or letters.day <= activity.due:
        return
    taken = len(activity.tenures) > 1
    if not taken and readings["came_late"] == "next_date":
        return
    chain.first = chain.overdue = letters.day
    if readings["takeover_n"] == "assigned_is_first":
        letters.counts_as(letters.count(lead_thing(activity), "overdue",
                                        lead_recipient(activity)))


def tell_moved(letters, activity, lead_knew, others_knew):
    version = activity.versions[-1]
    if version.told:
        return
    version.told = True
    known = [v.due for v in activity.versions[:-1] if v.told][-1]
    if known is None or known == version.due:
        return
    born = version.born.date()
    if letters.world.instant(born) <= version.born:
        born += DAY
    regular = letters.calendar.on_or_after(born)
    readers = [lead_recipient(activity)] if lead_knew else []
    readers += ["dept:" + code for code, joined in activity.cooperating.items()
                if code in others_knew
                and not letters.world.is_past(regular, joined)]
    for reader in readers:
        letters.tell(lead_thing(activity), subject(activity), "moved",
                     reader, regular)


# The dates before and on the due date.

def warnings(letters, activity):
    """The dates of `upcoming`, the last of them the due day's."""
    due = activity.due
    if not due:
        return []
    days = [back(letters, due - timedelta(7)), due_letter(letters.world, due)]
    if length(activity) > 31:
        days.insert(0, back(letters, due - timedelta(30)))
    return days


def length(activity):
    """Days of the period, the first and the last among them."""
    return (activity.due - activity.period_start).days + 1


def due_letter(world, due):
    return world.calendar.on_or_before(due)


def tell_dates(letters, activity):
    """begin, midway, upcoming, due: to the lead."""
    stages = []
    start = activity.reading.start
    if not start and letters.world.readings["begin_start"] == "derived":
        start = activity.period_start
    if start:
        begin = letters.calendar.steps_after(start, 5)
        if not activity.due or begin <= activity.due:
            stages.append((begin, "begin", activity.status == "planned"))
    if activity.due and length(activity) > 120:
        first = activity.period_start
        middle = first + (activity.due - first) // 2
        stages.append((back(letters, middle), "midway",
                       not any(note.date() >= first
                               for note in activity.notes)))
    days = warnings(letters, activity)
    stages += [(regular, "upcoming", True) for regular in days[:-1]]
    stages += [(regular, "due", True) for regular in days[-1:]]
    stand(letters, activity, stages, lead_recipient(activity),
          lead_base(activity), activity.chain.passed)


def tell_cooperating(letters, activity, code, joined):
    stages = [(regular, "upcoming", True)
              for regular in warnings(letters, activity)]
    base = max(activity.versions[-1].born, joined, activity.opened)
    passed = activity.told.setdefault((len(activity.versions), code), set())
    stand(letters, activity, stages, "dept:" + code, base, passed)


def stand(letters, activity, stages, recipient, base, passed):
    """Tell the stages that stand now of those whose date has come.

    stages are (regular, stage, whether it applies); passed holds the dates
    that this reader was told of: what lies on or before one of them is over,
    also where dates change with the plan's adoption or a quiet period.  A
    notice is one for its stage and date: two warnings on one date are one.
    """
    world, day = letters.world, letters.day
    if activity.due and day > activity.due:
        return
    come = [(regular, stage) for regular, stage, applies in stages
            if applies and regular <= day
            and all(regular > other for other in passed)
            and not world.is_past(regular, base)]
    if not come:
        return
    latest = max(come)[0]
    overtaking = world.readings["one_ladder"] == "yes"
    for regular, stage in dict.fromkeys(come):
        apart = not overtaking and stage in ("begin", "midway")
        instead = (latest, "due") in come and stage == "upcoming"
        if instead or regular < latest and not apart:
            continue
        thing = (lead_thing(activity)
                 if recipient == lead_recipient(activity)
                 else other_thing(activity))
        quiet = silent(letters, activity, thing, stage, recipient)
        if not quiet or world.readings["silenced"] == "lost":
            passed.add(regular)
        if not quiet:
            letters.tell(thing, subject(activity), stage, recipient, regular)


def silent(letters, activity, thing, stage, recipient):
    """Whether a snooze silences this repeat."""
    until = activity.snoozed.get(
        (len(activity.versions), recipient.partition(":")[2]))
    if not until or letters.day >= until:
        return False
    return (letters.world.readings["snooze"] == "all"
            or letters.next_n(thing, stage, recipient) > 1)


# Answers and holds.

def settle(world, activity, now):
    """An early answer holds from the due letter on, if it lasts so long."""
    chain = activity.chain
    if not chain.waiting or not activity.due:
        return
    due = due_letter(world, activity.due)
    if now >= world.instant(due):
        if chain.waiting >= due:
            begin_hold(world, activity, due, chain.waiting)
        chain.waiting = None


def answer(world, activity, until):
    """The lead has answered: hold through a day."""
    if not activity.due:
        return
    due = due_letter(world, activity.due)
    if world.now >= world.instant(due):
        begin_hold(world, activity, world.now.date(), until)
    elif world.readings["early_answer"] == "holds":
        activity.chain.waiting = until


def begin_hold(world, activity, day, until):
    """Two holds may begin per version and lead; a newer one replaces."""
    chain = activity.chain
    key = (len(activity.versions), activity.lead)
    free = (world.readings["replacement"] == "free"
            and chain.hold_until and chain.hold_until >= day)
    if not free:
        if activity.begun[key] == 2:
            return
        activity.begun[key] += 1
    if chain.hold_from is None:
        chain.hold_from = day
    chain.hold_until, chain.kept = until, None


# After the due date.

def occasions(letters, activity):
    """The regular dates of the overdue letters up to today."""
    calendar, today = letters.calendar, letters.day
    first = activity.chain.first or calendar.after(activity.due)
    return chain_days(calendar, first, today, 4,
                      letters.world.readings["gap"],
                      letters.world.readings["month_after_week"] == "apart")


def tell_late(letters, activity):
    chain, today = activity.chain, letters.day
    holding = chain.hold_from is not None and today <= chain.hold_until
    after = chain.hold_from is not None and today > chain.hold_until
    if after and chain.first == today:
        after, chain.hold_from = False, None  # `assigned` tells of it
    if activity.due and today > activity.due and not holding:
        tell_overdue(letters, activity, after)
        tell_rungs(letters, activity, after)
    if after:
        chain.hold_from = None


def tell_overdue(letters, activity, after):
    world, chain, today = letters.world, activity.chain, letters.day
    days = occasions(letters, activity)
    if not days:
        return
    if after and world.readings["after_hold"] == "if_missed":
        after = days[-1] >= chain.hold_from
    fresh = ((chain.overdue is None or days[-1] > chain.overdue)
             and not world.is_past(days[-1], lead_base(activity)))
    if after:
        chain.kept = letters.calendar.after(chain.hold_until)
    if not chain.kept and not fresh:
        return
    recipient, thing = lead_recipient(activity), lead_thing(activity)
    acknowledged = activity.acknowledged.get(
        (len(activity.versions), activity.lead))
    if (acknowledged and today <= acknowledged
            or silent(letters, activity, thing, "overdue", recipient)):
        if world.readings["silenced"] == "lost":
            chain.overdue, chain.kept = days[-1], None
        return
    regular = chain.kept or days[-1]
    chain.overdue, chain.kept = days[-1], None
    letters.tell(thing, subject(activity), "overdue", recipient, regular)


def note_accepted(letters, activity):
    """From the first overdue notice accepted the rungs are counted."""
    chain = activity.chain
    if chain.accepted:
        return
    thing, lead = lead_thing(activity), lead_recipient(activity)
    first = chain.first == letters.day and letters.accepted(
        "assigned", thing, lead)
    if first or letters.accepted("overdue", thing, lead):
        chain.accepted = letters.day
        chain.rungs = [(letters.day, distance) for distance in RUNGS]


def rung_days(letters, activity):
    """When each rung comes by the calendar of today; None where climbed."""
    chain, days = activity.chain, []
    for i, rung in enumerate(chain.rungs):
        day = rung and letters.calendar.steps_after(*rung)
        if day and letters.world.is_past(day, activity.opened):
            day = chain.rungs[i] = None
        days.append(day)
    return days


def tell_rungs(letters, activity, after):
    chain, today = activity.chain, letters.day
    if not chain.rungs:
        return
    days = rung_days(letters, activity)
    if after:
        again = letters.calendar.after(chain.hold_until)
        fell = [i for i, day in enumerate(days) if day and day <= again]
        if not any(days):
            fell = [0]
        if fell:
            days = shifted(letters, fell[0], again)
            shift(letters, chain, fell[0])
    come = [i for i, day in enumerate(days) if day and day <= today]
    for i in come:
        later = [r for j in come if j > i
                 for r in rung_readers(letters, activity, j)]
        climb(letters, activity, i, days[i], later)


def distance(letters, rung, first):
    """From the first rung after a hold to a later one."""
    if letters.world.readings["rung_distance"] == "own":
        return sum(RUNGS[first + 1:rung + 1])
    return RUNGS[rung] - RUNGS[first]


def shifted(letters, first, again):
    """The rungs' days where the first one came on the day after a hold."""
    return [None] * first + [again] + [
        letters.calendar.steps_after(again, distance(letters, i, first))
        for i in range(first + 1, len(RUNGS))]


def shift(letters, chain, first):
    """Each next rung its own distance after the letter now sent."""
    for i in range(first, len(RUNGS)):
        chain.rungs[i] = (letters.day, distance(letters, i, first))


def rung_readers(letters, activity, rung):
    world, lead = letters.world, activity.lead
    if rung == 0:
        if lead and world.departments[lead].escalation:
            return ["escalation:" + lead]
        return ["coordinator"]
    readers = ["coordinator"]
    if activity.plan.steering:
        readers.append("steering:" + activity.plan.code)
    return readers


def climb(letters, activity, rung, regular, overtaken):
    """A rung overtakes only one to the same reader."""
    by_rung = letters.world.readings["escalated_n"] == "rung"
    activity.chain.rungs[rung] = None
    for reader in rung_readers(letters, activity, rung):
        if reader not in overtaken:
            letters.tell(lead_thing(activity), subject(activity), "escalated",
                         reader, regular, n=rung + 1 if by_rung else None)


# Silence and reviews.

def review_months(activity):
    return (activity.reading.interval or activity.review
            or activity.plan.review)


def has_reviews(activity):
    return activity.reading.has_reviews and bool(
        activity.reading.month or review_months(activity))


def tell_stale(letters, activity):
    if (activity.status != "started" or has_reviews(activity)
            or activity.due and letters.day > activity.due):
        return
    heard = max([activity.started or activity.came, activity.opened
                 if activity.opened > activity.came else FAR_BACK,
                 *activity.notes])
    silence = 60
    if letters.world.readings["stale_again"] == "yes":
        silence *= max(1, (letters.day - heard.date()).days // 60)
    key = heard.date() + timedelta(silence)
    regular = letters.calendar.on_or_after(key)
    if regular > letters.day or activity.told.get("stale") == key:
        return
    once(letters, activity, "stale", key, regular)


def once(letters, activity, stage, key, regular):
    """Tell the lead, unless the date had passed or a snooze is on."""
    thing, recipient = lead_thing(activity), lead_recipient(activity)
    past = letters.world.is_past(regular, lead_base(activity))
    if not past and silent(letters, activity, thing, stage, recipient):
        if letters.world.readings["silenced"] == "lost":
            activity.told[stage] = key
        return
    activity.told[stage] = key
    if not past:
        letters.tell(thing, subject(activity), stage, recipient, regular)


def review_days(letters, activity):
    """Regular dates of the reviews up to today."""
    calendar, today = letters.calendar, letters.day
    base = activity.period_start
    if activity.reading.month:
        month = activity.reading.month
        days = [calendar.first_of_month(year + month // 12, month % 12 + 1)
                for year in range(base.year, today.year + 1)]
    else:
        step, count, days = review_months(activity), 1, []
        while add_months(base, step * count) <= today:
            days.append(calendar.on_or_after(add_months(base, step * count)))
            count += 1
    return [day for day in days if day and base < day <= today]


def tell_review(letters, activity):
    if not has_reviews(activity):
        return
    if activity.due and letters.day > activity.due:
        return
    days = review_days(letters, activity)
    if days and days[-1] > activity.told.get("review", FAR_BACK.date()):
        once(letters, activity, "review", days[-1], days[-1])


def tell_unclear(letters, activity):
    """A stage of its own only where the digest is off."""
    world = letters.world
    if not activity.unclear_since or world.settings["digest"] != "off":
        return
    since = max(activity.unclear_since, world.digest_off_since)
    first = since.date()
    if world.instant(first) <= since:
        first += DAY
    first = letters.calendar.on_or_after(first)
    weeks = 3 if world.readings["unclear_weeks"] == "four" else 4
    days = chain_days(letters.calendar, first, letters.day, weeks)
    if days and days[-1] > activity.told.get("unclear", FAR_BACK.date()):
        activity.told["unclear"] = days[-1]
        letters.tell((activity.number, 0, 0), subject(activity), "unclear",
                     "coordinator", days[-1])
