#!/bin/sh
# SPDX-License-Identifier: ISC
# The morning's run: the lead of what is overdue is told once, in one message,
# and no longer when it is done.
. "${0%/*}/lib.sh"

others="bg sf buf kff af"
first='Beskriv samordnarens uppdrag'
second='För in frågan'
third='Bestäm hur lägesbilden'
fourth='Kartlägg vilka yrken'

# Does the text hold these words, wherever its lines are broken?
says()
{
	echo "$1" | tr -s '\n ' '  ' | grep -qF -- "$2"
}

not()
{
	! "$@"
}

nobody_else_got_any()
{
	for code in $others; do
		is "$code: $(mail_count "$code@kommun.example")" "$code: 0" ||
		    return 1
	done
}

# Of the overdue notices, one line each.
overdue()
{
	must planvakt_json notice list --department ks
	ask_json "select value ->> 'activity', value ->> 'n',
	    value ->> 'recipient', value ->> 'planned_for', value ->> 'state'
	    from said, json_each(doc) where value ->> 'stage' = 'overdue'
	    and value ->> 'planned_for' = '$1' and value ->> 'state' != 'skipped'
	    order by 1"
}

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
import_plan
# What tells that something came is rehearse.sh's.
for stage in assigned moved midway; do
	must planvakt ladder set $stage --off
done
must planvakt setting set digest off
must planvakt ladder set unclear --off
planvakt_json activity list --overdue
it "in June nothing is late" json_query_is \
    "select json_array_length(doc) from said" 0
it "and nobody was told anything" is "$(mail_count ks@kommun.example)" 0
nobody=$(nobody_else_got_any && echo none)
it "nor anybody else" is "$nobody" none
stop

# --- 1 July -----------------------------------------------------------------

start --at 2022-07-01T07:59:58
it "the run comes at eight in Stockholm" heard 'run 2022-07-01: [0-9]+ message'
it "the lead's message is delivered" \
    heard 'delivered dispatch [0-9]+ to ks@kommun\.example'
it "the lead has one message" is "$(mail_count ks@kommun.example)" 1
it "no other department has any" nobody_else_got_any

mail=$(mail_files ks@kommun.example)
text=$(mail_text "$mail")
for activity in "$first" "$second" "$third" "$fourth"; do
	it "it names: $activity" says "$text" "$activity"
done
it "it tells when they were due" says "$text" "30 juni 2022"
it "and names no activity that has time" not says "$text" 'Gör ett uppslag'
it "nor what another leads" not says "$text" 'Skriv om rutinen'
it "it goes to the department, by its name" is \
    "$(mail_header "$mail" To)" 'Kommunstaben <ks@kommun.example>'
it "an answer goes to the coordinator" is \
    "$(mail_header "$mail" Reply-To | tr -d '<>')" samordnare@kommun.example
it "it has one Message-ID" is "$(mail_header "$mail" Message-ID | wc -l)" 1
it "and a date in the form of RFC 5322" test -n "$(mail_header "$mail" Date |
    grep -E '^(Fri, )?0?1 Jul 2022 0[68]:0[0-9]:[0-9][0-9] [+-]0[02]00')"
it "its header is ASCII" is \
    "$(sed '/^\r*$/q' "$mail" | LC_ALL=C grep -c '[^ -~	]' | tr -d '\r')" 0
it "no line is too long for a mail server" is \
    "$(awk 'length > 998' "$mail" | wc -l)" 0
it "it has the log's head, for whoever keeps it" test -n \
    "$(echo "$text" | grep -E '[0-9a-f]{16}')"

it "there are four overdue notices, the first of each" is \
    "$(overdue 2022-07-01)" \
    "$(for id in 1 2 3 4; do
	echo "$id|1|ks@kommun.example|2022-07-01|accepted"
    done)"
planvakt_json notice list
it "a notice has its members" json_has '$[0]' id activity stage n recipient \
    planned_for state dispatch
it "what others missed in June is not sent now" json_query_is \
    "select count(*) from said, json_each(doc)
     where value ->> 'state' != 'skipped'
     and value ->> 'recipient' not in ('ks', 'ks@kommun.example',
     'samordnare@kommun.example')" 0
notice=$(ask_json "select value ->> 'id' from said, json_each(doc)
    where value ->> 'stage' = 'overdue' and value ->> 'activity' = 1
    and value ->> 'state' = 'accepted'")
planvakt_json notice show "$notice"
it "a notice is shown with the address" json_is '$.address' ks@kommun.example
it "and the text as it was sent" is \
    "$(json '$.text' | tr -s '\n ' '  ' | cut -c 1-200)" \
    "$(echo "$text" | tr -s '\n ' '  ' | cut -c 1-200)"
it "the subject says that it is a rehearsal" test -n \
    "$(json '$.subject' | grep -iE 'övning|rehearsal')"
planvakt --format csv notice show "$notice"
it "as lines for a spreadsheet it has them, too" grep -qE \
    '^id,activity,.*,subject,text,address,' "$work/out"
it "with its words" grep -qF 'ks@kommun.example' "$work/out"
planvakt notice show 9999
it "what is not there is not shown" refuses '9999'

planvakt_json status
it "the status knows of the run" json_is '$.runs.last' 2022-07-01
it "and when the next one is" json_is '$.runs.next' 2022-07-04T08:00+02:00
it "nothing waits" json_is '$.dispatches.waiting' 0
it "nothing failed" json_is '$.dispatches.failed' 0
it "four are late" json_is '$.activities.overdue' 4
planvakt_json activity list --overdue
it "and listed" json_query_is "select group_concat(value ->> 'id', ' ')
    from said, json_each(doc)" '1 2 3 4'

# --- the same day again -----------------------------------------------------

stop
start --at 2022-07-01T07:59:58
planvakt_json status
it "after a restart the run has happened" json_is '$.runs.next' \
    2022-07-04T08:00+02:00
it "and nothing waits" json_is '$.dispatches.waiting' 0
must planvakt update 2 --status 'done' --note 'Ingår sedan maj.'
it "nothing was sent again" is "$(mail_count ks@kommun.example)" 1
stop
start --at 2022-07-01T18:00
must planvakt status
it "nor in the evening" is "$(mail_count ks@kommun.example)" 1
stop

# --- 11 July ----------------------------------------------------------------

# The first workday of the week after next: the week between is within five
# workdays of the first notice.
start --at 2022-07-11T07:59:58
it "there is a run ten days later" heard 'run 2022-07-11: [0-9]+ message'
it "the lead is told again" \
    heard 'delivered dispatch [0-9]+ to ks@kommun\.example'
it "in one more message" is "$(mail_count ks@kommun.example)" 2
mail=$(mail_files ks@kommun.example | while read -r file; do
	[ "$file" = "$mail" ] || echo "$file"
done)
text=$(mail_text "$mail")
for activity in "$first" "$third" "$fourth"; do
	it "it still names: $activity" says "$text" "$activity"
done
it "what is done it names no more" not says "$text" "$second"
it "it is the second notice of three" is \
    "$(overdue 2022-07-11)" \
    "$(for id in 1 3 4; do
	echo "$id|2|ks@kommun.example|2022-07-11|accepted"
    done)"
it "nobody else was told in between" nobody_else_got_any

stop
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
