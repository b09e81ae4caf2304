#!/bin/sh
# SPDX-License-Identifier: ISC
# `planvakt timeline`: bars that fit the terminal, and the same in JSON and CSV.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
planvakt timeline
it "without plans it says so" is "$(cat "$work/out" "$work/err")" \
    'no activities match'
import_plan
must planvakt update 1 --status "done"
must planvakt activity move 6 snarast --decision 'KS § 1'
stop
start --at 2022-09-12T09:00
terminal=$(cd "${0%/*}" && pwd)/terminal.py

at_terminal()
{
	(become PAGER=cat TERM=dumb /usr/bin/python3 "$terminal" --columns "$1" \
	    "$programs/planvakt" --socket "$socket" \
	    --key "$work/keys/coordinator" timeline --plan vbe-2022) \
	    >"$work/out" 2>"$work/err" </dev/null
	status=$?
	sed -i 1d "$work/out"
}

# The widest line, in letters; awk may count bytes.
widest()
{
	python3 -c 'import sys
print(max(len(line.rstrip("\n")) for line in sys.stdin))' <"$work/out"
}

row()
{
	grep -E "^ *$1 " "$work/out"
}

at_terminal 80
it "it fits 80 columns" test "$(widest)" -le 80
it "and uses them" test "$(widest)" -gt 75
it "a bar, what is late, today" is "$(row 2 | cut -c 1-5)" ' 2 ! '
it "late is told by signs" is "$(row 2 | grep -c '░!!*│')" 1
it "done too" is "$(row 1 | grep -c '✓ █* *│')" 1
it "what has no date has no bar" is "$(row 6 | grep -c '? *│ *Gör ett')" 1
it "the letters are explained" is "$(grep -c '│ today, 2022-09-12' \
    "$work/out")" 1
at_terminal 160
it "it grows with the terminal" test "$(widest)" -gt 120
it "and fits it" test "$(widest)" -le 160
at_terminal 40
it "a narrow one gets what there is room for" test "$(widest)" -le 60
spoken=C
at_terminal 80
it "without UTF-8 the bars are ASCII" is "$(row 2 | grep -c '! \.\.*!!*|')" 1
it "and fit" test "$(widest)" -le 80
spoken=sv_SE.UTF-8
at_terminal 80
it "in Swedish" grep -q 'i dag, 2022-09-12' "$work/out"
it "by its months" grep -q '^ *j f m *a m *j j *a s *o n d' "$work/out"
unset spoken

planvakt timeline
it "without a terminal nothing is cut" grep -q \
    'aktuell, även efter planens första år$' "$work/out"
planvakt_json timeline --plan vbe-2022
it "JSON has a row an activity" json_query_is \
    "select count(*) from said, json_each(doc)" 9
it "with how late it is" json_query_is "select value ->> 'days_late'
    from said, json_each(doc) where value ->> 'id' = 2" 74
it "and the day" json_is '$[0].today' 2022-09-12
planvakt --format csv timeline --plan vbe-2022
it "CSV has the same" grep -q \
    '^2,vbe-2022,.*,2022-01-01,2022-06-30,2022-06-30,ks,planned,0,true,74,' \
    "$work/out"
planvakt timeline --plan saknas
it "a plan that is not there" refuses saknas
finish
