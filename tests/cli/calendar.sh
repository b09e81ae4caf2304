#!/bin/sh
# SPDX-License-Identifier: ISC
# `planvakt calendar`: a file that RFC 5545 allows in every line
# (tests/calendar/rfc5545.py), in which an activity stays one event.
. "${0%/*}/lib.sh"
here=${0%/*}

new_state 2022-06-13T09:00
new_key department
start --at 2022-06-13T09:00
must planvakt ping
import_plan
must planvakt key add soc "$work/keys/department.pub" --role department \
    --department sf
must planvakt activity add --plan vbe-2022 --purpose 'Bjud in; fråga' \
    --activity 'Åäö, "citat"; bakstreck \ och en
ny rad' --timeframe '2024-02-29' --lead ks
must planvakt activity add --plan vbe-2022 --purpose P --activity 'Löpande' \
    --timeframe löpande --lead ks

# What the file says, where the last run was to write it.
events()
{
	python3 -B "$here/../calendar/rfc5545.py" "$1" \
	    >"$work/out" 2>"$work/err" || {
		cat "$work/err"
		return 1
	}
}

# Of the event of an activity.
of()
{
	ask_json "select value ->> '$2' from said, json_each(doc)
	    where key like 'activity-$1@%'"
}

not()
{
	! "$@"
}

planvakt calendar "$work/å ä.ics" --plan vbe-2022
it "it says how many" is "$(cat "$work/out")" \
    "10 events written to $work/å ä.ics"
cp "$work/å ä.ics" "$work/first.ics"
it "it is iCalendar" events "$work/first.ics"
it "each activity with a date is an event" json_query_is \
    "select count(*) from said, json_each(doc)" 10
it "what goes on has none" is "$(of 11 '$.uid')" ''
it "an event is its due day" is "$(of 4 '$.start')" 2022-06-30
it "and ends before the next" is "$(of 4 '$.end')" 2022-07-01
it "as days" is "$(of 4 '$.day')" 1
it "the day after a leap day" is "$(of 10 '$.end')" 2024-03-01
it "words survive" is "$(of 10 '$.summary')" \
    '[Rehearsal] Due: Åäö, "citat"; bakstreck \ och en ny rad'
it "one is reminded" is "$(of 4 '$.alarms')" '["-P6DT16H"]'
it "it is no invitation" not grep -q METHOD "$work/first.ics"
before=$(of 3 '$.sequence')
uid=$(of 3 '$.uid')

# --- the same, and what changes ---------------------------------------------

stop
start --at 2022-07-01T07:59:59
heard 'delivered dispatch [0-9]+ to ks@' || bail "nothing was delivered"
planvakt calendar "$work/again.ics" --plan vbe-2022
it "letters and time change nothing" cmp "$work/first.ics" "$work/again.ics"

must planvakt activity move 3 2022-09-30 --decision 'SNAU § 4'
must planvakt update 1 --status "done"
must planvakt activity drop 2 --reason 'Behövs inte'
must planvakt activity move 6 'snarast' --decision 'SNAU § 5'
planvakt calendar "$work/second.ics" --plan vbe-2022
events "$work/second.ics"
it "a moved date is the same event" is "$(of 3 '$.uid')" "$uid"
it "on its new day" is "$(of 3 '$.start')" 2022-09-30
it "with a higher number" test "$(of 3 '$.sequence')" -gt "$before"
it "changed when it was moved" is "$(of 3 '$.stamp' | cut -c 1-13)" \
    2022-07-01T06
it "done is cancelled" is "$(of 1 '$.status')" CANCELLED
it "and says why" is "$(of 1 '$.summary' | cut -d: -f1)" "[Rehearsal] Done"
it "nobody is reminded of it" is "$(of 1 '$.alarms')" '[]'
it "given up too" is "$(of 2 '$.status')" CANCELLED
it "and what lost its date, on its old day" is \
    "$(of 6 '$.status') $(of 6 '$.start')" 'CANCELLED 2022-12-31'
it "the others are as they were" is "$(of 4 '$.status')" CONFIRMED
number=$(of 1 '$.sequence')
must planvakt activity reopen 1 --reason 'Inte klar'
must planvakt plan add nästa --title Nästa
planvakt calendar "$work/third.ics" --plan vbe-2022
events "$work/third.ics"
it "taken up again it stands again" is "$(of 1 '$.status')" CONFIRMED
it "with a higher number still" test "$(of 1 '$.sequence')" -gt "$number"
number=$(of 4 '$.sequence')
must planvakt plan close vbe-2022 --reason Slut --yes
planvakt calendar "$work/closed.ics" --plan vbe-2022
events "$work/closed.ics"
it "a closed plan's are cancelled" json_query_is \
    "select group_concat(distinct value ->> 'status') from said,
	json_each(doc)" CANCELLED
it "by a higher number" test "$(of 4 '$.sequence')" -gt "$number"

# --- whose ------------------------------------------------------------------

planvakt calendar "$work/none.ics" --plan nästa
it "a plan without dates" events "$work/none.ics"
it "is a calendar without events" is "$(cat "$work/out")" '{}'
planvakt calendar - --department sf
cp "$work/out" "$work/sf.ics"
it "a department's, on standard output" events "$work/sf.ics"
it "has what it leads" json_query_is \
    "select count(*) from said, json_each(doc)" 2
who=department
planvakt calendar "$work/own.ics"
it "is what its key asks for" is "$(tail -n +7 "$work/own.ics")" \
    "$(tail -n +7 "$work/sf.ics")"
planvakt_json calendar "$work/all.ics" --all
it "or all" json_is '$.events' 10
who=coordinator
spoken=sv_SE.UTF-8
planvakt calendar "$work/sv.ics" --plan vbe-2022
unset spoken
events "$work/sv.ics"
it "in Swedish" is "$(of 1 '$.summary' | cut -d: -f1)" '[Övning] Planen är avslutad'

# --- meetings ---------------------------------------------------------------

# Of the meeting on a day.
on()
{
	ask_json "select value ->> '$2' from said, json_each(doc)
	    where key like 'meeting-$1-%'"
}

must planvakt meeting add 'Nämnden för å' 2022-10-25 17:30
must planvakt meeting add SNAU 2022-11-01
planvakt calendar "$work/met.ics"
it "a calendar with meetings" events "$work/met.ics"
it "has their time, in Swedish" is \
    "$(on 2022-10-25 '$.start') $(on 2022-10-25 '$.day')" \
    '2022-10-25T17:30:00 0'
it "with its zone" grep -q '^DTSTART;TZID=Europe/Stockholm:20221025T173000' \
    "$work/met.ics"
it "whose summer ends by rule" grep -q \
    '^RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU' "$work/met.ics"
it "without a time they take the day" is "$(on 2022-11-01 '$.day')" 1
it "one is reminded the day before" is "$(on 2022-11-01 '$.alarms')" '["-P1D"]'
number=$(on 2022-11-01 '$.sequence')
must planvakt meeting body SNAU --time 8.15
planvakt calendar "$work/met.ics"
events "$work/met.ics"
it "the body's time is theirs" is "$(on 2022-11-01 '$.start')" \
    2022-11-01T08:15:00
it "by a higher number" test "$(on 2022-11-01 '$.sequence')" -gt "$number"
must planvakt meeting drop SNAU 2022-11-01 --reason 'För få ärenden'
planvakt calendar "$work/met.ics"
events "$work/met.ics"
it "what is not held is cancelled" is "$(on 2022-11-01 '$.status')" CANCELLED
it "and says why" is "$(on 2022-11-01 '$.description')" 'För få ärenden'

# --- beside a letter --------------------------------------------------------

# What is attached to a mail, in $work/beside.ics; what it is of on standard
# output.
attached()
{
	python3 -B - "$1" "$work/beside.ics" <<-'END'
		import email.policy
		import sys
		with open(sys.argv[1], "rb") as file:
		    mail = email.message_from_binary_file(
		        file, policy=email.policy.default)
		for part in mail.iter_attachments():
		    print(part.get_content_type(), part.get_filename(),
		          part.get_content_charset(), "method" in part["content-type"])
		    with open(sys.argv[2], "wb") as out:
		        out.write(part.get_payload(decode=True))
		print(mail.get_body().get_content_type())
	END
}

newest()
{
	mail_files "$1" | while read -r file; do
		echo "$(mail_header "$file" Message-ID) $file"
	done | sort -t - -k 2 -n | tail -n 1 | cut -d ' ' -f 2
}

it "a letter has no calendar" is "$(attached "$(newest sf@kommun.example)")" \
    text/plain
must planvakt plan add ny --title 'Ny plan'
must planvakt activity add --plan ny --purpose P --lead sf \
    --activity 'För sen; å' --timeframe 'senast 2022-06-30'
must planvakt activity add --plan ny --purpose P --lead ks --cooperating sf \
    --activity "Lång $(printf 'åäö–%.0s' $(seq 60))" \
    --timeframe 'senast 2022-12-31'
must planvakt setting set calendar on
stop
start --at 2022-08-01T07:59:59
heard 'delivered dispatch [0-9]+ to sf@' || bail "nothing was delivered"
it "where a setting says so it has one" is \
    "$(attached "$(newest sf@kommun.example)")" \
    'text/calendar slutdatum.ics utf-8 False
text/plain'
it "which is iCalendar" events "$work/beside.ics"
it "has what the department leads and joins, and no more" json_query_is \
    "select group_concat(value ->> 'start', ' ') from said, json_each(doc)" \
    '2022-06-30 2022-12-31'
must planvakt calendar "$work/sf.ics" --department sf --plan ny
cp "$work/out" "$work/told"
same()
{
	events "$1" && ask_json "select group_concat(key || (value ->> 'sequence')
	    || (value ->> 'stamp') || (value ->> 'end')) from said,
	    json_each(doc) where key like 'activity-%'"
}
it "the same events as in the file" is "$(same "$work/beside.ics")" \
    "$(same "$work/sf.ics")"

# --- what is refused --------------------------------------------------------

planvakt calendar "$work/x.txt" --plan vbe-2022
it "a name that no program takes for a calendar's" \
    refuses "x.txt: a calendar's file ends in .ics"
it "makes no file" not test -e "$work/x.txt"

planvakt calendar "$work/x.ics" --plan saknas
it "a plan that is not there" refuses 'saknas'
it "leaves no file" not test -e "$work/x.ics"
planvakt calendar "$work/nowhere/x.ics" --plan vbe-2022
it "a folder that is not there" refuses 'nowhere/x.ics'
finish
