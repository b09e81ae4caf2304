# SPDX-License-Identifier: ISC
"""What each command changes: do_ and its method, with its words.

A command raises Refused or Unsure before it changes anything.
"""

from datetime import timedelta

import ladder
from things import (Activity, Department, Duty, Plan, Refused, Tenure,
                    Unsure, Version)
from workdays import add_months


class Commands:
    """The half of World that is changed by people."""

    # Set-up.

    def do_init(self, signer, mail):
        self.coordinator = mail
        self.keys[signer] = ("coordinator", None)
        self.began = self.now

    def do_department_add(self, signer, code, name, mail=None,
                          escalation=None, external=False):
        if code in self.departments:
            raise Refused("exists")
        if not mail and not external:
            raise Unsure("a department of one's own without mail")
        self.departments[code] = Department(code, name, mail, escalation,
                                            external)

    def do_department_edit(self, signer, code, mail=None, escalation=None):
        department = self.departments[self.department(code)]
        department.mail = mail or department.mail
        department.escalation = escalation or department.escalation

    def do_department_replace(self, signer, old, new):
        self.department(old)
        self.department(new)
        if old == new:
            raise Refused("invalid")
        if any(old in a.equals for a in self.activities):
            raise Unsure("an owner of equal rank is replaced")
        self.departments[old].successor = new
        for activity in self.activities:
            if activity.status in ("planned", "started"):
                self.succeed(activity)

    def succeed(self, activity):
        """Whoever was replaced goes on under the successor's code."""
        for old, department in self.departments.items():
            if department.successor:
                activity.rename(old, self.successor(old))
                self.rename_sent(activity.number, old, self.successor(old))

    def rename_sent(self, number, old, new):
        for sent in (self.sent, self.sent_before):
            for key in [key for key in sent if key[0] == number]:
                role, _, code = key[-1].partition(":")
                if code == old:
                    now = (*key[:-1], role + ":" + new)
                    sent[now] = max(sent[now], sent.pop(key))

    def do_key_add(self, signer, name, role, department=None):
        if name in self.keys:
            raise Refused("exists")
        if role == "department":
            self.department(department)
        self.keys[name] = (role, department)

    def do_setting_set(self, signer, name, value):
        value = value if name == "digest" else int(value)
        if self.settings[name] == value:
            return
        self.settings[name] = value
        if name == "digest":
            self.digest_set = self.now
            self.digest_off_since = self.now if value == "off" else None

    def do_quiet_add(self, signer, from_, to, yearly=False):
        if yearly:
            ends = [tuple(int(part) for part in word.split("-"))
                    for word in (from_, to)]
            if any(isinstance(start, tuple)
                   for start, _ in self.calendar.quiet):
                raise Unsure("a second yearly quiet period")
        else:
            ends = [self.day(from_), self.day(to)]
            if ends[0] > ends[1]:
                raise Refused("invalid")
            if any(start <= ends[1] and ends[0] <= end
                   for start, end in self.calendar.quiet
                   if not isinstance(start, tuple)):
                raise Unsure("quiet periods that overlap")
        self.calendar.add_quiet(*ends)

    def do_holidays_add(self, signer, date, name):
        self.calendar.close(self.day(date))

    def do_notice_pause(self, signer, until):
        if self.paused():
            raise Unsure("paused already")
        self.resumes = self.day(until)
        if self.resumes <= self.now.date():
            raise Unsure("a pause that is over")

    def do_notice_resume(self, signer):
        if not self.paused():
            raise Unsure("not paused")
        self.resumes = None

    def do_picture_adopt(self, signer, on, decision):
        day = self.day(on)
        if day > self.now.date():
            raise Unsure("a picture adopted on a day to come")
        self.picture = Duty(add_months(day, 24), self.now)

    # Plans.

    def do_plan_add(self, signer, code, title, **fields):
        if code in self.plans:
            raise Refused("exists")
        plan = Plan(code)
        self.set_plan(plan, **fields)
        self.plans[code] = plan

    def do_plan_edit(self, signer, code, **fields):
        if not fields:
            raise Unsure("nothing changes")
        self.set_plan(self.plan(code), **fields)

    def set_plan(self, plan, adopted=None, valid_until=None, follow_up=None,
                 statutory=False, steering=None, review=None, decision=None):
        adopted = self.day(adopted) if adopted else plan.adopted
        until = self.day(valid_until) if valid_until else plan.valid_until
        if adopted and until and until < adopted:
            raise Unsure("valid until a day before it was adopted")
        plan.adopted, plan.valid_until = adopted, until
        if until and not (plan.ending and plan.ending.day == until):
            plan.ending = Duty(until, self.now)
        plan.follow_up = months(follow_up) or plan.follow_up
        plan.review = months(review) or plan.review
        plan.steering = steering or plan.steering
        self.renew_duty(plan)

    def renew_duty(self, plan):
        base = plan.followed or plan.adopted
        day = base and add_months(base, plan.follow_up)
        if day and not (plan.duty and plan.duty.day == day):
            plan.duty = Duty(day, self.now)

    def do_plan_follow_up(self, signer, code, on, decision):
        plan = self.plan(code)
        day = self.day(on)
        if day > self.now.date():
            raise Unsure("a follow-up on a day to come")
        self.since_adoption(plan, day)
        if plan.followed and plan.followed > day:
            raise Unsure("a follow-up before the last one")
        plan.followed = day
        self.renew_duty(plan)

    def since_adoption(self, plan, day):
        """Nothing of a plan was done or due before there was one."""
        if day and plan.adopted and day < plan.adopted:
            raise Refused("invalid")

    def do_plan_close(self, signer, code, reason):
        self.plan(code).closed = True

    def do_plan_carry(self, signer, old, new):
        source, target = self.plan(old), self.plan(new)
        if source is target:
            raise Refused("invalid")
        carried = [a for a in self.activities
                   if a.plan is source and a.open]
        if any(activity.unclear() for activity in carried):
            raise Unsure("an unclear activity is carried")
        for activity in carried:
            copy = self.new(target, activity.text, activity.reading)
            copy.status = activity.status
            copy.started = activity.started
            copy.progress = activity.progress
            copy.review = activity.review
            copy.confirmed = activity.confirmed
            copy.notes = list(activity.notes)
            copy.tenures.append(Tenure(activity.lead, self.now))
            copy.tenures[-1].told = activity.tenures[-1].told
            copy.cooperating = {c: self.now for c in activity.cooperating}
            copy.knows = set(activity.knows)
            self.carry_holds(activity, copy)
            self.carry_counts(activity, copy)
            activity.status = "dropped"
        source.closed = True

    def carry_holds(self, activity, copy):
        """What was answered goes on, but for a hold that is over."""
        old, new, version = activity.chain, copy.chain, len(activity.versions)
        for (of, lead), count in activity.begun.items():
            if of == version:
                copy.begun[(1, lead)] = count
        new.waiting = old.waiting
        new.hold_from, new.hold_until = old.hold_from, old.hold_until
        if old.hold_from and self.is_past(
                self.calendar.after(old.hold_until), self.now):
            new.hold_from = None

    def carry_counts(self, activity, copy):
        """It goes on under another number: so does n, for date and lead."""
        for of in (ladder.lead_thing, ladder.other_thing):
            for key, n in list(self.sent.items()):
                if key[:3] == of(activity):
                    now = (*of(copy), *self.carried(key[3:], copy.plan))
                    self.sent[now] = self.sent_before[now] = n

    def carried(self, rest, plan):
        """The steering group is the same reader where it has the address."""
        if not str(rest[-1]).startswith("steering:"):
            return rest
        former = self.plans[rest[-1].partition(":")[2]]
        if former.steering != plan.steering:
            return rest
        return (*rest[:-1], "steering:" + plan.code)

    # Activities.

    def new(self, plan, text, reading):
        activity = Activity(len(self.activities) + 1, plan, text, reading,
                            self.now)
        self.activities.append(activity)
        return activity

    def do_activity_add(self, signer, plan, activity, purpose, timeframe,
                        lead, cooperating=(), review=None):
        plan = self.plan(plan)
        reading = self.timeframe(timeframe)
        codes = [self.department(code) for code in [lead, *cooperating]]
        if len(set(codes)) < len(codes):
            raise Unsure("a department named twice")
        made = self.new(plan, activity, reading)
        made.review = months(review)
        self.give(made, codes[0], codes[1:])

    def do_import(self, signer, plan, rows, decision=None):
        plan = self.plan(plan)
        if any(a.plan is plan for a in self.activities):
            raise Unsure("a second import")
        frames = [self.timeframe(row["timeframe"]) for row in rows]
        owners = [self.owners(row["owner"]) for row in rows]
        for row, reading, owner in zip(rows, frames, owners):
            lead, rest, equals, lost = owner
            made = self.new(plan, row["activity"], reading)
            made.unresolved = lost
            self.give(made, lead, rest)
            made.equals = equals

    def owners(self, text):
        """(lead, cooperating, equals, whether one was not understood)"""
        names = {d.name: self.successor(d.code)
                 for d in self.departments.values()}
        head, _, tail = text.partition(", i samverkan med ")
        heads = [names.get(part) for part in head.split(", ")]
        tails = [names.get(part) for part in tail.split(", ")] if tail else []
        lost = None in tails
        tails = [code for code in tails if code]
        known = [code for code in heads if code] + tails
        if len(set(known)) < len(known):
            raise Unsure("an owner under two names")
        if len(heads) == 1:
            return heads[0], tails, [], lost
        if None in heads or tail:
            raise Unsure("equals that are not all understood")
        return heads[0], [], heads, lost

    def give(self, activity, lead, cooperating):
        """Lead and cooperating from now on; the same lead goes on."""
        kept = activity.cooperating
        activity.cooperating = {c: kept.get(c, self.now)
                                for c in cooperating}
        activity.knows &= set(cooperating) | set(activity.equals)
        tenures = activity.tenures
        if tenures and tenures[-1].lead == lead:
            return
        while tenures and not tenures[-1].told and tenures[-1].lead:
            activity.chains.pop((len(activity.versions), len(tenures)), None)
            tenures.pop()  # nobody was told of it
        if tenures and tenures[-1].lead == lead:
            return
        tenures.append(Tenure(lead, self.now))

    def do_activity_assign(self, signer, activity, codes):
        found = self.opened(activity)
        codes = [self.department(code) for code in codes]
        if len(set(codes)) < len(codes):
            raise Unsure("a department named twice")
        if found.equals:
            raise Unsure("owners of equal rank are assigned")
        if [found.lead, *found.cooperating] == codes:
            raise Unsure("nothing changes")
        found.unresolved = False
        self.give(found, codes[0], codes[1:])

    def do_activity_confirm(self, signer, activities, lead=None):
        found = [self.opened(number) for number in activities]
        for activity in found:
            words = activity.unclear()
            if lead and "equal" not in words:
                raise Unsure("confirm --lead without equals")
            if lead and lead not in activity.equals:
                raise Unsure("confirm --lead of another")
            if not lead and words != ["vague"]:
                raise Unsure("nothing vague to confirm")
        for activity in found:
            activity.confirmed = True
            if not lead:
                continue
            others = [c for c in activity.equals if c != lead]
            activity.equals = []
            self.give(activity, lead, others)
            if activity.tenures[0].told:
                activity.knows |= set(others)

    def do_activity_edit(self, signer, activity, text=None, review=None):
        found = self.opened(activity)
        if (text or found.text, months(review) or found.review) \
                == (found.text, found.review):
            raise Unsure("nothing changes")
        found.text = text or found.text
        found.review = months(review) or found.review

    def do_activity_move(self, signer, activity, timeframe, decision):
        found = self.opened(activity)
        reading = self.timeframe(timeframe)
        if not reading.end:
            raise Unsure("a move to no due date")
        if reading.end == found.due:
            raise Unsure("a move to the same day")
        self.since_adoption(found.plan, reading.end)
        self.reread(found, reading)

    def reread(self, activity, reading):
        first = activity.due is None
        activity.reading = reading
        activity.confirmed = False
        activity.versions.append(Version(reading.end, self.now, first))

    def do_activity_drop(self, signer, activity, reason):
        self.close(self.opened(activity), "dropped")

    def close(self, activity, status):
        activity.notes.append(self.now)
        activity.was = activity.status
        activity.status = status

    def do_activity_reopen(self, signer, activity, reason):
        found = self.find(activity)
        if found.plan.closed or found.open:
            raise Unsure("a reopening that changes nothing")
        if found.progress == 100:
            found.progress = 0
        found.status = found.was if found.status == "dropped" else "planned"
        self.succeed(found)
        found.notes.append(self.now)
        if found.status == "started" and not found.started:
            found.started = self.now
        if self.readings["reopened"] == "anew":
            found.opened = self.now
            found.versions.append(Version(found.due, self.now,
                                          found.versions[-1].told))

    # Answers.

    def do_activity_update(self, signer, activity, status=None, progress=None,
                           note=None, expected=None, done_on=None,
                           reported_by=None):
        found = self.opened(activity)
        mine = self.successor(self.keys[signer][1])
        who = mine or reported_by or found.lead
        if reported_by:
            self.department(reported_by)
        answer = who == found.lead and who is not None
        if status == "done" and progress not in (None, 100):
            raise Refused("invalid")
        if not answer and (status or progress is not None or expected):
            raise Unsure("another department's status")
        if done_on and status != "done":
            raise Unsure("the day on which it was done, but not that it is")
        if not note and not expected and status in (None, found.status) \
                and progress in (None, found.progress):
            raise Unsure("nothing changes")
        self.since_adoption(found.plan, done_on and self.day(done_on))
        until = self.answer_until(found, expected)
        self.say_once(found, (
            signer, status, progress, note, reported_by, until,
            len(found.versions), len(found.tenures)))
        found.notes.append(self.now)
        # What another department said is told in the week's letter, too.
        self.answered += answer or reported_by is not None
        if progress is not None:
            found.progress = progress
        found.expected = until if expected else found.expected
        if status == "started" and found.status != "started":
            found.started = self.now
        if status == "done":
            found.progress = 100
            self.close(found, status)
        elif status:
            found.status = status
        if answer and found.open:
            ladder.answer(self, found, until)

    def say_once(self, found, said):
        """The same words twice on a day are one answer."""
        last, at = found.said
        if last == said and self.now - at < timedelta(1):
            raise Unsure("nothing changes")
        found.said = said, self.now

    def answer_until(self, activity, expected):
        """The day through which an answer of now holds."""
        today = self.now.date()
        kind = (self.calendar.workday
                if self.readings["hold_days"] == "workdays" else None)
        if not expected:
            return self.calendar.steps_after(
                today, self.settings["answer_holds"], kind)
        day = self.day(expected)
        if day < today:
            raise Unsure("expected on a day past")
        if activity.due and day <= activity.due:
            return day
        if day > self.calendar.steps_after(
                today, self.settings["expected_most"], kind):
            raise Refused("move")
        return day

    def refuses_anyhow(self, event, activity):
        """Whether a command of a department fails whoever signs it."""
        until = event.params.get("until")
        return not activity.open or until is not None and not (
            self.now.date() < self.day(until)
            <= self.now.date() + timedelta(30))

    def recipient_of(self, signer, activity, department=None):
        return (self.successor(self.keys[signer][1]) or department
                or activity.lead)

    def do_acknowledge(self, signer, activity, note=None):
        found = self.opened(activity)
        who = self.recipient_of(signer, found)
        if who is None or not self.was_told(found, who):
            raise Unsure("nothing to acknowledge")
        until = self.calendar.steps_after(self.now.date(), 10,
                                          self.calendar.workday)
        found.acknowledged[len(found.versions), who] = until

    def was_told(self, activity, code):
        return any(key[0] == activity.number and key[-1] == "dept:" + code
                   and sent > self.sent_before[key]
                   for key, sent in self.sent.items())

    def do_snooze(self, signer, activity, until, department=None):
        found = self.opened(activity)
        who = self.recipient_of(signer, found, department)
        if who is None:
            raise Unsure("snooze for no department")
        if who != found.lead and who not in found.cooperating:
            raise Unsure("snooze for another department")
        day = self.day(until)
        if day <= self.now.date():
            raise Unsure("snooze until a day past")
        key = (len(found.versions), who)
        if day > self.now.date() + timedelta(30) or found.snoozes[key] == 3 \
                or found.snoozed.get(key) == day:
            raise Unsure("snooze for long, often or no longer")
        found.snoozed[key] = day
        found.snoozes[key] += 1


def months(text):
    """24m, 2y: months, or None."""
    if not text:
        return None
    return int(text[:-1]) * (12 if text[-1] == "y" else 1)
