#!/bin/sh
# SPDX-License-Identifier: ISC
# What a coordinator redacts is in no file of the database when the answer
# comes, and nothing else changes; what was interrupted is done at the start.
. "${0%/*}/lib.sh"

words='Eleven Åsa Öberg på Ängsskolan är orolig'

new_state 2022-06-13T09:00
new_key department
start --at 2022-06-13T09:00
must planvakt ping
import_plan
must planvakt key add soc "$work/keys/department.pub" --role department \
    --department sf
must planvakt activity edit 1 --activity "$words"
edited=$(head_seq)
must planvakt update 7 --note "$words"
noted=$(head_seq)
must planvakt update 7 --note 'Ett utkast.' --progress 20
must planvakt update 7 --note "Som sagt: $words!"
rest=$(head_seq)
stop
start --at 2022-07-01T07:59:58
heard 'delivered dispatch [0-9]+ to ks@kommun\.example' ||
    bail "nothing was delivered"

# In how many files of the database a text is, whichever they are.
files_with()
{
	find "$1" -maxdepth 1 -type f -exec grep -laF -e "$2" {} + | wc -l
}

check()
{
	planvaktd check --state "${1:-$state}"
}

it "before, the words are there" test "$(files_with "$state" "$words")" -gt 0
mail_text "$(mail_files ks@kommun.example)" >"$work/letter"
it "a letter has them" grep -qF 'Öberg' "$work/letter"
must planvakt_json activity list
before=$(json '$')

# --- what is refused --------------------------------------------------------

redactions()
{
	sqlite3 -readonly -batch -init /dev/null "$state/planvakt.db" \
	    "select count(*) from entry_method where method = 'log.redact'"
}
who=department
planvakt log redact --yes "$noted" --field note --reason 'Namn'
it "a department cannot" refuses 'coordinator'
who=coordinator
planvakt log redact --yes "$noted" --field purpose --reason 'Namn'
it "a field that is not there is named" refuses 'field:.*purpose'
planvakt log redact --yes "$noted" --field id --reason 'Namn'
it "a number is no words" refuses 'id is no free text'
planvakt log redact --yes 99999 --field note --reason 'Namn'
it "an entry must be there" refuses 'no entry 99999'
issued=$(sqlite3 -readonly -batch -init /dev/null "$state/planvakt.db" \
    "select max(seq) from entry_method where method = 'notice.issue'")
planvakt log redact --yes "$issued" --field text --reason 'Namn'
it "the daemon's own is not redacted by itself" refuses "planvaktd's own"
planvakt log redact --yes "$noted" --field note --reason 'Personnr 121212-1212'
it "a reason is guarded" refuses 'reason: .*identity number'
planvakt log redact --yes "$noted" --field note --reason "Inte $words"
it "a reason holds nothing of it" refuses 'reason: repeats'
planvakt log redact --yes "$noted" --field note
it "a reason must be" refuses 'reason' 2
planvakt log redact --yes ett --field note --reason Namn
it "an entry is a number" refuses 'seq.*number, 1 or more'
it "all of that is no entry" is "$(redactions)" 0

# --- what is done -----------------------------------------------------------

planvakt_json log redact --yes "$noted" --field note --reason 'Namngav en elev'
it "a coordinator can" succeeds
it "it says where" json_is '$.seq' "$noted"
it "the other entry with the same words goes along" json_query_is \
    "select $edited in (select value from said, json_each(doc, '\$.entries'))
    from said" 1
it "one with them among others is named" json_is '$.remains' "[$rest]"
planvakt_json log redact --yes "$noted" --field note --reason 'Namngav en elev'
it "once more changes nothing" json_is '$.unchanged' 1
planvakt log redact --yes "$noted" --field note --reason 'Namngav en elev'
it "and says so" grep -q '^nothing changed: the field note was taken' \
    "$work/out"
planvakt log redact --yes "$rest" --field note --reason 'Namngav en elev'
it "as a table" succeeds
it "with the field" grep -q note "$work/out"
for text in "$words" Öberg Ängsskolan; do
	it "no file of the database has $text" is \
	    "$(files_with "$state" "$text")" 0
done
cp -a "$state" "$work/copy"
it "nor has a copy" is "$(files_with "$work/copy" Öberg)" 0

check
it "while it runs, all holds" succeeds
it "and says how many are redacted" grep -qE '^ok: .* [0-9]+ redacted, ' \
    "$work/out"
rm "$work/copy/key" "$work/copy"/*.sock
check "$work/copy"
it "the public key is enough" succeeds
it "whoever may come there may read it" is \
    "$(stat -c %a "$state/key.pub")" 644

planvakt log list
it "the log shows that there was something" grep -qF "[redacted $noted]" \
    "$work/out"
it "and why" grep -qF 'Namngav en elev' "$work/out"
spoken=sv_SE.UTF-8
planvakt log list
it "to a reader of another language in that" grep -qF \
    "[maskerat, loggpost $noted]" "$work/out"
it "alone" is "$(grep -c 'redacted' "$work/out")" 0
must planvakt report "$work/report.txt" --plan vbe-2022
it "so does a report" is "$(tr -s ' \n' ' ' <"$work/report.txt" |
    grep -c 'maskerat, loggpost')$(grep -c redacted "$work/report.txt")" 10
spoken=
planvakt activity show 7
it "so does the activity" grep -qF "[redacted $rest]" "$work/out"
planvakt notice list --format json
notice=$(ask_json "select json_extract(value, '\$.id') from said,
    json_each(doc) where json_extract(value, '\$.activity') = 1 limit 1")
planvakt notice show "$notice"
it "so does the letter" grep -qF "[redacted $noted]" "$work/out"
must planvakt_json activity list
it "nothing else of the plan changed" is "$(json '$')" \
    "$(printf '%s' "$before" | sed "s/$words/[redacted $noted]/")"

# --- afterwards -------------------------------------------------------------

must planvakt update 7 --note 'Vidare.'
crash
start --at 2022-07-01T08:30
must planvakt update 7 --note 'Efter en krasch.'
check
it "after a crash all holds" succeeds

# A reader holds the database; the daemon dies before it is gone.
must planvakt update 7 --note "Igen: $words"
noted=$(head_seq)
mkfifo "$work/reader"
sqlite3 -batch -init /dev/null "$state/planvakt.db" <"$work/reader" \
    >"$work/read" 2>&1 &
reader=$!
exec 3>"$work/reader"
echo "begin; select count(*) from log;" >&3
eventually test -s "$work/read" || bail "nobody reads"
planvakt log redact --yes "$noted" --field note --reason 'Namngav en elev'
it "a reader does not hinder it" succeeds
it "the operator is told" heard "still in the database's file"
crash
it "the words are still there" test "$(files_with "$state" Öberg)" -gt 0
cp -a "$state" "$work/interrupted"
echo "commit;" >&3
exec 3>&-
wait "$reader"
check "$work/interrupted"
it "it holds all the same" succeeds
rm -rf "$state"
mv "$work/interrupted" "$state"
start --at 2022-07-01T08:40
must planvakt ping
it "the next start takes them out" is "$(files_with "$state" Öberg)" 0
check
it "and all holds" succeeds
stop
it "nothing was said of them" [ "$(cat "$work"/daemon.* | grep -c Öberg)" -eq 0 ]
finish
