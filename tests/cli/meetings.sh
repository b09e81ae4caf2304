#!/bin/sh
# SPDX-License-Identifier: ISC
# Meetings: a year's dates from a table of either kind, the days by which
# papers must be ready, and what status and the week's letter tell of them.
. "${0%/*}/lib.sh"

examples=$(cd "${0%/*}/../../examples" && pwd)
new_state 2026-01-02T08:30
start --at 2026-01-02T08:30:00
must planvakt ping

# --- two tables of one year -------------------------------------------------

must planvakt meeting body Bildningsnämnden --time 13.30
must planvakt meeting body utskottet --committee-of bildningsnämnden \
    --time 'kl. 9'
planvakt_json meeting import "$examples/sammantraden-tabell.csv" --dry-run
it "a table of months is read" json_is '$.added' 13
it "its notes are passed over and told" json_is '$.passed' '[12,13]'
it "every cell is understood" json_is '$.unread' '[]'
must planvakt meeting import "$examples/sammantraden-tabell.csv"
it "which is no error" \
    grep -qx 'lines 12–13 are notes and were passed over' "$work/err"
must planvakt_json meeting list
cp "$work/out" "$work/of-table"
before=$(head_seq)
planvakt meeting import "$examples/sammantraden-tabell.csv"
it "the same file again adds nothing" \
    grep -q '^nothing changed: 0 added, 0 changed, 13 unchanged$' "$work/out"
planvakt meeting import "$examples/sammantraden.csv"
it "the table of rows says the same" \
    grep -q '^nothing changed: 0 added, 0 changed, 13 unchanged$' "$work/out"
it "and nothing of it is in the log" is "$(head_seq)" "$before"
must planvakt_json meeting list
it "the meetings are the same" cmp "$work/out" "$work/of-table"

for name in sammantraden sammantraden-tabell; do
	python3 "${0%/*}/office_files.py" xlsx "$work/$name.xlsx" \
	    <"$examples/$name.csv" || bail "no document was written"
	planvakt meeting import "$work/$name.xlsx"
	it "nor does a document: $name.xlsx" grep -q \
	    '^nothing changed: 0 added, 0 changed, 13 unchanged$' "$work/out"
done

# Utskottet 24 March: 23, 20, 19, 18, 17, 16, 13, 12, 11, 10 March.
planvakt_json meeting list --from 2026-03-01 --to 2026-04-30
it "a board's papers are due with its committee's" json_query_is "select
    group_concat(value ->> 'body' || ' ' || (value ->> 'date') || ' ' ||
    (value ->> 'time') || ' ' || (value ->> 'papers'), ', ')
    from said, json_each(doc)" "utskottet 2026-03-24 09:00 2026-03-10, \
Bildningsnämnden 2026-04-14 13:30 2026-03-10"

# --- what is odd in a table -------------------------------------------------

table()
{
	printf '%s\n' "$@" >"$work/table.csv"
	planvakt meeting import "$work/table.csv"
}

printf 'Rådslag;Datum\nKS;2026-05-12\n' >"$work/table.csv"
planvakt meeting import "$work/table.csv" --column body=Rådslag --dry-run
it "a heading may be chosen" succeeds
it "and is read" grep -q '1 added' "$work/out"
table 'Månad;KS' 'Januari;29' 
it "a year is asked for" refuses 'names no year: give it with --year'
table 'Månad 2026;KS' 'April;31'
it "a day that is none is refused" \
    refuses 'line 2 of .*: 31 is no day of 2026-04, in the column KS'
table 'Månad 2026;KS' 'Januari;29 kl. 13.00, 30/1 kl 9 och 31' 'Februari;5 inställt'
it "times and several days are read" grep -q '^meetings: 3 added' "$work/out"
it "a cell that says more is told, not guessed" \
    grep -q 'not read: line 3, KS: 5 inställt$' "$work/err"
planvakt_json meeting list --body ks
it "each has its time" json_query_is "select group_concat(coalesce(
    value ->> 'time', '-'), ' ') from said, json_each(doc)" "13:00 09:00 -"
table 'Organ;Datum' 'KS;31 juni 2026'
it "so is a row's" refuses 'line 2: date: is not a date'
table 'Organ;Datum' ';2026-05-04'
it "a meeting of nobody is refused" refuses 'line 2 of .* has a date and no body'
table 'Organ;Datum;Anmärkning' 'KS;2026-05-04;inställt'
it "a column that nobody reads is told" \
    grep -q 'not read: the column Anmärkning$' "$work/err"
must planvakt meeting drop KS 2026-05-04 --reason 'Inställt'
table 'Frukt;Antal' 'Äpple;3'
it "what is no table of meetings is refused" refuses 'no heading that is known'
table 'Månad;KS' 'Inget här;x'
it "one without meetings, too" refuses 'has no meetings in it'

# --- moved and not held -----------------------------------------------------

sed 's/;2026-09-22;13:30/;2026-09-23;14:00/; s/;2026-06-09;13:30/;2026-06-09;15:00/' \
    "$examples/sammantraden.csv" >"$work/moved.csv"
planvakt meeting import "$work/moved.csv"
it "a changed time is changed and told" grep -qxF \
    'Bildningsnämnden 2026-06-09: 13:30 -> 15:00' "$work/out"
it "a moved day is told, and stays until somebody says it" grep -qxF \
    "Bildningsnämnden 2026-09-22 is not in the file: moved, or not held? planvakt meeting drop Bildningsnämnden 2026-09-22 --reason TEXT" \
    "$work/out"
must planvakt meeting drop Bildningsnämnden '22 september 2026' \
    --reason 'Flyttat till den 23'
planvakt meeting import "$work/moved.csv"
it "then the file says nothing new" \
    is "$(cat "$work/out")" "nothing changed: 0 added, 0 changed, 13 unchanged"
planvakt meeting import "$examples/sammantraden.csv" --dry-run
it "what was taken out stays so, and is told" \
    grep -q '^Bildningsnämnden 2026-09-22 was taken out before and stays so' \
    "$work/out"
planvakt log list
it "the record tells it in a sentence" grep -q \
    'took out the meeting of Bildningsnämnden on 22 September 2026: Flyttat' \
    "$work/out"

# --- status and the week's letter -------------------------------------------

must planvakt_json status
it "status counts what is to come" json_is '$.meetings_count' 16
# Before 20 January: 19, 16, 15, 14, 13, 12, 9, 8, 7, 5.
it "and lists it" json_is '$.meetings[0]' \
    '{"body":"Samrådet","date":"2026-01-20","time":null,"papers":"2026-01-05"}'
planvakt
it "the first screen has the next ones" \
    grep -qE '^2026-01-27 +09:00 +utskottet +papers ready 2026-01-13$' "$work/out"
stop
start --at 2026-01-05T08:00:01
it "the week's letter is sent" heard 'delivered dispatch'
it "with the papers' days" grep -qF \
    'utskottet den 27 januari klockan 09.00. Handlingar klara den 13 januari.' \
    "$(mail_files samordnare@kommun.example | tail -n 1)"

# --- as people and spreadsheets write days and times ------------------------

# 12 January 2026 is a Monday, 27 January a Tuesday, 9 February a Monday.
table 'Månad 2026;BN' 'Januari;må 12, ti 27' 'Februari;måndag 9' 'Mars;ti 2, tis. 3'
it "a day may have its weekday" grep -q '^meetings: 3 added' "$work/out"
it "one that it is not is told" \
    grep -q 'not read: line 4, BN: ti 2, tis. 3$' "$work/err"
table 'Organ;Datum;Tid' 'GN;2026-05-05;08:15:00' 'GN;2026-05-06;01:30:00 PM'
planvakt_json meeting list --body gn
it "a time is read as a spreadsheet shows it" json_query_is "select group_concat(
    value ->> 'time', ' ') from said, json_each(doc)" "08:15 13:30"

# --- rights -----------------------------------------------------------------

new_key revisor
must planvakt key add revisor "$work/keys/revisor.pub" --role auditor
who=revisor
planvakt meeting list
it "an auditor reads them" succeeds
planvakt meeting drop Utskottet 2026-01-27 --reason x
it "and changes none" refuses "needs a coordinator's key"
who=coordinator
stop
must planvaktd check --state "$state"
it "the record holds" succeeds
finish
