#!/bin/sh
# SPDX-License-Identifier: ISC
# What other programs read in our calendars is what we meant: Python's icalendar
# (python3-icalendar) and ical.js, which npm fetches. Takes the network, so it
# is a target of its own: make check-calendar.
. "${0%/*}/../cli/lib.sh"
here=${0%/*}

/usr/bin/python3 -c 'import icalendar' 2>/dev/null ||
    bail "python3-icalendar is not installed"
command -v npm >/dev/null || bail "npm is not installed"
modules=$build/calendar
mkdir -p "$modules"
[ -d "$modules/node_modules/ical.js" ] ||
    npm install --silent --no-audit --no-fund --prefix "$modules" \
	ical.js@2 >&2 || bail "npm could not install ical.js"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
import_plan
# Texts of every length around that of a line, of letters that are escaped and
# of letters of one, two and three bytes.
python3 - >"$work/many.csv" <<-'END'
	import csv
	import sys
	table = csv.writer(sys.stdout, delimiter=";")
	table.writerow(["Aktivitet", "Syfte", "Tidplan", "Ansvarig"])
	for i in range(1, 201):
	    text = "".join("åx,;:\\–\"ö n"[(i + j) % 11] for j in range(i))
	    table.writerow([f"{i} {text}", f"Syfte; {i}", "senast " +
	        f"{2022 + i % 7}-{1 + i % 12:02}-{1 + i % 28:02}", "Kommunstaben"])
END
must planvakt plan add många --title Många
must planvakt import "$work/many.csv" --plan många
must planvakt meeting add 'Nämnden; "å"' 2022-10-29 17:30
must planvakt meeting add SNAU 2022-11-01 8.15
must planvakt meeting add KSAU 2022-11-02
must planvakt calendar "$work/first.ics"
must planvakt activity move 3 2022-09-30 --decision 'SNAU § 4'
must planvakt activity drop 2 --reason 'Behövs inte'
must planvakt calendar "$work/second.ics"

# Three readers, each in its own way: the same events.
read_in_three()
{
	python3 -B "$here/rfc5545.py" "$1" |
	    python3 -B "$here/told.py" >"$1.ours" &&
	    /usr/bin/python3 -B "$here/told.py" "$1" >"$1.python" &&
	    ICAL=$modules/node_modules/ical.js node "$here/told.mjs" "$1" \
		>"$1.js" || return 1
	[ "$(wc -l <"$1.ours")" -ge "$2" ] &&
	    diff "$1.ours" "$1.python" && diff "$1.ours" "$1.js"
}

of()
{
	grep "^activity-$2@" "$work/$1.ics.ours" | cut -f "$3"
}

it "three readers read the same" read_in_three "$work/first.ics" 200
it "after changes too" read_in_three "$work/second.ics" 200
it "a moved date is the same event" is "$(of first 3 1)" "$(of second 3 1)"
it "which has moved" is "$(of first 3 2) $(of second 3 2)" \
    '2022-06-30 2022-09-30'
it "by a higher number" test "$(of second 3 4)" -gt "$(of first 3 4)"
it "what was given up is cancelled" is "$(of second 2 5)" CANCELLED
finish
