#!/bin/sh
# SPDX-License-Identifier: ISC
# A report of a plan, also as it was on a day that is past, and a page of all
# plans: what stands in them, in which languages and kinds of files.
. "${0%/*}/lib.sh"
here=${0%/*}

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
import_plan
must planvakt plan edit vbe-2022 --case-number 'KS <2022>/31'
new_key auditor
must planvakt key add revisor "$work/keys/auditor.pub" --role auditor
must planvakt update 1 --status started --note 'Första träffen & en till'
must planvakt activity drop 3 --reason 'Görs av "regionen"'

structured()
{
	"$here/html_structure.py" "$@"
}

# --- a day, and what was so at its end --------------------------------------

planvakt report "$work/june.html" --plan vbe-2022
it "a report is written" succeeds
it "and says of when it is" grep -q 'as of 2022-06-13 written' "$work/out"
it "it says that it is a rehearsal" \
    grep -q 'This is a rehearsal: none of it is real' "$work/june.html"
it "its structure can be followed" structured en "$work/june.html"
it "it has the plan's case number, escaped" \
    grep -q '<td>KS &lt;2022&gt;/31</td>' "$work/june.html"
it "the last note" grep -q 'Första träffen &amp; en till' "$work/june.html"
it "why something was given up" \
    grep -q 'Görs av &quot;regionen&quot;' "$work/june.html"
it "nothing that it replaces" is "$(grep -c Replaces "$work/june.html")" 0
planvakt report "$work/june-2.html" --plan vbe-2022
it "a second time it is the same bytes" \
    cmp "$work/june.html" "$work/june-2.html"
must planvakt report "$work/june.html" --plan vbe-2022 --final
must planvakt report "$work/june.html" --plan vbe-2022 --final
it "that it was handed over is recorded once" is \
    "$(planvakt log list && grep -c 'handed over the report' "$work/out")" 1

stop
start --at 2022-07-05T09:00
must planvakt meeting add KS 2022-09-13 13:00
must planvakt observation add --date 2022-06-14 --area vbe --kind klotter \
    --text 'Ett märke vid stationen' --count 2
must planvakt observation add --date 2022-06-14 --area vbe --kind flygblad \
    --text 'Flygblad' --count 17
must planvakt update 2 --status "done" --note 'Kartan är antagen'
must planvakt activity move 4 'Ht 2022' --decision 'SN § 7'
planvakt report "$work/july.html" --plan vbe-2022
it "the next names the one that it replaces" \
    grep -q 'Follow-up of .* as of 13 June 2022' "$work/july.html"
it "and begins the day after" \
    grep -q '<td>14 June 2022 to 5 July 2022</td>' "$work/july.html"
it "what was done since is in it" grep -q 'Kartan är antagen' \
    "$work/july.html"
it "and by which decision a date moved" grep -q 'by SN § 7' "$work/july.html"
it "it counts what was observed" grep -q '>17</td>' "$work/july.html"
it "one or two it does not" grep -q '>fewer than three</td>' \
    "$work/july.html"
it "nor their sum with 17, by which they were 2" is \
    "$(grep -cE '>19<|: 19' "$work/july.html")" 0
it "and repeats nobody's words" is \
    "$(grep -c 'stationen' "$work/july.html")" 0
planvakt report "$work/again.html" --plan vbe-2022 --as-of 2022-06-13
it "a day that is past is written" succeeds
it "as it was" is "$(grep -c 'Kartan är antagen' "$work/again.html")" 0
planvakt report "$work/again-2.html" --plan vbe-2022 --as-of 2022-06-13
it "in the same bytes each time" cmp "$work/again.html" "$work/again-2.html"
planvakt report "$work/late.txt" --plan vbe-2022 --since 2022-05-31
it "another beginning can be said" grep -q '^Period: 1 June 2022' \
    "$work/late.txt"

# --- kinds and languages ----------------------------------------------------

planvakt report - --plan vbe-2022
it "a - is text on standard output" grep -q '^Proposed decision$' "$work/out"
for kind in csv xlsx ods; do
	must planvakt report "$work/r.$kind" --plan vbe-2022
done
it "a table has a row an activity" is "$(wc -l <"$work/r.csv")" 10
it "that is told with its state" grep -q ',Given up,' "$work/r.csv"
python3 -m zipfile -e "$work/r.ods" "$work/ods"
it "a spreadsheet has dates as dates" \
    grep -q 'office:date-value="2022-06-30"' "$work/ods/content.xml"
spoken=sv_SE.UTF-8
planvakt report "$work/sv.html" --plan vbe-2022 --by mål
it "in a Swedish locale it is Swedish" structured sv "$work/sv.html"
it "to its last words" grep -q '<h2>Förslag till beslut</h2>' "$work/sv.html"
it "a row of its timeline begins as a sentence" is "$(sed -n \
    '/Tidslinje<\/h2>/,/Förslag till beslut/p' "$work/sv.html" |
    grep -cE '>(senast|löpande|från) |, (Pågår|Klar|Ej påbörjad|Utgår|Försenad)')" 0
planvakt page "$work/sida"
it "so is the page" structured sv "$work/sida/index.html"
it "which says of when it is, and promises no other" grep -qE \
    'skapades .* ur loggen till och med loggpost [0-9]+ och visar läget just då' \
    "$work/sida/index.html"
spoken=

# --- what cannot be ---------------------------------------------------------

planvakt report "$work/x.doc" --plan vbe-2022
it "another kind is refused" refuses 'html, txt, csv, xlsx, ods or pdf'
planvakt report "$work/x.html" --plan vbe-2022 --as-of 2022-07-06
it "a day to come is refused" refuses 'in the future'
planvakt report "$work/x.html" --plan vbe-2022 --as-of 2022-06-31
it "a day that is none" refuses 'is not a date that exists'
planvakt report "$work/x.html" --plan vbe-2022 --as-of midsommar
it "and what has not the form of one" refuses 'YYYY-MM-DD'
planvakt report "$work/x.html" --plan vbe-2022 --as-of 2022-06-12
it "a day before the log" refuses 'before the log begins'
planvakt report "$work/x.html" --plan vbe-2022 --since 2022-07-05
it "a beginning that is no earlier" refuses 'not before 2022-07-05'
planvakt report "$work/x.html" --plan vbe-2022 --by nothing
it "another order" refuses 'department or goal'
planvakt report "$work/x.html" --plan nowhere
it "a plan that is not there" refuses 'nowhere'
run env PATH="$work" "$programs/planvakt" --socket "$socket" \
    --key "$work/keys/coordinator" report "$work/x.pdf" --plan vbe-2022
it "a PDF where nothing makes one" refuses 'weasyprint'
planvakt report /dev/full --as txt --plan vbe-2022
it "a full disk is named" refuses 'No space left on device'
it "and no half of any is left" is "$(find "$work" -name 'x.*')" ''

# --- the page ---------------------------------------------------------------

planvakt --key "$work/keys/auditor" page "$work/page"
it "an auditor's key makes the page" succeeds
it "whose structure can be followed" structured en "$work/page/index.html"
it "which says how old it is" grep -q 'made on 2022-07-05 09:0' \
    "$work/page/index.html"
it "and that it is a rehearsal" \
    grep -q 'This is a rehearsal: none of it is real' "$work/page/index.html"
it "who meets next" grep -q '>KS</th>' "$work/page/index.html"
it "what is late" grep -q '<h2>What is late</h2>' "$work/page/index.html"
it "it lies beside a workbook and a calendar, and nothing else" is \
    "$(find "$work/page" -type f | wc -l)" 3
planvakt --key "$work/keys/auditor" report "$work/a.html" --plan vbe-2022 \
    --final
it "only the coordinator hands a report over" refuses "coordinator's key"
planvakt page "$work/keys/auditor"
it "a file is no folder" refuses 'cannot write into'

become "$programs/planvakt" --socket "$socket" --key "$work/keys/auditor" \
    watch --exec "echo x >>$work/runs" >"$work/watched" 2>&1 </dev/null &
watcher=$!
must planvakt update 1 --note 'Tredje'
changed()
{
	must planvakt update 1 --note "Träff $(date +%N)"
	[ -s "$work/runs" ]
}
it "a command is run after a change" eventually changed
kill "$watcher"
finish
