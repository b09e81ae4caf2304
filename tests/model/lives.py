# SPDX-License-Identifier: ISC
"""Scripts for the tests, and what the model tells in them."""

import script
from answer import answers
from readings import readings

HEAD = """\
{day}T09:00 anna init mail="anna@x"
{day}T09:00 anna department.add code="sf" name="Socialen" mail="sf@x" \
escalation="sfchef@x"
{day}T09:00 anna department.add code="ks" name="Staben" mail="ks@x"
{day}T09:00 anna key.add name="sf1" role="department" department="sf"
{day}T09:00 anna key.add name="ks1" role="department" department="ks"
{day}T09:00 anna key.add name="rut" role="auditor"
"""
PLAN = """\
{day}T09:00 anna plan.add code="vbe" title="Plan" adopted="2022-03-14" \
steering="grupp@x"
"""
ADD = """\
{day}T09:00 anna activity.add plan="vbe" activity="Skriv rutinen" \
purpose="Veta" timeframe="{frame}" lead="sf" cooperating=["ks"]
"""
JUNE = "2022-01-01 - 2022-06-30"


def told(text, to=None, stage=None, other=()):
    """["day recipient subject stage n"], of one reader or stage if said."""
    found = []
    for answer in answers(script.parse(text), readings(other)):
        for notice in answer.get("notices", ()):
            name = notice.get("activity", notice.get("plan", "-"))
            if to in (None, answer["recipient"]) \
                    and stage in (None, notice["stage"]):
                found.append("%s %s %s %s %d" % (
                    answer["date"], answer["recipient"], name,
                    notice["stage"], notice["n"]))
    return found


def refusals(text):
    said = answers(script.parse(text))
    return [(a["refused"], a["word"]) for a in said if "refused" in a]


def begin(frame=JUNE, day="2022-03-14"):
    return (HEAD + PLAN + ADD).format(day=day, frame=frame)


def lived(until, day="2022-03-15"):
    return '%sT08:00 - daily until="%s"\n' % (day, until)
