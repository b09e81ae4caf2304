#!/bin/sh
# SPDX-License-Identifier: ISC
# A plan comes in from a file, in the forms that spreadsheets write, and again
# without harm.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
add_departments
for code in main other cp1252 comma tab header; do
	must planvakt plan add "$code" --title "Plan $code" \
	    --adopted 2022-01-10
done

write_plan >"$work/plain.csv"
{
	printf '\357\273\277'
	sed 's/$/\r/' "$work/plain.csv"
} >"$work/plan.csv"

# What was read of a plan, in one line an activity.
read_plan()
{
	must planvakt_json activity list --plan "$1"
	ask_json "select value ->> 'activity', value ->> 'purpose',
	    value ->> 'timeframe', value ->> 'due', value ->> 'lead',
	    value ->> 'cooperating', value ->> 'owner_text',
	    value ->> 'unclear' from said, json_each(doc) order by value ->> 'id'"
}

field()
{
	json_query_is "select value ->> '$2' from said, json_each(doc)
	    order by value ->> 'id' limit 1 offset $(($1 - 1))" "$3"
}

# --- a dry run --------------------------------------------------------------

before=$(head_seq)
planvakt_json import "$work/plan.csv" --plan main --dry-run
it "a dry run succeeds" succeeds
it "and says what it would add" json_is '$.added' 9
it "and that it was one" json_is '$.dry_run' 1
it "it is not in the log" is "$(head_seq)" "$before"
planvakt_json activity list --plan main
it "nor in the plan" json_query_is \
    "select json_array_length(doc) from said" 0

# --- the plan ---------------------------------------------------------------

planvakt_json import "$work/plan.csv" --plan main
it "the plan is imported" is "$status" 0
it "nine activities" json_is '$.added' 9
it "each with its line in the file" json_query_is \
    "select group_concat(value ->> 'line', ' ') from said,
     json_each(doc, '$.activities')" '2 3 4 5 6 7 8 9 10'
it "one cell could not be read as it stands" json_query_is \
    "select json_array_length(doc, '$.unread') from said" 1
it "that of line 6" json_is '$.unread[0].line' 6
it "its owner" json_is '$.unread[0].column' owner
it "by the words that name no department" json_query_is \
    "select doc ->> '$.unread[0].text' like '%saknar kursen%' from said" 1
it "it is one entry of the log" is "$(head_seq)" "$((before + 1))"

planvakt_json activity list --plan main
it "the plan has nine" json_query_is "select json_array_length(doc) from said" 9
it "a term begins in January" field 1 timeframe \
    '{"text":"Vt 2022","kind":"fixed","start":"2022-01-01","end":"2022-06-30"}'
it "two terms are a year" field 5 timeframe \
    '{"text":"Ht 2022 – Vt 2023","kind":"fixed","start":"2022-07-01","end":"2023-06-30"}'
it "a year is one" field 7 timeframe \
    '{"text":"2022","kind":"fixed","start":"2022-01-01","end":"2022-12-31"}'
it "Kommunstaben leads seven" json_query_is "select count(*) from said,
    json_each(doc) where value ->> 'lead' = 'ks'" 7
it "Socialförvaltningen two" json_query_is "select count(*) from said,
    json_each(doc) where value ->> 'lead' = 'sf'" 2
it "who cooperates is found behind the words" field 3 cooperating '["bg","af"]'
it "a department may have an 'och' in its name" field 8 cooperating \
    '["buf","kff","af"]'
it "what names no department is kept" field 5 owner_text \
    'Kommunstaben, i samverkan med de förvaltningar som saknar kursen'
it "and flagged" field 5 unclear '["cooperating"]'
it "so are equals, until one is said to lead" field 8 unclear '["equal"]'
it "nothing else is" json_query_is "select count(*) from said,
    json_each(doc) where json_array_length(value, '$.unclear') > 0" 2
planvakt_json status
it "the status lists them" json_query_is \
    "select doc ->> '$.unclear[0].id', doc ->> '$.unclear[1].id',
     json_array_length(doc, '$.unclear') from said" '5|8|2'

# --- again ------------------------------------------------------------------

before=$(head_seq)
planvakt_json import "$work/plan.csv" --plan main
it "the same file again succeeds" is "$status" 0
it "says that nothing changed" json_is '$.unchanged' 1
it "added nothing" json_is '$.added' 0
it "and is not in the log" is "$(head_seq)" "$before"

must planvakt activity edit 2 --purpose 'Ett arbete, en plan'
before=$(head_seq)
planvakt_json import "$work/plan.csv" --plan main
it "what was edited since is not undone" is \
    "$(head_seq) $(planvakt_json activity show 2 && json '$.purpose')" \
    "$before Ett arbete, en plan"

sed 's/^\(Gör ett uppslag.*\);Ht 2022;/\1;Vt 2023;/' "$work/plain.csv" \
    >"$work/moved.csv"
planvakt import "$work/moved.csv" --plan main
it "a changed timeframe takes a decision" refuses 'decision'
it "and without one nothing is changed" is "$(head_seq)" "$before"
planvakt_json import "$work/moved.csv" --plan main --decision 'KS 2022/41'
it "with one it is" json_is '$.changed' 1
planvakt_json activity show 6
it "the due date moves" json_is '$.due' 2023-06-30
it "under that decision" json_query_is \
    "select value ->> 'decision' from said, json_each(doc, '$.history')
     order by value ->> 'version' desc limit 1" 'KS 2022/41'
it "and is known from before" json_is '$.original_due' 2022-12-31

grep -v '^Pröva' "$work/moved.csv" >"$work/short.csv"
echo 'Ordna ett möte;Alla på samma plats;Q1 2023;Kommunstaben' \
    >>"$work/short.csv"
planvakt_json import "$work/short.csv" --plan main
it "a row that is new is added" json_is '$.added' 1
it "one that is gone is told" json_is '$.missing[0].id' 9
planvakt_json activity show 9
it "and not dropped" json_is '$.status' planned

# --- other forms ------------------------------------------------------------

planvakt import "$work/plain.csv" --plan other
it "UTF-8 without a mark, with bare line ends" is "$status" 0
wanted=$(read_plan other)
it "reads nine" is "$(echo "$wanted" | wc -l)" 9

iconv -f UTF-8 -t WINDOWS-1252 "$work/plain.csv" >"$work/cp1252.csv"
planvakt import "$work/cp1252.csv" --plan cp1252
it "Windows-1252" is "$status" 0
it "reads the same" is "$(read_plan cp1252)" "$wanted"

sed 's/"/""/g; s/;/","/g; s/^/"/; s/$/"/' "$work/plain.csv" >"$work/comma.csv"
planvakt import "$work/comma.csv" --plan comma
it "commas and quotes" is "$status" 0
it "read the same" is "$(read_plan comma)" "$wanted"

tr ';' '\t' <"$work/plain.csv" >"$work/tab.csv"
planvakt import "$work/tab.csv" --plan tab
it "tabs" is "$status" 0
it "read the same" is "$(read_plan tab)" "$wanted"

{
	echo '"Timeframe","Responsible","Activity","Purpose"'
	printf '"2022","Kommunstaben","Två rader\ni en cell, ""så här""","Kort"\n'
} >"$work/header.csv"
planvakt import "$work/header.csv" --plan header
it "an English head in another order" is "$status" 0
planvakt_json activity list --plan header
it "a quoted line break and quoted quotes are kept" field 1 activity \
    "Två rader
i en cell, \"så här\""

# --- what is refused, whole -------------------------------------------------

must planvakt plan add bad --title 'Plan bad'
before=$(head_seq)
bad()
{
	it_says=$1
	planvakt import "$work/bad.csv" --plan bad
	it "$it_says is refused" refuses "$2"
	it "$it_says: with the rows that were good" is "$(head_seq)" "$before"
}

sed '5s/^[^;]*/ /' "$work/plain.csv" >"$work/bad.csv"
bad "an activity without words" '5'
{
	cat "$work/plain.csv"
	head -c 10000000 /dev/zero | tr '\0' a
	echo ';Syfte;2022;Kommunstaben'
} >"$work/bad.csv"
bad "a text of 10 MB" '.'
sed '4s/;Vt 2022;/;2022-12-31 – 2022-01-01;/' "$work/plain.csv" >"$work/bad.csv"
bad "an end before its start" '4'
sed '7s/;Ht 2022;/;31 februari 2022;/' "$work/plain.csv" >"$work/bad.csv"
bad "a day that is not" '7'
printf 'Ansvarig;Tidplan\nKommunstaben;2022\n' >"$work/bad.csv"
bad "a file without activities" 'Aktivitet|activity'
: >"$work/bad.csv"
bad "an empty file" '.'
printf 'Aktivitet;Syfte\n"Utan slut;Kort\n' >"$work/bad.csv"
bad "a quote that never ends" '.'
# A text that a spreadsheet would take for a formula, there and back.
must planvakt plan add formula --title Formler
printf 'Aktivitet;Tidplan;Ansvarig\n=HYPERLINK(0);2022;Kommunstaben\n' \
    >"$work/formula.csv"
must planvakt import "$work/formula.csv" --plan formula
planvakt --format csv activity list --plan formula
it "a formula goes out marked as text" grep -q ",'=HYPERLINK(0)," "$work/out"
cp "$work/out" "$work/back.csv"
planvakt import "$work/back.csv" --plan formula
it "and comes back as it was" grep -qE '^unchanged +yes|nothing changed' \
    "$work/out"
planvakt import "$work/plain.csv" --plan nowhere
it "a plan that is not there is refused" refuses 'nowhere'
planvakt import "$work/none.csv" --plan bad
it "so is a file that is not" refuses 'none\.csv'
planvakt import "$work" --plan bad
it "and a folder" refuses '.'
planvakt_json activity list --plan bad
it "none of them left anything" json_query_is \
    "select json_array_length(doc) from said" 0

# --- a client that is killed ------------------------------------------------

must planvakt plan add killed --title Avbruten
awk 'BEGIN {
	print "Aktivitet;Syfte;Tidplan;Ansvarig"
	while (n++ < 20000)
		print "Aktivitet " n ";" purpose ";2022;Kommunstaben"
}' purpose="$(printf '%300s' '' | tr ' ' o)" >"$work/large.csv"
before=$(head_seq)

# The daemon is at the request: this process has used more of the processor.
is_at_it()
{
	[ "$(ticks)" -gt $((used + 2)) ]
}

ticks()
{
	sed 's/.*) //' "/proc/$daemon/stat" | cut -d ' ' -f 12
}

used=$(ticks)
become "$programs/planvakt" --socket "$socket" --key "$work/keys/coordinator" \
    import "$work/large.csv" --plan killed >"$work/out" 2>"$work/err" \
    </dev/null &
client=$!
it "the daemon is at a large import" eventually is_at_it
kill -9 "$client"
wait "$client" 2>/dev/null
it "whose client is killed before it has an answer" is "$?" 137
is_heard()
{
	planvakt ping && [ "$status" -eq 0 ]
}
rests()
{
	test "$(awk '/^VmRSS:/ { print $2 }' "/proc/$daemon/status")" -lt 10240
}
it "the daemon goes on" eventually is_heard
planvakt_json activity list --plan killed
it "nothing of it is stored" json_query_is \
    "select json_array_length(doc) from said" 0
it "nor in the log" is "$(head_seq)" "$before"
planvakt_json import "$work/large.csv" --plan killed
it "and it can be imported afterwards" json_is '$.added' 20000
if as_shipped; then
	it "the daemon has taken less than 64 MiB for all that" test "$(awk \
	    '/^VmHWM:/ { print $2 }' "/proc/$daemon/status")" -lt 65536
	it "and holds less than 10 once it rests" eventually rests
fi

stop
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
