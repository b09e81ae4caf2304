#!/bin/sh
# SPDX-License-Identifier: ISC
# 2022 as the plan has it, rehearsed on its first day; and then the daemon
# sends on each day what was rehearsed for it, and on no other.
. "${0%/*}/lib.sh"

# Of one activity, a line each: DAY RECIPIENT STAGE N.
of()
{
	ask_json "select (message.value ->> 'date') || ' ' ||
	    substr(message.value ->> 'recipient', 1,
	      instr(message.value ->> 'recipient', '@') - 1) || ' ' ||
	    (notice.value ->> 'stage') || ' ' || (notice.value ->> 'n')
	    from said, json_each(doc) message,
	    json_each(message.value, '\$.notices') notice
	    where notice.value ->> 'activity' = $1 order by 1"
}

# What is on record as sent on a day, as ACTIVITY RECIPIENT STAGE N.
sent()
{
	must planvakt_json notice list
	ask_json "select (value ->> 'activity') || ' ' ||
	    (value ->> 'recipient') || ' ' || (value ->> 'stage') || ' ' ||
	    (value ->> 'n') from said, json_each(doc)
	    where value ->> 'planned_for' = '$1'
	    and value ->> 'state' = 'accepted' order by 1"
}

rehearsed()
{
	cp "$work/year" "$work/out"
	ask_json "select (notice.value ->> 'activity') || ' ' ||
	    (message.value ->> 'recipient') || ' ' ||
	    (notice.value ->> 'stage') || ' ' || (notice.value ->> 'n')
	    from said, json_each(doc) message,
	    json_each(message.value, '\$.notices') notice
	    where message.value ->> 'date' = '$1' order by 1"
}

new_state 2022-01-03T07:00
start --at 2022-01-03T07:00
must planvakt ping
must planvakt ladder set assigned --off
must planvakt setting set digest off
must planvakt ladder set unclear --off
import_plan
stop
planvaktd rehearse --state "$state" --from 2022-01-03 --to 2022-12-31 \
    --format json
it "the year is rehearsed" succeeds
cp "$work/out" "$work/year"

# --- by hand -----------------------------------------------------------------

# Vt 2022, led by ks, who has no escalation address. Five workdays after New
# Year's Day, a Saturday: 3, 4, 5, 7 and 10 January. The middle of 181 days is
# 90 on, Friday 1 April. 30 and 7 days before
# Thursday 30 June; ten and twenty workdays after Friday 1 July.
first=$(cat <<-END
	2022-01-10 ks begin 1
	2022-04-01 ks midway 1
	2022-05-31 ks upcoming 1
	2022-06-23 ks upcoming 2
	2022-06-30 ks due 1
	2022-07-01 ks overdue 1
	2022-07-11 ks overdue 2
	2022-07-15 samordnare escalated 1
	2022-07-18 ks overdue 3
	2022-07-25 ks overdue 4
	2022-07-29 samordnare escalated 2
	2022-08-01 ks overdue 5
	2022-09-01 ks overdue 6
	2022-10-03 ks overdue 7
	2022-11-01 ks overdue 8
	2022-12-01 ks overdue 9
END
)
# All of 2022, with three that are named as the lead is: the middle of 365 days is 182 on,
# Saturday 2 July, and so Friday; 31 December is a Saturday, a week before it
# Christmas Eve, and Friday the 23rd the workday before.
eighth=$(
	echo '2022-01-10 sf begin 1'
	echo '2022-07-01 sf midway 1'
	for day in 2022-12-01=1 2022-12-23=2 2022-12-30=3; do
		if [ "$day" = 2022-12-30=3 ]; then
			echo '2022-12-30 sf due 1'
		else
			echo "${day%=*} sf upcoming ${day#*=}"
		fi
	done
)
it "a half-year's activity is as the calendar has it" is "$(of 1)" "$first"
it "so is a whole year's" is "$(of 8)" "$eighth"

# --- lived -------------------------------------------------------------------

cp "$work/year" "$work/out"
days=$(ask_json "select distinct value ->> 'date' from said, json_each(doc)
    where value ->> 'date' <= '2022-08-01' order by 1")
it "to August it has thirteen days" is "$(echo "$days" | wc -l)" 13
for day in $days; do
	cp "$work/year" "$work/out"
	messages=$(ask_json "select count(*) from said, json_each(doc)
	    where value ->> 'date' = '$day'")
	start --at "${day}T08:00"
	heard "run $day: $messages messages?\$" || bail "another run on $day"
	heard 'delivered dispatch' "$messages" || bail "nothing on $day"
	it "on $day it is sent as rehearsed" is "$(sent "$day")" \
	    "$(rehearsed "$day")"
	stop
done
start --at 2022-08-02T08:00
it "and no more on the day after" heard 'run 2022-08-02: 0 messages'
stop
planvaktd rehearse --state "$state" --from 2022-08-02 --to 2022-12-31 \
    --format json
it "what is left is as it was rehearsed" is \
    "$(ask_json "select json_group_array(json(value)) from said,
	json_each(doc)")" \
    "$(cp "$work/year" "$work/out" && ask_json "select
	json_group_array(json(value)) from said, json_each(doc)
	where value ->> 'date' > '2022-08-01'")"
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
