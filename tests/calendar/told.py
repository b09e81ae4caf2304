# SPDX-License-Identifier: ISC
"""The events of a calendar, one a line: UID, start, end, sequence, status,
summary and description, which are quoted as JSON. Of a file as Python's
icalendar reads it; without one, of what rfc5545.py says on standard input.

    told.py [FILE.ics]"""
import datetime
import json
import sys


def line(*parts):
    words = [json.dumps(part, ensure_ascii=False) for part in parts[-2:]]
    print("\t".join([str(part) for part in parts[:-2]] + words))


def local(time):
    """A day, or a time by the clocks of its zone, which must be known."""
    if isinstance(time, datetime.datetime):
        hours = time.utcoffset().total_seconds() / 3600
        if hours != (2 if time.month < 11 else 1):
            sys.exit(f"{time}: {hours} hours")
        time = time.replace(tzinfo=None)
    return time.isoformat()


def by_icalendar(path):
    import icalendar  # pylint: disable=import-outside-toplevel
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    if calendar.errors or "METHOD" in calendar:
        sys.exit(f"{path}: {calendar.errors}")
    for event in calendar.walk("VEVENT"):
        if event.errors:
            sys.exit(f"{path}: {event.errors}")
        line(event["UID"], local(event.decoded("DTSTART")),
             local(event.decoded("DTEND")), event["SEQUENCE"],
             event["STATUS"], str(event["SUMMARY"]),
             str(event.get("DESCRIPTION", "")))


def by_ours():
    for event in json.load(sys.stdin).values():
        line(event["uid"], event["start"], event["end"], event["sequence"],
             event["status"], event["summary"], event["description"])


if len(sys.argv) > 1:
    by_icalendar(sys.argv[1])
else:
    by_ours()
