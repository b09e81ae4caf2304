#!/bin/sh
# SPDX-License-Identifier: ISC
# The days nobody works: by law and custom, as the almanac has them, and the
# municipality's own.
. "${0%/*}/lib.sh"

new_state 2026-01-12T09:00
start --at 2026-01-12T09:00
must planvakt ping

# The last run's list, a line each: DATE NAME, with a star where it is public.
rows()
{
	ask_json "select (value ->> 'date') || ' ' || (value ->> 'name') ||
	    iif(value ->> 'public', ' *', '') from said, json_each(doc)"
}

# --- by law ------------------------------------------------------------------

planvakt_json holidays 2026
it "the days of a year are listed" succeeds
it "2026 is as the almanac has it" is "$(rows)" "$(cat <<-END
	2026-01-01 nyårsdagen *
	2026-01-06 trettondedag jul *
	2026-04-03 långfredagen *
	2026-04-04 påskafton
	2026-04-05 påskdagen *
	2026-04-06 annandag påsk *
	2026-05-01 första maj *
	2026-05-14 Kristi himmelsfärdsdag *
	2026-05-23 pingstafton
	2026-05-24 pingstdagen *
	2026-06-06 nationaldagen *
	2026-06-19 midsommarafton
	2026-06-20 midsommardagen *
	2026-10-31 alla helgons dag *
	2026-12-24 julafton
	2026-12-25 juldagen *
	2026-12-26 annandag jul *
	2026-12-31 nyårsafton
END
)"
it "a row is as the contract has it" json_query_is \
    "select json_extract(doc, '\$[0]') from said" \
    '{"date":"2026-01-01","name":"nyårsdagen","public":true}'
it "public is true or false" json_query_is \
    "select group_concat(distinct json_type(value, '\$.public')) from
     said, (select * from said, json_each(doc) order by value ->> 'public')" \
    false,true

# Lag (2004:1320): from 2005 the national day is a holiday, Whit Monday none.
planvakt_json holidays 2004
it "2004 is the last year with annandag pingst" is \
    "$(rows | grep -E '^2004-0[56]')" "$(cat <<-END
	2004-05-01 första maj *
	2004-05-20 Kristi himmelsfärdsdag *
	2004-05-29 pingstafton
	2004-05-30 pingstdagen *
	2004-05-31 annandag pingst *
	2004-06-25 midsommarafton
	2004-06-26 midsommardagen *
END
)"
planvakt_json holidays 2005
it "2005 is the first with nationaldagen" is \
    "$(rows | grep -E '^2005-0[56]')" "$(cat <<-END
	2005-05-01 första maj *
	2005-05-05 Kristi himmelsfärdsdag *
	2005-05-14 pingstafton
	2005-05-15 pingstdagen *
	2005-06-06 nationaldagen *
	2005-06-24 midsommarafton
	2005-06-25 midsommardagen *
END
)"

planvakt holidays 2026
it "there is a table, too" grep -qE '2026-06-19 +midsommarafton' "$work/out"
planvakt --format csv holidays 2026
it "and lines for a spreadsheet" \
    grep -q '2026-05-14.*Kristi himmelsfärdsdag.*true' "$work/out"
for year in 1953 2199; do
	planvakt_json holidays $year
	it "$year is a year" succeeds
	it "which has a Christmas" \
	    test -n "$(rows | grep "^$year-12-25 juldagen \\*")"
done
for year in 1952 2200 0; do
	planvakt holidays $year
	it "$year is none that we know" refuses year
done
planvakt holidays nextyear
it "a word is no year" refuses 'year|number'
planvakt holidays
it "a year is needed" is "$status" 2
planvakt holidays 2026 2027
it "and one is enough" is "$status" 2

# --- the municipality's own --------------------------------------------------

before=$(head_seq)
planvakt_json holidays add 2026-05-15 'Klämdag'
it "a closed day is added" succeeds
it "it is none by law" json_query_is "select doc from said" \
    '{"date":"2026-05-15","name":"Klämdag","public":false}'
it "and it is in the log" is "$(head_seq)" "$((before + 1))"
planvakt_json holidays 2026
it "it stands among the others" is "$(rows | grep '^2026-05')" "$(cat <<-END
	2026-05-01 första maj *
	2026-05-14 Kristi himmelsfärdsdag *
	2026-05-15 Klämdag
	2026-05-23 pingstafton
	2026-05-24 pingstdagen *
END
)"
planvakt_json holidays 2025
it "in its own year" is "$(rows | grep -c Klämdag)" 0

before=$(head_seq)
planvakt holidays add 2026-05-15 'Klämdag'
it "the same again is no error" succeeds
it "and not in the log" is "$(head_seq)" "$before"
planvakt_json holidays add 2026-05-15 'Stängt för flytt'
it "another name is another matter" json_is '$.name' 'Stängt för flytt'
planvakt_json holidays 2026
it "the day is one still" is "$(rows | grep '^2026-05-15')" \
    '2026-05-15 Stängt för flytt'
must planvakt status
must planvakt_json holidays remove 2026-05-15
it "it is removed" succeeds
planvakt_json holidays 2026
it "and gone" is "$(rows | grep -c '^2026-05-15')" 0

before=$(head_seq)
planvakt holidays remove 2026-05-15
it "once is enough" refuses '2026-05-15'
planvakt holidays remove 2026-12-25
it "what the law has stays" refuses '2026-12-25'
planvakt holidays add 2026-02-29 'Skottdag'
it "a day is one" refuses 'date'
planvakt holidays add 15/5 'Klämdag'
it "and written as one" refuses 'YYYY-MM-DD'
planvakt holidays add 2026-05-15 ''
it "it has a name" refuses 'name'
planvakt holidays add 2026-05-15
it "which is given" is "$status" 2

# --- who may ----------------------------------------------------------------

new_key auditor
must planvakt key add revisor "$work/keys/auditor.pub" --role auditor
before=$(head_seq)
who=auditor
planvakt_json holidays 2026
it "anyone may see them" succeeds
planvakt holidays add 2026-05-15 'Klämdag'
it "the coordinator says when it is closed" refuses 'coordinator'
planvakt holidays remove 2026-05-15
it "and when no longer" refuses 'coordinator'
who=coordinator
it "what was refused is not in the log" is "$(head_seq)" "$before"

# --- what it changes --------------------------------------------------------

# 15 May is a Friday: with it closed the next run is the Monday after.
must planvakt holidays add 2026-05-15 'Klämdag'
stop
start --at 2026-05-13T09:00
heard 'run 2026-05-13' || bail "there was no run"
planvakt_json status
it "no run on Ascension nor on the closed day after" \
    json_is '$.runs.next' 2026-05-18T08:00+02:00
must planvakt holidays remove 2026-05-15
planvakt_json status
it "a day that is open again has its run" \
    json_is '$.runs.next' 2026-05-15T08:00+02:00
stop
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
