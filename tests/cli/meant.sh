#!/bin/sh
# SPDX-License-Identifier: ISC
# What cannot be meant is refused, and what is cut says so: dates of a wrong
# year, filters that name nothing, answers without room.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
import_plan # adopted on 2022-01-10

# --- dates ------------------------------------------------------------------

before=$(head_seq)
while IFS='|' read -r reason words; do
	# shellcheck disable=SC2086 # words
	planvakt $words
	it "$words" refuses "$reason"
done <<'END'
done_on: is not from 1990 to 2099: look at the year|update 1 --status done --done-on 1800-01-01
done_on: is in the future|update 1 --status done --done-on 2022-06-14
done_on: is before plan "vbe-2022" was adopted, on 2022-01-10|update 1 --status done --done-on 2022-01-09
expected: is past|update 1 --expected 2022-06-12
expected: is not from 1990 to 2099|update 1 --expected 1822-06-30
adopted: is not from|plan add a --title A --adopted 1822-01-01
adopted: is not from|plan add a --title A --adopted 2122-01-01
adopted: is not a date: write|plan add a --title A --adopted 2202-01-01
adopted: is not a date that exists|plan add a --title A --adopted 2022-02-30
adopted: is more than a year ahead|plan add a --title A --adopted 2023-06-15
adopted: is more than a year ahead|plan edit vbe-2022 --adopted 2032-01-10
valid_until: is not from|plan add a --title A --valid-until 1822-01-01
valid_until: is before the plan was adopted|plan edit vbe-2022 --valid-until 2022-01-09
on: is before plan "vbe-2022" was adopted|plan follow-up vbe-2022 --on 2022-01-09 --decision x
on: is not from|plan follow-up vbe-2022 --on 1922-01-09 --decision x
on: is in the future|plan follow-up vbe-2022 --on 2022-06-14 --decision x
timeframe: It is not from 1990 to 2099|activity move 2 1822-06-30 --decision x
timeframe: is before plan|activity move 2 2021 --decision x
timeframe: It is not from|activity add --plan vbe-2022 --activity a --purpose b --timeframe 1822-06-30 --lead ks
year: is not a whole number from 1990 to 2099|activity add --plan vbe-2022 --activity a --purpose b --timeframe vt --year 1922 --lead ks
until: is not after today|snooze 1 --until 2022-06-13
until: is not from|snooze 1 --until 1822-06-20
until: is not from|notice pause --until 1822-06-20 --reason x
from: is not from|quiet add 1822-07-01 1822-07-31
to: is not from|quiet add 2099-12-31 2100-01-02
date: is not from|holidays add 1822-07-01 x
to: .*: planvakt notice list --since 2022-05-01 shows what was sent|rehearse --from 2022-05-01 --to 2022-06-12
from: is not from|rehearse --from 1822-05-01 --to 2022-07-01
END
it "nothing of it was written" is "$(head_seq)" "$before"

# What is at the edge can be meant.
for words in 'update 1 --status done --done-on 2022-01-10' \
    'plan add b --title B --adopted 2023-06-14 --valid-until 2023-06-14' \
    'plan follow-up vbe-2022 --on 2022-01-10 --decision x' \
    'activity move 2 2022-01-10 --decision x' \
    'holidays add 1990-01-01 x' 'holidays add 2099-12-31 x'; do
	# shellcheck disable=SC2086 # words
	planvakt $words
	it "$words" succeeds
done

# A table with such a time says its line.
printf '%s\n' 'Aktivitet;Tidplan;Ansvarig' 'Gör ett;1822-06-30;Kommunstaben' \
    'Gör två;2022;Kommunstaben' >"$work/wrong.csv"
planvakt import "$work/wrong.csv" --plan b
it "nor is one imported" \
    refuses 'line 2, timeframe: It is not from 1990 to 2099.*--skip-invalid'

printf '%s\n' 'Aktivitet;Tidplan;Ansvarig' ';2022;Kommunstaben' \
    'Gör två;2022;Kommunstaben' 'Gör ett;1822-06-30;Kommunstaben' \
    >"$work/wrong.csv"
planvakt import "$work/wrong.csv" --plan b --dry-run
it "nor a line without an activity" refuses 'line 2 of .* has no activity'
planvakt_json import "$work/wrong.csv" --plan b --dry-run --skip-invalid
it "both can be passed over" json_query_is \
    "select json_extract(doc, '\$.added', '\$.skipped',
	'\$.columns.passed') from said" '[1,1,[2]]'

# --- days that are past -----------------------------------------------------

planvakt_json rehearse --from 2022-06-10 --to 2022-07-01
it "who begins in the past is answered" is "$status" 0
it "and told" grep -q \
    '^the days before 2022-06-13 are past: planvakt notice list --since 2022-06-10 shows' \
    "$work/err"
planvakt rehearse --from 2022-06-13 --to 2022-07-01
it "who begins today is not" succeeds
planvaktd rehearse --state "$state" --from 2022-05-01 --to 2022-06-12
it "planvaktd says the same" refuses \
    'days before 2022-06-13 are past: planvakt notice list --since 2022-05-01'
planvaktd rehearse --state "$state" --from 2022-06-10 --to 2022-07-01
it "of days of which some are past too" grep -q 'before 2022-06-13 are past' \
    "$work/err"

# --- filters ----------------------------------------------------------------

planvakt department list
while IFS='|' read -r reason words; do
	# shellcheck disable=SC2086 # words
	planvakt $words
	it "$words" refuses "$reason"
done <<'END'
no activity 999|log list --activity 999
no key named "nemo"|log list --by nemo
to: is before from|log list --from 2022-06-13 --to 2022-06-12
from: is in the future|log list --from 2022-06-14
to: is before the log began, on 2022-06-13|log list --to 2022-06-12
the log has [0-9]+ entries|log list --since 9999
the log has [0-9]+ entries|watch --since 9999
no activity 999|notice list --activity 999
no message 999|notice list --dispatch 999
no department "nemo"|notice list --department nemo
is none of|notice list --state sent
since: is in the future: planvakt rehearse|notice list --since 2022-06-14
since: is not from|notice list --since 1822-06-14
no plan "nemo"|activity list --plan nemo
no department "nemo"|activity list --department nemo
"late" is no status.*--overdue|activity list --status late
is none of|activity list --area xyz
no activity 999|activity notes 999
no activity 999|activity show 999
no plan "nemo"|ladder show --plan nemo
no plan "nemo"|plan show nemo
no plan "nemo"|export /dev/null --plan nemo --as csv
END
planvakt log list --since "$(head_seq)"
it "who has read all may ask for more" is "$status" 0
planvakt_json log list --from 2022-06-13 --to 2022-06-13 --people
it "what people did on a day can be asked for" json_query_is \
    "select group_concat(distinct value ->> 'role') from said, json_each(doc)" \
    coordinator

# --- answers that are cut ---------------------------------------------------

# Of 4,000 letters and some: 47 or 48 fit into 200,000 bytes.
long=$(printf '%4000s' '' | tr ' ' x)
i=0
while [ $i -lt 60 ]; do
	i=$((i + 1))
	must planvakt update 4 --note "$i $(printf '%s' "$long" | cut -c 5-)"
done
planvakt_json activity show 4
shown=$(ask_json "select json_array_length(doc, '\$.notes') from said")
it "of many notes some are shown" test "$shown" -gt 40 -a "$shown" -lt 60
it "the others are counted" json_is '$.notes_left_out' $((60 - shown))
planvakt activity show 4
it "and the table says where they are" grep -q \
    "^and $((60 - shown)) more: planvakt activity notes 4\$" "$work/out"
planvakt_json activity notes 4
it "all of them" json_query_is \
    "select count(*) || (select value ->> 'note' like '1 x%'
    from said, json_each(doc) limit 1) from said, json_each(doc)" 601

{
	echo 'Aktivitet;Tidplan;Ansvarig'
	seq -f 'Gör %.0f;2024;Kommunstaben' 130
} >"$work/many.csv"
must planvakt import "$work/many.csv" --plan b
planvakt_json log list --since $(($(head_seq) - 1))
planvakt_json log list --since $(($(head_seq) - 1))
it "an entry of many activities counts those that it leaves out" json_query_is \
    "select json_array_length(doc, '\$[0].activities') || ' ' ||
    (doc ->> '\$[0].activities_left_out') from said" '100 30'
planvakt log list --since $(($(head_seq) - 1))
it "the table counts them too" \
    grep -q 'imported 130 rows.*, activities [0-9]*–[0-9]* and 30 more$' "$work/out"

finish
