#!/bin/sh
# SPDX-License-Identifier: ISC
# Where a code is wanted, a name, an alias or capitals will do, and the log has
# the code; a name that is nobody's is answered with the nearest.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
import_plan

planvakt_json activity list --department 'KOMMUNSTABEN' --plan VBE-2022
it "a list knows a name and capitals" json_is '$[0].lead' ks
planvakt_json activity assign 7 Amf --cooperating 'barn och utbildning' \
    --cooperating KS
it "a near name is asked after" refuses \
    'no department .*did you mean .*buf'
planvakt_json activity assign 7 Amf --cooperating \
    'Barn och utbildningsförvaltningen' --cooperating KS
it "a write knows an alias" json_is '$.lead' af
it "and each of several names" json_is '$.cooperating' '["buf","ks"]'
planvakt_json log list --activity 7
it "the log has the codes" json_query_is "select count(*) from said,
    json_each(doc) where value like '%af%buf%ks%'" 1
planvakt_json update 7 --status pågående --reported-by Arbetsmarknadsförvaltningen
it "a status may be Swedish" json_is '$.status' started
planvakt plan show 'plan 2022'
it "a plan has its title" succeeds
planvakt update 7 --status strated
it "a word of a set is asked after" refuses 'did you mean "started"'
planvakt update 7 --status gul
it "else its rule is said" refuses 'status: is none of: planned started done'
planvakt activity list --department kx
it "so is a short code" refuses 'no department "kx": did you mean "ks"'
planvakt notice list --department nowhere
it "what is like nothing is looked up" refuses 'planvakt department list'
planvakt department add NY Nytt --mail ny@kommun.example
it "a new code is not looked up" refuses 'code:'
planvakt_json import "$work/plan.csv" --plan 'Plan 2022' --dry-run
it "an import knows the title" json_is '$.added' 0
planvakt export "$work/out.csv" --plan VBE-2022
it "so does an export" succeeds
planvakt_json import "$work/out.csv" --plan 'PLAN 2022'
it "which comes back under it" json_is '$.unchanged_rows' 9

# --- what is unclear for want of words --------------------------------------

printf '%s\n' 'Aktivitet;Syfte;Tidplan;Ansvarig' 'Samtal om tro;x;2022;' \
    'Samtal om oro;x;;KS' >"$work/empty.csv"
must planvakt import "$work/empty.csv" --plan vbe-2022
planvakt activity list --unclear --search Samtal
it "an empty time is said to be none" grep -q '^    no time is given$' \
    "$work/out"
it "an empty owner too" grep -q '^    nobody is named who leads$' "$work/out"
id=$(sed -n 's/^ *\([0-9]*\)  Samtal om tro.*/\1/p' "$work/out")
planvakt activity show "$id"
it "so does the activity itself" grep -q \
    '^unclear  *nobody is named who leads$' "$work/out"
it "and has no line without words" is "$(grep -c '^owner text' "$work/out")" 0
planvakt status
it "and the first screen" grep -q \
    "^ *$id .*Samtal om tro.*nobody is named who leads" "$work/out"

# --- a department's morning -------------------------------------------------

# What status lists, as "unclear|answered": numbers of activities.
morning()
{
	planvakt_json status
	ask_json "select
	    (select group_concat(value ->> 'id')
	     from json_each(doc, '\$.unclear')),
	    (select group_concat(value ->> 'activity')
	     from json_each(doc, '\$.answered')), doc ->> '\$.answered_count'
	    from said"
}

for department in bg sf af ks; do
	new_key "$department"
	must planvakt key add "$department" "$work/keys/$department.pub" \
	    --role department --department "$department"
done
it "a coordinator's has all that is unclear or was answered" \
    is "$(morning)" '5,8,10,11|7|1'
who='bg'
it "a department's is of what it leads or joins: of nothing" \
    is "$(morning)" '||0'
who=af
it "or of what it leads, and of what it joins" is "$(morning)" '8|7|1'
who=sf
it "or of what it leads alone" is "$(morning)" '8||0'
who=ks
it "each of its own" is "$(morning)" '5,11|7|1'

finish
