#!/bin/sh
# SPDX-License-Identifier: ISC
# The situation picture of examples/iakttagelser.csv: leaflets, stickers and
# graffiti that rise in the spring of 2026 and before Pride, and EST reports.
. "${0%/*}/lib.sh"

table=${0%/*}/../../examples/iakttagelser.csv

# What the table itself says of a kind in weeks from $2 to $3 of 2026: rows and
# the sum of their counts.
counted()
{
	awk -F ';' -v kind="$1" -v first="$2" -v last="$3" '
		$3 == kind && $1 ~ / 2026$/ {
			split($1, week, " ")
			if (week[2] >= first && week[2] <= last) {
				rows++
				sum += $7
			}
		}
		END { print rows + 0, sum + 0 }' "$table"
}

says()
{
	grep -qE -e "$1" "$work/out"
}

new_state 2026-06-08T09:00
start --at 2026-06-08T09:00
for name in school auditor; do
	new_key "$name"
done
must planvakt department add bun 'Barn- och utbildning' --mail bun@kommun.example
must planvakt key add skolan "$work/keys/school.pub" --role department \
    --department bun
must planvakt key add revisor "$work/keys/auditor.pub" --role auditor

planvakt_json observation import "$table" --dry-run
it "a dry run counts the rows" json_is '$.added' 187
planvakt_json observation list
it "and stores none" json_query_is "select json_array_length(doc) from said" 0
planvakt_json observation import "$table"
it "the weekly table is read" json_is '$.added' 187
before=$(head_seq)
planvakt observation import "$table"
it "the same table again" succeeds
it "adds nothing" says 'nothing changed: 0 added, 0 changed, 187 unchanged'
it "and is not logged" is "$(head_seq)" "$before"
cp "$table" "$work/wrong.csv"
echo 'v. 23 2026;vbe;Klotter;;;;många;;' >>"$work/wrong.csv"
planvakt observation import "$work/wrong.csv"
it "a row that is wrong is told" refuses 'line 189: count'
planvakt_json observation list
it "and none is taken" json_query_is "select json_array_length(doc) from said" 187

printf 'När;Vad;Fritext\n2026-03-03;Klotter;T\n' >"$work/own.csv"
planvakt observation import "$work/own.csv" --dry-run
it "headings of one's own are asked for" refuses '--column kind=HEADING'
planvakt_json observation import "$work/own.csv" --dry-run \
    --column kind=Vad --column date=När --column text=Fritext
it "and named" json_is '$.added' 1

# Weeks 10 to 14 of 2026 begin in March: on 2, 9, 16, 23 and 30 March.
planvakt_json picture --from 2026-03-01 --to 2026-03-31 --by kind
it "March is counted" json_query_is \
    "select value ->> 'count' from said, json_each(doc, '\$.rows')
     where value ->> 'kind' = 'graffiti'" \
    "$(counted Klotter 10 14 | cut -d ' ' -f 2)"
it "leaflets, stickers and graffiti rise" json_query_is \
    "select group_concat(value ->> 'kind') from said, json_each(doc, '\$.rows')
     where value ->> 'alert' = 'high'" leaflet,poster,graffiti
it "of the kinds that could be looked at" json_is '$.departing' 3
it "and what nobody has reported on is told" json_query_is \
    "select count(*) from said, json_each(doc, '\$.unreported')
     where value in ('recruitment', 'threat')" 2
must planvakt picture --from 2026-03-01 --to 2026-03-31 --by slag --by månad
planvakt_json picture --from 2025-11-01 --to 2026-05-31 --by month --by kind
it "spring, and the weeks before Pride" json_query_is \
    "select group_concat(distinct value ->> 'month') from said,
     json_each(doc, '\$.rows') where value ->> 'alert' = 'high'" \
    2026-03,2026-04,2026-05
planvakt_json picture --from 2025-03-01 --to 2025-03-31
it "a year earlier it is too short to tell" json_query_is \
    "select group_concat(distinct value ->> 'alert') from said,
     json_each(doc, '\$.rows')" short
planvakt picture --from 2026-03-01 --to 2026-03-31
it "the table says what departs" says 'graffiti .* high'
it "and asks what was not reported" says 'not seen, or not reported\? '
planvakt status
it "the first screen has that under what it is about" is \
    "$(grep -B 1 '^not seen' "$work/out" | head -n 1)" 'situation picture'
planvakt picture --from 2026-03-01 --to 2026-03-31
it "and how much was looked at" says 'looked at [0-9]+ cells: 3 departs'
spoken=sv_SE.UTF-8
planvakt picture --from 2026-03-01 --to 2026-03-31
it "in Swedish too" says 'klotter eller symbol .* högt'
planvakt kind list
it "and the kinds" says '^klotter eller symbol +vbe'
spoken=

# --- who reads what
who=school
planvakt observation add --date 2026-06-04 --area vbe --kind klotter \
    --place Skolgården --text 'Hemliga ord'
it "a school reports with its own key" succeeds
planvakt observation list
it "and reads what it wrote" says 'Hemliga ord'
it "and nothing else" is "$(grep -c 2026 "$work/out")" 1
planvakt observation list --all
it "of all there is the picture" refuses 'planvakt picture'
who=auditor
planvakt observation add --date 2026-06-04 --area vbe --kind klotter --text T
it "an auditor reports nothing" refuses 'department'
planvakt observation list
it "and reads none" is "$(cat "$work/out")" ''
planvakt picture --from 2026-01-01 --to 2026-01-31
it "but counts, no small ones" says 'fewer than three'
planvakt picture --from 2026-03-02 --to 2026-03-03
it "of whole months" refuses 'whole months'
planvakt log list
it "and that something was reported" says 'reported an observation'
it "not what" is "$(grep -c -e Hemliga -e Skolg "$work/out")" 0
who=coordinator
planvakt observation add --date 2026-06-04 --area vbe --kind klotter \
    --place 'Storgatan 5, 2 tr' --text T
it "a home is no place" refuses 'home address'

# --- problems
must planvakt problem add 'Klotter i centrum' --area vbe
must planvakt plan add p --title Planen
must planvakt activity add --plan p --activity Sanera --purpose P \
    --timeframe 2026 --lead bun --problem 'klotter i centrum'
planvakt problem list
it "activities answer problems" says 'Klotter i centrum .* 1$'

stop
planvaktd check --state "$state"
it "the log says the same" succeeds
finish
