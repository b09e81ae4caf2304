# SPDX-License-Identifier: ISC
"""What a run tells of plans and the picture, and the digest."""

from datetime import timedelta

from letters import back, chain_days
from workdays import DAY, monday_of

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


# Plans and the picture.

def tell_plan(letters, plan):
    steering = "steering:" + plan.code if plan.steering else None
    if plan.duty:
        tell_duty(letters, plan.duty, ("plan", plan.code),
                  {"plan": plan.code}, "follow-up", steering)
    if plan.ending:
        days = ending_days(letters, plan.ending)
        for reader in ("coordinator", steering):
            tell_latest(letters, plan.ending, ("plan", plan.code),
                        {"plan": plan.code}, "ending", reader, days)


def ending_days(letters, ending):
    calendar = letters.calendar
    after = calendar.after(ending.day)
    return [back(letters, ending.day - timedelta(30)), after,
            *calendar.monthly(after, letters.day)]


def tell_duty(letters, duty, thing, name, stage, steering):
    calendar, world, today = letters.calendar, letters.world, letters.day
    gap = (world.readings["gap"] if world.readings["duty_weeks"] == "gap"
           else None)
    if world.is_past(duty.day, duty.since):
        first = duty.since.date()
        if world.instant(first) <= duty.since:
            first += DAY
        first = calendar.on_or_after(first)
        days = chain_days(calendar, first, today, 4, gap)
        on_day, before = first, []
    else:
        on_day = back(letters, duty.day)
        days = chain_days(calendar, duty.day, today, 4, gap)[1:]
        before = [back(letters, duty.day - timedelta(90)),
                  back(letters, duty.day - timedelta(30)), on_day]
    tell_latest(letters, duty, thing, name, stage, "coordinator",
                before + days)
    months = calendar.monthly(on_day, today)
    if world.readings["steering_months"] == "after_weeks":
        weekly = calendar.weekly(duty.day if before else first, 4)
        months = [d for d in months if d > max([on_day, *weekly])]
    tell_latest(letters, duty, thing, name, stage, steering,
                [on_day, *months])


def tell_latest(letters, duty, thing, name, stage, reader, days):
    """Of the regular dates that have come, the last, once."""
    come = [day for day in days if day <= letters.day
            and not letters.world.is_past(day, duty.since)]
    if not reader or not come:
        return
    latest = max(come)
    if reader in duty.told and latest <= duty.told[reader]:
        return
    duty.told[reader] = latest
    letters.tell((*thing, duty.day, duty.since), name, stage, reader, latest)


# The digest.

def tell_digest(letters):
    world, calendar, today = letters.world, letters.calendar, letters.day
    if world.settings["digest"] == "off":
        return
    weekday = WEEKDAYS.index(world.settings["digest"])
    since = world.digest_told or world.began.date() - DAY
    chosen = world.digest_set or world.began
    nominal = monday_of(since) + weekday * DAY - 60 * 7 * DAY
    come = []
    while nominal <= today:
        regular = calendar.on_or_after(nominal)
        if since < regular <= today and not world.is_past(regular, chosen):
            come.append((regular, nominal))
        nominal += 7 * DAY
    if not come:
        return
    world.digest_told = today
    first_of_month = any(day.day <= 7 for _, day in come)
    if digest_items(letters) or first_of_month:
        letters.tell(("digest",), {}, "digest", "coordinator", come[-1][0])
    world.answered = 0
    world.failed = []


def digest_items(letters):
    """Whether there is anything that makes a digest: not what was sent."""
    world, today = letters.world, letters.day
    if world.answered or world.failed:
        return True
    soon = today + timedelta(30)
    for activity in world.activities:
        if activity.open and (activity.unclear() or activity.due
                              and activity.due <= soon):
            return True
    for plan in world.plans.values():
        if plan.closed:
            continue
        if plan.duty and plan.duty.day <= today + timedelta(90):
            return True
        if plan.ending and plan.ending.day <= soon:
            return True
    return bool(world.picture
                and world.picture.day <= today + timedelta(90))
