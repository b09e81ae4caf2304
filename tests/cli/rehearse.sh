#!/bin/sh
# SPDX-License-Identifier: ISC
# What the runs of a period would send, said and not sent; and the daemon then
# sends just that.
. "${0%/*}/lib.sh"

# As the contract has it, compact: [{"date","recipient","notices":[...]}].
rehearse()
{
	planvaktd rehearse --state "$state" --from "$1" --to "$2" --format json
}

# A message: DAY ADDRESS, then of each notice STAGE:N:ACTIVITY, or of more
# activities STAGE:N:ACTIVITY,ACTIVITY...
message()
{
	printf '{"date":"%s","recipient":"%s","notices":[' "$1" "$2"
	comma=
	shift 2
	for notices; do
		of=${notices#*:}
		for activity in $(echo "${of#*:}" | tr , ' '); do
			printf '%s{"activity":%s,"stage":"%s","n":%s}' \
			    "$comma" "$activity" "${notices%%:*}" "${of%%:*}"
			comma=,
		done
	done
	printf ']}'
}

# Is the rehearsal exactly these messages?
says()
{
	expected=
	for one; do
		expected=$expected${expected:+,}$one
	done
	is "$(cat "$work/out")" "[$expected]"
}

# What the run of a day has sent, from the daemon's own list, in the words of
# the contract.
sent()
{
	must planvakt_json notice list
	ask_json "select json_group_array(json(message)) from
	    (select json_object('date', day, 'recipient', recipient, 'notices',
	      json_group_array(json(notice))) as message
	    from (select value ->> 'planned_for' as day,
	      value ->> 'recipient' as recipient, json_object('activity',
	       value ->> 'activity', 'stage', value ->> 'stage', 'n',
	       value ->> 'n') as notice
	      from said, json_each(doc) where value ->> 'planned_for' = '$1'
	      and value ->> 'state' = 'accepted'
	      order by value ->> 'activity', value ->> 'stage')
	    group by day, recipient order by recipient)"
}

# The messages of one day of the rehearsal kept in $work/rehearsed.
rehearsed()
{
	cp "$work/rehearsed" "$work/out"
	ask_json "select json_group_array(json(value)) from said, json_each(doc)
	    where value ->> 'date' = '$1'"
}

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
rehearse 2022-06-13 2022-07-04
it "an empty plan has a digest on a month's first Monday" says \
    '{"date":"2022-07-04","recipient":"samordnare@kommun.example","notices":[{"activity":null,"stage":"digest","n":1}]}'
for stage in assigned moved midway; do
	must planvakt ladder set $stage --off
done
must planvakt setting set digest off
must planvakt ladder set unclear --off
rehearse 2022-06-13 2022-12-31
it "else it sends nothing" succeeds
it "in JSON, too" says
planvaktd rehearse --state "$state" --from 2022-06-13 --to 2022-12-31
it "and it says so" is "$(cat "$work/out")" 'nothing would be sent'
import_plan
must planvakt holidays add 2022-07-11 'Stängt för flytt'
before=$(head_seq)

# --- the plan as it stands, by hand ------------------------------------------

# 30 June is a Thursday and a workday. Numbers 1 to 4 are due then; 30 days
# before had passed when they came, 7 days before is the 23rd. 4 July is within
# five workdays of 1 July, and on 11 July it is closed, so that the tenth
# workday is the 18th. Five workdays after 1 July numbers 5 and 6 should have
# begun; 6 is due first.
ks=ks@kommun.example
bg=bg@kommun.example
af=af@kommun.example
anna=samordnare@kommun.example
last_day()
{
	message 2022-06-30 $af upcoming:2:3,4
	printf ,
	message 2022-06-30 $bg upcoming:2:2,3,4
	printf ,
	message 2022-06-30 $ks due:1:1,2,3,4
}
rehearse 2022-06-13 2022-07-18
it "a running daemon is no hindrance" succeeds
it "the first five weeks are what the calendar has" says \
    "$(message 2022-06-23 $af upcoming:1:3,4)" \
    "$(message 2022-06-23 $bg upcoming:1:2,3,4)" \
    "$(message 2022-06-23 $ks upcoming:1:1,2,3,4)" \
    "$(last_day)" \
    "$(message 2022-07-01 $ks overdue:1:1,2,3,4)" \
    "$(message 2022-07-08 $ks begin:1:6,5)" \
    "$(message 2022-07-12 $ks overdue:2:1,2,3,4)" \
    "$(message 2022-07-18 $ks overdue:3:1,2,3,4)" \
    "$(message 2022-07-18 $anna escalated:1:1,2,3,4)"
cp "$work/out" "$work/rehearsed"
it "a message has its members" json_has '$[0]' date recipient notices
it "and a notice has its own" json_has '$[0].notices[0]' activity stage n

# 31 December is a Saturday: its last workday is the 30th. Number 8 has owners
# named alike: the first has its reminders until somebody says who leads.
rehearse 2022-12-30 2022-12-30
it "New Year's Eve is due on the Friday before, by address" says \
    "$(message 2022-12-30 $ks due:1:6,9)" \
    "$(message 2022-12-30 sf@kommun.example due:1:7,8)"

# 1 August and 1 September are workdays: what came before it is counted
# though it is not shown. 1 August is the twentieth workday after 1 July.
rehearse 2022-08-01 2022-09-01
it "a period that begins later goes on from what was sent before" says \
    "$(message 2022-08-01 $ks overdue:5:1,2,3,4)" \
    "$(message 2022-08-01 $anna escalated:2:1,2,3,4)" \
    "$(message 2022-09-01 $ks overdue:6:1,2,3,4)"
rehearse 2022-07-02 2022-07-07
it "a period of nothing is one" says
rehearse 2020-01-01 2022-06-22
it "what has passed is not rehearsed" says
rehearse 2022-06-30 2022-06-30
it "a period may be a day" says "$(last_day)"

planvaktd rehearse --state "$state" --from 2022-06-13 --to 2022-07-01
it "there is a text, too" succeeds
it "with the day and the address" \
    grep -qE '^2022-06-30 +ks@kommun\.example' "$work/out"
it "and what it tells" \
    grep -qE 'overdue +1 +4 +Kartlägg vilka yrken' "$work/out"
it "under headings, once" is \
    "$(grep -cxE ' +STAGE +NTH +NO\. +ACTIVITY' "$work/out")" 1
cp "$work/out" "$work/text"
planvaktd rehearse --state "$state" --from '13 juni 2022' --to 1/7-2022
it "days are read in words" cmp -s "$work/out" "$work/text"
planvaktd rehearse --state "$state" --from 'juni 2022' --to 2022-07-01
it "but a month is no day" refuses '^planvaktd: --from is not a date: '
planvaktd rehearse --state "$state" --format table --to=2022-07-01 \
    --from=2022-06-13
it "which has a name" cmp "$work/out" "$work/text"

# 30 June again, a line a notice.
planvaktd rehearse --state "$state" --from 2022-06-30 --to 2022-06-30 \
    --format csv
it "there are lines for a spreadsheet" succeeds
it "one for each notice" is "$(cat "$work/out")" "$(
	cat <<-END
		date,recipient,activity,stage,n,plan
		2022-06-30,$af,3,upcoming,2,
		2022-06-30,$af,4,upcoming,2,
		2022-06-30,$bg,2,upcoming,2,
		2022-06-30,$bg,3,upcoming,2,
		2022-06-30,$bg,4,upcoming,2,
		2022-06-30,$ks,1,due,1,
		2022-06-30,$ks,2,due,1,
		2022-06-30,$ks,3,due,1,
		2022-06-30,$ks,4,due,1,
	END
)"
# Adopted on 10 January 2022, it is to be followed up after 24 months; 30 days
# before is the 11th of December 2023, a Monday.
planvaktd rehearse --state "$state" --from 2023-12-11 --to 2023-12-11 \
    --format csv
it "what is of a plan names the plan" grep -qx \
    "2023-12-11,$anna,,follow-up,[0-9]*,vbe-2022" "$work/out"
planvaktd rehearse --state "$state" --from 2022-06-13 --to 2022-06-14 \
    --format csv
it "where nothing is sent there is the heading" is "$(cat "$work/out")" \
    'date,recipient,activity,stage,n,plan'

# --- through the socket ------------------------------------------------------

rehearse 2022-06-13 2022-07-18
kept=$(cat "$work/out")
planvakt_json rehearse --from 2022-06-13 --to 2022-07-18
it "asked through the socket it is the same" is \
    "$(ask_json "select json(doc) from said")" \
    "$(echo "$kept" >"$work/out" && ask_json "select json(doc) from said")"
planvakt rehearse --from 2022-07-12 --to 2022-07-12
it "which activity is no amount, and which reminder no activity" grep -q \
    '  no\. 1 overdue, reminder 2; no\. 2 overdue, reminder 2; ' "$work/out"
planvakt rehearse --from 2022-07-01 --to 2022-06-30
it "a period does not end before it begins" refuses 'to: is before from'

# --- what would be written ---

new_key af
must planvakt key add af "$work/keys/af.pub" --role department --department af

planvaktd rehearse --state "$state" --from 2022-07-01 --to 2022-07-01 --text
it "the letters themselves are written" succeeds
it "by day and address" is "$(head -n 1 "$work/out")" "2022-07-01  $ks"
it "with their subjects" grep -q '^\[Övning\] .*: 4 aktiviteter är försenade' \
    "$work/out"
it "and their text" grep -q '^Till Kommunstaben$' "$work/out"
cp "$work/out" "$work/text"
planvakt rehearse --from 2022-07-01 --to 2022-07-01 --text
it "through the socket, too" succeeds
it "the same ones, but for what they will be chained to" is \
    "$(grep -Ev '^[0-9a-f]{64}$' "$work/out")" \
    "$(grep -Ev '^[0-9a-f]{64}$' "$work/text")"
cp "$work/text" "$work/lived"
planvakt_json rehearse --from 2022-07-01 --to 2022-07-01 --text
it "and as members" json_has '$[0]' date recipient notices subject text
planvakt rehearse --from 2022-07-01 --to 2024-07-01 --text
it "not more than a year ahead, while others wait" refuses 'planvaktd rehearse'
planvaktd rehearse --state "$state" --from 2022-07-01 --to 2022-07-01 --text \
    --format csv
it "nor as lines of a spreadsheet" refuses '--text.*csv' 2
planvakt rehearse --from 2022-07-02 --to 2022-07-03 --text
it "where nothing would be written it says so" is \
    "$status $(cat "$work/out" "$work/err")" "0 nothing would be sent"
who=af
planvakt rehearse --from 2022-07-01 --to 2022-07-01 --text
it "what letters would say is the coordinator's" refuses 'coordinator'
who=coordinator
before=$((before + 1))

# --- nothing happened --------------------------------------------------------

it "nothing of this is in the log" is "$(head_seq)" "$before"
it "nobody was told anything" is \
    "$(find "$state/mail" -type f 2>/dev/null | wc -l)" 0
planvaktd check --state "$state"
it "and the state is as it was" succeeds

# --- what is refused ---------------------------------------------------------

rehearse 2022-02-30 2022-07-01
it "a day that is none is refused" refuses 'from.*YYYY-MM-DD'
rehearse 2022-06-13 'i morgon'
it "so is a word" refuses 'to.*YYYY-MM-DD'
rehearse 2022-07-01 2022-06-13
it "so is a period that ends before it begins" refuses 'to.*from'
planvaktd rehearse --state "$state" --from 2022-06-13
it "a period has an end" refuses 'to' 2
planvaktd rehearse --state "$state" --to 2022-06-13
it "and a beginning" refuses 'from' 2
planvaktd rehearse --from 2022-06-13 --to 2022-07-01
it "it is of a state" refuses 'state' 2
planvaktd rehearse --state "$state" --from 2022-06-13 --to 2022-07-01 \
    --format xml
it "a format that we do not have is refused" refuses 'format.*table json csv' 2
planvaktd rehearse --state "$state" --from 2022-06-13 --to 2022-07-01 --mail a
it "so are words that mean nothing here" refuses 'mail' 2
planvaktd rehearse --state "$work/none" --from 2022-06-13 --to 2022-07-01
it "where there is no state there is no rehearsal" refuses "$work/none"
it "nor is one made" test ! -e "$work/none"
planvaktd rehearse --state "$work/home" --from 2022-06-13 --to 2022-07-01
it "nor in a folder that is none" refuses "$work/home"
it "which stays empty" is "$(find "$work/home" | wc -l)" 1

# --- and then it is sent -----------------------------------------------------

stop
for run in 2022-06-23=3 2022-06-30=3 2022-07-01=1; do
	day=${run%=*}
	start --at "${day}T08:00"
	heard "run $day: ${run#*=} messages?$" || bail "there was no run"
	heard "delivered dispatch" "${run#*=}" || bail "nothing was sent"
	it "on $day the daemon sends what was rehearsed" is "$(sent "$day")" \
	    "$(rehearsed "$day")"
	it "which is something" test -n "$(sent "$day" | grep "$ks")"
	stop
done
# But for the head of the log, which days without a run have left where it was.
unchained()
{
	grep -Ev '^[0-9a-f]{64}$' | sed 's/post [0-9]*//; s/^[0-9]* i planvakt/i planvakt/'
}

mail=$(mail_files "$ks" | xargs grep -l '^Date: Fri, 01 Jul')
it "and the letter that was read beforehand" is \
    "$(mail_text "$mail" | unchained)" \
    "$(sed '1,3d' "$work/lived" | unchained)"
rehearse 2022-06-13 2022-07-18
it "what was sent is rehearsed no more, the rest is" says \
    "$(message 2022-07-08 $ks begin:1:6,5)" \
    "$(message 2022-07-12 $ks overdue:2:1,2,3,4)" \
    "$(message 2022-07-18 $ks overdue:3:1,2,3,4)" \
    "$(message 2022-07-18 $anna escalated:1:1,2,3,4)"

# A state that has stood for a week: what stands is sent by the first run.
start --at 2022-07-15T06:00
must planvakt update 2 --status 'done'
rehearse 2022-07-13 2022-07-18
it "what was missed comes with the next run" says \
    "$(message 2022-07-15 $ks overdue:2:1,3,4 begin:1:6,5)" \
    "$(message 2022-07-18 $ks overdue:3:1,3,4)" \
    "$(message 2022-07-18 $anna escalated:1:1,3,4)"
stop
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
