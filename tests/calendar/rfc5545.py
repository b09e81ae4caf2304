#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Reads an iCalendar file as strictly as RFC 5545 is written, by a parser of its
own, and prints its events as JSON, an object with their UIDs as names. What is
wrong is a line on standard error and exit status 1.

    rfc5545.py FILE.ics"""
import datetime
import json
import re
import sys

NAME = r"[A-Za-z0-9-]+"
# 3.1: name *(";" param) ":" value; a quoted value of a parameter holds anything
CONTENT = re.compile(
    rf'({NAME})((?:;{NAME}=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*)'
    r":(.*)", re.S)
# 3.3.11: what a text may not hold as it is
TEXT = re.compile(r'(?:\\[\\;,nN]|[^\\;,\x00-\x08\x0a-\x1f\x7f])*')
TEXTS = {"SUMMARY", "DESCRIPTION", "NAME", "X-WR-CALNAME", "LOCATION", "UID",
         "PRODID", "CATEGORIES", "TZID", "TZNAME"}
# 3.6: which properties a component must have and which it may have, once each
COMPONENTS = {
    "VCALENDAR": ({"PRODID", "VERSION"},
                  {"CALSCALE", "NAME", "X-WR-CALNAME"}),
    "VEVENT": ({"UID", "DTSTAMP", "DTSTART"},
               {"DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS",
                "SEQUENCE", "TRANSP", "LAST-MODIFIED", "CATEGORIES"}),
    "VALARM": ({"ACTION", "TRIGGER", "DESCRIPTION"}, set()),
    "VTIMEZONE": ({"TZID"}, set()),
    "STANDARD": ({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
                 {"RRULE", "TZNAME"}),
    "DAYLIGHT": ({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
                 {"RRULE", "TZNAME"}),
}
WITHIN = {"VEVENT": "VCALENDAR", "VTIMEZONE": "VCALENDAR", "VALARM": "VEVENT",
          "STANDARD": "VTIMEZONE", "DAYLIGHT": "VTIMEZONE"}
OTHERS = {
    "STATUS": re.compile("TENTATIVE|CONFIRMED|CANCELLED"),
    "TRANSP": re.compile("OPAQUE|TRANSPARENT"),
    "SEQUENCE": re.compile(r"\d{1,10}"),
    "VERSION": re.compile(r"2\.0"),
    "CALSCALE": re.compile("GREGORIAN"),
    "ACTION": re.compile("DISPLAY"),
    "TRIGGER": re.compile(
        r"[+-]?P(?:\d+W|\d+D(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?"
        r"|T(?:\d+H)?(?:\d+M)?(?:\d+S)?)"),
    "TZOFFSETFROM": re.compile(r"[+-]\d{4}"),
    "TZOFFSETTO": re.compile(r"[+-]\d{4}"),
    "RRULE": re.compile(r"FREQ=YEARLY;BYMONTH=\d+;BYDAY=-?\dSU"),
}


class Wrong(Exception):
    pass


def unfold(raw):
    """The content lines: 3.1, and no letter cut in two."""
    if not raw.endswith(b"\r\n"):
        raise Wrong("does not end in CRLF")
    lines = []
    for number, line in enumerate(raw[:-2].split(b"\r\n"), 1):
        if b"\n" in line or b"\r" in line:
            raise Wrong(f"line {number}: ends in something else than CRLF")
        if len(line) > 75:
            raise Wrong(f"line {number}: {len(line)} octets")
        try:
            text = line.decode()
        except UnicodeDecodeError:
            raise Wrong(f"line {number}: cut within a letter") from None
        if not text.startswith((" ", "\t")):
            lines.append(text)
        elif lines:
            lines[-1] += text[1:]
        else:
            raise Wrong("begins with the rest of a line")
    return lines


def plain(text):
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text)


def moment(value, params):
    """A day, a local time or an instant: 3.3.4, 3.3.5."""
    try:
        if params.get("VALUE") == "DATE":
            return datetime.datetime.strptime(value, "%Y%m%d").date()
        return datetime.datetime.strptime(
            value, "%Y%m%dT%H%M%SZ" if value.endswith("Z")
            else "%Y%m%dT%H%M%S")
    except ValueError:
        raise Wrong(f"{value} is no time") from None


class Component:
    def __init__(self, name):
        self.name, self.values, self.params, self.parts = name, {}, {}, []

    def take(self, name, params, value):
        must, may = COMPONENTS[self.name]
        if name not in must | may:
            raise Wrong(f"{self.name} has {name}")
        if name in self.values:
            raise Wrong(f"{self.name} has {name} twice")
        if name in TEXTS and not TEXT.fullmatch(value):
            raise Wrong(f"{name} is not escaped: {value}")
        if name in OTHERS and not OTHERS[name].fullmatch(value):
            raise Wrong(f"{name} is {value}")
        if name in ("DTSTAMP", "LAST-MODIFIED") and not value.endswith("Z"):
            raise Wrong(f"{name} is no instant: {value}")
        self.params[name] = params
        self.values[name] = value
        if name.startswith("DT") or name == "LAST-MODIFIED":
            self.values[name] = moment(value, params)
        elif name in TEXTS:
            self.values[name] = plain(value)

    def close(self):
        missing = COMPONENTS[self.name][0] - set(self.values)
        if missing:
            raise Wrong(f"{self.name} has no {', '.join(sorted(missing))}")


def read_content(line):
    found = CONTENT.fullmatch(line)
    if not found:
        raise Wrong(f"no content line: {line}")
    params = {}
    for name, value in re.findall(rf';({NAME})=("[^"]*"|[^";:]*)', found[2]):
        params[name.upper()] = value.strip('"')
    return found[1].upper(), params, found[3]


def read(raw):
    stack, whole = [], None
    for line in unfold(raw):
        name, params, value = read_content(line)
        if name == "BEGIN":
            if value not in COMPONENTS or whole is not None:
                raise Wrong(f"BEGIN:{value}")
            if WITHIN.get(value) != (stack[-1].name if stack else None):
                raise Wrong(f"{value} stands in the wrong place")
            stack.append(Component(value))
        elif not stack:
            raise Wrong(f"outside of all: {line}")
        elif name == "END":
            done = stack.pop()
            if done.name != value:
                raise Wrong(f"END:{value} ends {done.name}")
            done.close()
            if stack:
                stack[-1].parts.append(done)
            else:
                whole = done
        else:
            stack[-1].take(name, params, value)
    if whole is None or stack:
        raise Wrong("has no end")
    return whole


def check_event(event, zones):
    start, end = event.values["DTSTART"], event.values.get("DTEND")
    if end is not None and (type(start) is not type(end) or end <= start):
        raise Wrong(f"{event.values['UID']}: ends before it begins")
    for name in ("DTSTART", "DTEND"):
        zone = event.params.get(name, {}).get("TZID")
        if zone is not None and zone not in zones:
            raise Wrong(f"{zone} is no VTIMEZONE of the file")
        if isinstance(event.values.get(name), datetime.datetime) and not zone:
            raise Wrong(f"{event.values['UID']}: {name} has no zone")


def told(event):
    values = event.values
    return {
        "uid": values["UID"], "start": values["DTSTART"].isoformat(),
        "end": values["DTEND"].isoformat(),
        "day": type(values["DTSTART"]) is datetime.date,
        "sequence": int(values["SEQUENCE"]), "status": values["STATUS"],
        "stamp": values["DTSTAMP"].isoformat(),
        "summary": values["SUMMARY"],
        "description": values.get("DESCRIPTION", ""),
        "alarms": [part.values["TRIGGER"] for part in event.parts],
    }


def main(path):
    with open(path, "rb") as file:
        whole = read(file.read())
    zones = {part.values["TZID"] for part in whole.parts
             if part.name == "VTIMEZONE"}
    events = {}
    for part in whole.parts:
        if part.name != "VEVENT":
            continue
        check_event(part, zones)
        if part.values["UID"] in events:
            raise Wrong(f"{part.values['UID']} comes twice")
        events[part.values["UID"]] = told(part)
    print(json.dumps(events, ensure_ascii=False, indent=1))


try:
    main(sys.argv[1])
except Wrong as wrong:
    print(f"{sys.argv[1]}: {wrong}", file=sys.stderr)
    sys.exit(1)
