#!/bin/sh
# SPDX-License-Identifier: ISC
# What the municipality decides for itself: zone, hour, language, the
# coordinator's address, quiet periods, and a clock that is right.
. "${0%/*}/lib.sh"

new_state 2022-07-01T09:00
start --at 2022-07-01T09:00
must planvakt ping

# The last run's list, a line each: the values of its rows.
rows()
{
	ask_json "select group_concat(cell, ' ') from (select r.key as row,
	    c.value as cell from said, json_each(doc) r, json_each(r.value) c
	    order by r.key, c.id) group by row"
}

# --- settings ---------------------------------------------------------------

planvakt_json setting list
it "the settings are listed" succeeds
it "as the state began with them" is "$(rows)" "$(cat <<-END
	zone Europe/Stockholm
	hour 8
	language sv
	coordinator_mail samordnare@kommun.example
	digest monday
	answer_holds 20
	expected_most 60
	signature$(printf ' ')
	calendar off
END
)"
planvakt setting list
it "there is a table, too" grep -qE '^hour +08:00 +the hour at which ' "$work/out"
planvakt --format csv setting list
it "and lines for a spreadsheet" \
    grep -q 'zone.*Europe/Stockholm' "$work/out"

before=$(head_seq)
planvakt_json setting set hour 07
it "the hour is set" succeeds
it "and told" json_query_is "select doc from said" '{"name":"hour","value":"7"}'
it "it is in the log" is "$(head_seq)" "$((before + 1))"
planvakt setting set hour 7
it "the same again is no error" succeeds
it "and says so" grep -q 'nothing changed' "$work/out"
it "and not in the log" is "$(head_seq)" "$((before + 1))"
for words in 'kl 7' 'kl. 07.00' 'Klockan 7' 7:00; do
	planvakt setting set hour "$words"
	it "an hour is read as people write it: $words" grep -q \
	    'nothing changed' "$work/out"
done
planvakt setting set hour 'kl 7.30'
it "none that is no whole one" is "$status" 1
planvakt_json status
it "the next run comes at that hour" json_is '$.runs.next' 2022-07-04T07:00+02:00
must planvakt setting set language en
must planvakt setting set zone Europe/Helsinki
must planvakt setting set coordinator_mail funktion@kommun.example
planvakt_json setting list
it "all of it is in force" is "$(rows)" "$(cat <<-END
	zone Europe/Helsinki
	hour 7
	language en
	coordinator_mail funktion@kommun.example
	digest monday
	answer_holds 20
	expected_most 60
	signature$(printf ' ')
	calendar off
END
)"
planvakt_json setting set coordinator_mail ''
it "an address can be taken away" json_is '$.value' ''

before=$(head_seq)
planvakt setting set hour 24
it "an hour is one of the day" refuses 'hour: .*0 to 23'
planvakt setting set hour åtta
it "and a number" refuses 'hour: .*whole number'
planvakt setting set zone Europe/Malmö
it "a zone is one of tzdata" refuses 'time zone'
planvakt setting set zone Europe/Malmoe
it "that there is" refuses 'tzdata has no time zone "Europe/Malmoe"'
planvakt setting set language 'fi'
it "a language is one we write" refuses 'language: .*sv en'
planvakt setting set coordinator_mail samordnaren
it "an address is one" refuses 'coordinator_mail: .*mail address'
planvakt setting set färg blå
it "there is no other setting" refuses 'name: .*zone hour language'
planvakt setting set hour
it "a setting has a value" is "$status" 2
it "what was refused is not in the log" is "$(head_seq)" "$before"
must planvakt setting set zone Europe/Stockholm
must planvakt setting set hour 8

# --- quiet periods ----------------------------------------------------------

# 11 July 2022 is a Monday, 1 August the Monday three weeks later.
planvakt quiet list
it "there are no quiet periods at first" is \
    "$status $(cat "$work/out" "$work/err")" "0 no quiet periods"
before=$(head_seq)
planvakt_json quiet add 2022-07-04 2022-07-31 --reason 'Semester, även på kontoret'
it "a quiet period is added" succeeds
it "and told" json_query_is "select doc from said" \
    '{"from":"2022-07-04","to":"2022-07-31","yearly":false,"reason":"Semester, även på kontoret"}'
planvakt quiet add 2022-07-04 2022-07-31 --reason 'Semester, även på kontoret'
it "the same again is no error" succeeds
it "and once in the log" is "$(head_seq)" "$((before + 1))"
must planvakt quiet add 2022-12-23 2023-01-05
planvakt_json quiet list
it "they are listed by their days" is "$(rows)" "$(cat <<-END
	2022-07-04 2022-07-31 0 Semester, även på kontoret
	2022-12-23 2023-01-05 0 
END
)"
planvakt_json status
it "the next run that tells something comes after" \
    json_is '$.runs.next' 2022-08-01T08:00+02:00

before=$(head_seq)
planvakt quiet add 2022-07-31 2022-08-07
it "periods do not overlap" refuses '2022-07-04 to 2022-07-31 is quiet already'
planvakt quiet add 2022-10-31 2022-10-24
it "a period ends after it began" refuses 'to: .*before'
planvakt quiet add 2024-01-01 2025-01-01
it "and within 366 days" refuses '366 days'
planvakt quiet add 2022-10-24
it "its end is given" is "$status" 2
planvakt quiet add jul nyår
it "as a day" refuses 'from: .*YYYY-MM-DD'
planvakt quiet remove 2022-07-05
it "what is not there is not removed" refuses '2022-07-05'
it "what was refused is not in the log" is "$(head_seq)" "$before"
planvakt_json quiet remove 2022-07-04
it "a period is removed by its first day" json_is '$.from' 2022-07-04
planvakt_json status
it "and the runs tell again" json_is '$.runs.next' 2022-07-04T08:00+02:00

# --- the clock --------------------------------------------------------------

planvakt_json clock confirm
it "the clock is confirmed" succeeds
it "at its time" is "$(json '$.confirmed' | cut -c 1-10)" 2022-07-01

# --- who may ----------------------------------------------------------------

new_key auditor
must planvakt key add revisor "$work/keys/auditor.pub" --role auditor
before=$(head_seq)
who=auditor
planvakt setting list
it "anyone may see the settings" succeeds
planvakt quiet list
it "and the quiet periods" succeeds
for words in 'setting set hour 9' 'quiet add 2023-07-03 2023-07-30' \
    'quiet remove 2022-12-23' 'clock confirm'; do
	# shellcheck disable=SC2086 # words
	planvakt $words
	it "the coordinator decides: $words" refuses 'coordinator'
done
who=coordinator
it "what was denied is not in the log" is "$(head_seq)" "$before"

stop
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
