# SPDX-License-Identifier: ISC
"""The textual form of a sequence, one event a line.  README.md describes it."""

import json
import re
from datetime import date, datetime, timedelta

from model import Event

DAY = timedelta(days=1)


def parse_line(line):
    words = line.split(" ", 3)
    if len(words) < 3:
        raise ValueError("TIME SIGNER METHOD are missing: " + line)
    when = datetime.fromisoformat(words[0])
    params, rest = {}, words[3] if len(words) > 3 else ""
    decoder = json.JSONDecoder()
    while rest.strip():
        found = re.match(r"\s*([a-z_]+)=", rest)
        if not found:
            raise ValueError("name=JSON is missing: " + rest)
        value, end = decoder.raw_decode(rest, found.end())
        params[found[1]] = value
        rest = rest[end:]
    return Event(when, words[1], words[2], params)


def parse(text):
    """The events; `daily until=DAY` becomes one `run` a day."""
    events = []
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        event = parse_line(line)
        if event.method != "daily":
            events.append(event)
            continue
        last = date.fromisoformat(event.params["until"])
        when = event.time
        while when.date() <= last:
            events.append(Event(when, "-", "run", {}))
            when += DAY
    return events


def line_of(event):
    pairs = ["%s=%s" % (name, json.dumps(value, ensure_ascii=False))
             for name, value in event.params.items()]
    when = event.time.isoformat(timespec="minutes")
    return " ".join([when, event.signer, event.method, *pairs])


def write(events):
    """What a driver reads: every event a line, nothing shortened."""
    return "".join(line_of(event) + "\n" for event in events)


def write_short(events):
    """For people: runs at the same hour of days in a row are one line."""
    lines, i = [], 0
    while i < len(events):
        event, j = events[i], i + 1
        while (event.method == "run" and j < len(events)
               and events[j].method == "run"
               and events[j].time - events[j - 1].time == DAY):
            j += 1
        if j - i > 1:
            event = Event(event.time, "-", "daily", {
                "until": events[j - 1].time.date().isoformat()})
        lines.append(line_of(event) + "\n")
        i = j
    return "".join(lines)
