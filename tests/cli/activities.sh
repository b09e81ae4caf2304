#!/bin/sh
# SPDX-License-Identifier: ISC
# Plans and activities by hand: added, read, edited, moved by decision,
# assigned, dropped, reopened, updated; and what is refused.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
add_departments

# --- plans ------------------------------------------------------------------

planvakt_json plan add vbe-2022 --title 'Plan mot våldsbejakande extremism' \
    --case-number 'KS 2021:00347' --adopted 2022-01-10 \
    --decision 'KF 2022-01-10 § 7'
it "a plan is added" succeeds
it "with its title" json_is '$.title' 'Plan mot våldsbejakande extremism'
it "its case number as written" json_is '$.case_number' 'KS 2021:00347'
it "and its decision" json_is '$.decision' 'KF 2022-01-10 § 7'
planvakt plan add vbe-2022 --title 'En till'
it "a code is given once" refuses 'vbe-2022'
planvakt plan add p --title 'En till' --adopted 2022-02-30
it "a date is one" refuses '2022-02-30|adopted'
planvakt_json plan show vbe-2022
it "a plan is shown" succeeds
planvakt plan show none
it "one that is not there is not" refuses 'none'
must planvakt plan add hrv-2022 --title 'Plan mot hedersförtryck'

# --- add and show -----------------------------------------------------------

planvakt_json activity add --plan vbe-2022 --activity 'Skriv en rutin' \
    --purpose 'Alla gör lika' --timeframe 'Vt 2022' --lead ks \
    --cooperating sf --cooperating buf --area vbe --strategy förebygga
it "an activity is added" succeeds
it "with the next number" json_is '$.id' 1
it "all of it is as the design has it" json_query_is \
    "select json_extract(doc, '$.plan', '$.activity', '$.purpose',
     '$.timeframe', '$.due', '$.lead', '$.cooperating', '$.owner_text',
     '$.status', '$.progress', '$.areas', '$.strategies', '$.unclear')
     from said" \
    '["vbe-2022","Skriv en rutin","Alla gör lika",{"text":"Vt 2022","kind":"fixed","start":"2022-01-01","end":"2022-06-30"},"2022-06-30","ks",["sf","buf"],"","planned",0,["vbe"],["förebygga"],[]]'
it "and not late yet" json_query_is \
    "select json_type(doc, '$.overdue') from said" false
must planvakt activity add --plan vbe-2022 --activity 'Håll en kurs' \
    --purpose 'Fler vet' --timeframe löpande --lead sf
must planvakt activity add --plan vbe-2022 --activity 'Bjud in föräldrar' \
    --purpose 'Stöd i tid' --timeframe 'senast 31 maj 2022' --lead buf
must planvakt activity add --plan hrv-2022 --activity 'Ordna ett möte' \
    --purpose 'Råd' --timeframe våren --lead ks

planvakt_json activity show 1
it "show has its members" json_has '$' id plan activity purpose timeframe due \
    lead cooperating owner_text status progress overdue areas strategies \
    unclear key reason dropped_reason done_on original_due slippage history \
    notes notices
it "the history begins with it" json_query_is \
    "select json_array_length(doc, '$.history'),
     doc ->> '$.history[0].timeframe', doc ->> '$.history[0].due',
     doc ->> '$.history[0].by' from said" '1|Vt 2022|2022-06-30|samordnare'

planvakt_json activity show 99
cp "$work/err" "$work/out"
it "an error is JSON where JSON was asked for" json_query_is \
    "select doc ->> '\$.error.word' from said
     where doc ->> '\$.error.message' like 'there is no activity 99%'" \
    'not found'
planvakt_json timeframe --no-such
cp "$work/err" "$work/out"
it "that of unknown words too" json_is '$.error.word' usage

planvakt activity show 1
it "an activity is shown with one history" grep -q \
    '^2022-[-0-9]* [:0-9]*  samordnare  added: Vt 2022, due 2022-06-30$' \
    "$work/out"

planvakt
it "alone it is the morning's screen: what is late first" grep -A 1 \
    '^late (1)$' "$work/out"
it "with who leads it and that nobody answered" grep -qx \
    '3  2022-05-31  buf  Bjud in föräldrar  no answer' "$work/out"
planvakt status --verbose
it "--verbose tells all there is" grep -q '^dispatches ' "$work/out"

# --- list -------------------------------------------------------------------

ids()
{
	planvakt_json activity list "$@"
	ask_json "select ifnull(group_concat(value ->> 'id', ' '), '')
	    from said, json_each(doc)"
}

it "the list has all, by due date" is "$(ids)" '3 1 2 4'
planvakt_json activity list
it "each with the members of the design" json_has '$[0]' id plan activity \
    purpose timeframe due lead cooperating owner_text status progress \
    overdue areas strategies unclear
it "in their types" json_query_is \
    "select group_concat(type, ' ') from said, json_each(doc, '\$[2]')
     where key in ('id', 'due', 'lead', 'cooperating', 'progress', 'overdue')" \
    'integer null text array integer false'
it "a plan's" is "$(ids --plan hrv-2022)" '4'
it "a department's" is "$(ids --department ks)" '1 4'
it "what is late" is "$(ids --overdue)" '3'
it "says that nobody was heard" json_query_is \
    "select json_type(doc, '\$[0].answered') from said" null
it "what is due soon, the late apart" is \
    "$(ids --due-within 17 | tr ' ' '\n' | grep -vx 3)" '1'
it "a day less is not enough" is \
    "$(ids --due-within 16 | tr ' ' '\n' | grep -vx 3)" ''
it "a status" is "$(ids --status 'done')" ''
it "an area" is "$(ids --area vbe)" '1'
it "what is unclear" is "$(ids --unclear)" '4'
planvakt update 4 --note 'Nu så'
it "a write is told in a line" is "$(grep -c . "$work/out")" 2
it "as the log tells it" grep -qE \
    "^reported on 4 '.*: Nu så.* \(entry [0-9]+\)$" "$work/out"
it "with what is unclear" grep -q '^unclear: ' "$work/out"
planvakt status
it "the screen names the coordinator as who said it" \
    grep -qE '^4  .*  coordinator  planned 0 %' "$work/out"
must planvakt update 4 --note 'Hört av dem' --reported-by ks
planvakt status
it "and a department on whose word it was" \
    grep -qE '^4  .*  ks  *planned 0 %: Hört' "$work/out"
planvakt activity list --status late
it "late is no status" refuses 'late|status'
planvakt activity list --plan none
it "a plan that is not there has no list" refuses 'none'
planvakt --format csv activity list
it "there is CSV" is "$(wc -l <"$work/out")" 5
planvakt --format csv activity show 1
it "of one, with all that is shown of it" \
    grep -qE '^id,plan,goal,problem,activity,.*,original_due,.*history' "$work/out"
planvakt activity list
it "and a table" grep -q 'Bjud in' "$work/out"

# --- what add refuses -------------------------------------------------------

before=$(head_seq)
refuse_add()
{
	it_says=$1 pattern=$2
	shift 2
	planvakt activity add --plan vbe-2022 --activity A --purpose P \
	    --timeframe 2022 --lead ks "$@"
	it "$it_says is refused" refuses "$pattern"
}
refused()
{
	it "$1 is refused" refuses "$2"
}
planvakt activity add --plan none --activity A --purpose P --timeframe 2022 \
    --lead ks
refused "a plan that is not there" 'none'
planvakt activity add --plan vbe-2022 --activity A --purpose P \
    --timeframe 2022 --lead none
refused "a lead that is not there" 'none'
planvakt activity add --plan vbe-2022 --activity A --purpose P \
    --timeframe '2022-12-31 – 2022-01-01' --lead ks
refused "a due date before its start" '.'
planvakt activity add --plan vbe-2022 --activity A --purpose P \
    --timeframe '31 februari 2022' --lead ks
refused "a day that is not" '.'
planvakt activity add --plan vbe-2022 --activity '' --purpose P \
    --timeframe 2022 --lead ks
refused "an empty activity" 'activity'
planvakt activity add --plan vbe-2022 --activity "$(printf 'a\377b')" \
    --purpose P --timeframe 2022 --lead ks
refused "invalid UTF-8" 'UTF-8'
planvakt activity add --plan vbe-2022 --activity "$(printf 'a\033[31mb')" \
    --purpose P --timeframe 2022 --lead ks
refused "a control character" 'activity'
planvakt activity add --plan vbe-2022 --purpose P --timeframe 2022 --lead ks \
    --activity "$(head -c 100000 /dev/zero | tr '\0' a)"
refused "a text beyond all measure" 'activity'
refuse_add "a cooperating department that is not there" 'none' \
    --cooperating none
refuse_add "an area that we do not know" 'area|moon' --area moon
refuse_add "a strategy that we do not know" 'strateg|hope' --strategy hope
it "what was refused is not in the log" is "$(head_seq)" "$before"

# --- edit -------------------------------------------------------------------

planvakt_json activity edit 1 --activity 'Skriv en kort rutin' \
    --area vbe --area hrv
it "words and areas are edited" json_query_is \
    "select json_extract(doc, '$.activity', '$.areas') from said" \
    '["Skriv en kort rutin",["vbe","hrv"]]'
before=$(head_seq)
planvakt activity edit 1 --activity 'Skriv en kort rutin'
it "the same words again are no error" succeeds
it "and not in the log" is "$(head_seq)" "$before"
planvakt activity edit 1 --status 'done'
it "edit does not know what is update's" is "$status" 2
planvakt activity edit 99 --purpose P
it "what is not there is not edited" refuses '99'
planvakt activity edit one --purpose P
it "a number is one" refuses 'one'

# --- move -------------------------------------------------------------------

planvakt activity move 1 'Ht 2022'
it "a due date moves by a decision" refuses 'decision' 2
planvakt activity move 1 'Ht 2022' --decision ''
it "which has words" refuses 'decision'
planvakt activity move 1 '31 februari 2023' --decision 'KS 12'
it "to a day that is one" refuses '.'
planvakt_json activity move 1 'Ht 2022' --decision 'KSAU 2022-06-01 § 12'
it "and then it moves" json_is '$.due' 2022-12-31
planvakt_json activity show 1
it "the history has both" json_query_is \
    "select group_concat(value ->> 'due', ' ') from said,
     json_each(doc, '$.history')" '2022-06-30 2022-12-31'
it "with the decision" json_is '$.history[1].decision' 'KSAU 2022-06-01 § 12'
it "the first due date stays known" json_is '$.original_due' 2022-06-30
it "and how far it slipped" json_is '$.slippage' 184
planvakt log list --activity 1 --people --from 2022-06-13
it "the log says it in a sentence" grep -q " samordnare  moved 1 'Skriv en \
kort rutin' from 30 June to 31 December 2022 ('Ht 2022'), decision KSAU" "$work/out"
planvakt_json log list --moves
it "and finds it among what moved a due date" json_query_is \
    "select group_concat(value ->> 'command') from said, json_each(doc)" \
    activity.move
planvakt_json log list --moves --activity 2
it "of one activity" json_query_is \
    "select count(*) from said, json_each(doc)" 0
planvakt_json log list --activity 1
it "and in JSON" json_query_is "select value ->> 'due' from said,
    json_each(doc) where value ->> 'command' = 'activity.move'" \
    '{"from":"2022-06-30","to":"2022-12-31"}'
planvakt log list --activity 1 --format csv
it "CSV has it in its parts" grep -q \
    'activity.move,1,"*timeframe: Ht 2022; decision: KSAU' "$work/out"

# --- assign -----------------------------------------------------------------

planvakt_json activity assign 1 sf --cooperating ks
it "another department leads" json_query_is \
    "select json_extract(doc, '$.lead', '$.cooperating') from said" \
    '["sf",["ks"]]'
planvakt activity assign 1 none
it "one that is there" refuses 'none'

# --- update -----------------------------------------------------------------

planvakt_json update 1 --status started --progress 40 \
    --note 'Ett utkast är på remiss.' --reported-by sf
it "progress is noted" json_query_is \
    "select json_extract(doc, '$.status', '$.progress') from said" \
    '["started",40]'
planvakt_json activity show 1
it "the note is kept" json_query_is \
    "select json_extract(doc, '$.notes[0].note', '$.notes[0].by',
     '$.notes[0].reported_by', '$.notes[0].progress') from said" \
    '["Ett utkast är på remiss.","samordnare","sf",40]'
planvakt_json update 1 --progress 100
it "all of the progress is not done" json_is '$.status' started
before=$(head_seq)
planvakt update 1 --progress 101
it "over all of it is refused" refuses 'progress'
planvakt update 1 --progress -1
it "so is less than none" test "$status" -ne 0
planvakt update 1 --status late
it "so is a status that is none" refuses 'late|status'
planvakt update 1 --status dropped
it "to drop takes a reason, by drop" refuses 'drop|status'
planvakt update 99 --status 'done'
it "what is not there is not updated" refuses '99'
planvakt update 1 --status 'done' --done-on 2022-06-31
it "a day that is not is refused" refuses '2022-06-31|done'
it "what was refused is not in the log" is "$(head_seq)" "$before"
planvakt_json update 1 --status 'done' --done-on 2022-06-10 --note 'Klart.'
it "done is done" json_is '$.status' 'done'
planvakt_json activity show 1
it "on its day" json_is '$.done_on' 2022-06-10
it "with two notes or more" json_query_is \
    "select json_array_length(doc, '$.notes') >= 2 from said" 1
it "done is listed as such" is "$(ids --status 'done')" 1

# --- drop and reopen --------------------------------------------------------

planvakt activity drop 3
it "to drop takes a reason" refuses 'reason' 2
planvakt_json activity drop 3 --reason 'Ingår i nummer 2'
it "and then it is dropped" json_is '$.status' dropped
it "what is dropped is not late" is "$(ids --overdue)" ''
planvakt_json activity show 3
it "the reason is kept" json_is '$.dropped_reason' 'Ingår i nummer 2'
planvakt activity show 3
it "that nothing came of it goes without saying" is \
    "$(grep -c 'dropped, 0 %' "$work/out")" 0
it "its history says why" grep -q ' dropped: Ingår i nummer 2' "$work/out"
planvakt activity drop 3 --reason 'En gång till'
it "once is enough" refuses '3|dropped'
planvakt activity move 3 2023 --decision 'KS 9'
it "what is dropped does not move" refuses 'dropped|reopen'
planvakt_json activity reopen 3 --reason 'Behövs ändå'
it "it is reopened" test "$(json '$.status')" != dropped
it "and late again" is "$(ids --overdue)" 3
planvakt activity reopen 3 --reason 'Igen'
it "what is open is not opened" refuses '3|open'

# --- what only the log tells ---

must planvakt activity assign 3 sf --cooperating ks
must planvakt snooze 3 --until 2022-06-27
must planvakt update 3 --status "done" --done-on 2022-06-01
planvakt activity show 3
it "its history tells who leads it" grep -q 'led by sf, with ks$' "$work/out"
it "until when it rests" \
    grep -q 'repeated reminders rest until 2022-06-27$' "$work/out"
it "and the day on which it was done" \
    grep -q 'done on 2022-06-01$' "$work/out"
must planvakt activity reopen 3 --reason 'Inte än'

# --- carried ----------------------------------------------------------------

planvakt activity show 3
it "what was reopened was not moved" \
    grep -q 'reopened: senast 31 maj' "$work/out"
must planvakt plan add nasta --title 'Nästa'
must planvakt plan carry vbe-2022 nasta --yes
planvakt activity list --plan vbe-2022
it "what goes on is not shown as dropped" grep -q \
    ' carried ' "$work/out"
it "none of it" is "$(grep -c dropped "$work/out")" 0
planvakt activity show "$(ids --plan nasta | cut -d ' ' -f 1)"
it "its history says whence" grep -q 'carried from plan vbe-2022' "$work/out"

# --- more owners than one request asks after --------------------------------

must planvakt plan add many --title 'Många'
{
	echo 'Aktivitet;Syfte;Tidplan;Ansvarig'
	seq 60 | sed 's/.*/Nummer &;Kunskap;2022;sf, okänd &/'
} >"$work/many.csv"
must planvakt import "$work/many.csv" --plan many
planvakt activity list --plan many --unclear
it "each activity has the part of its own that names nobody" is \
    "$(grep -c 'not registered: *.okänd' "$work/out")" 60
it "the last one, too" grep -q '"okänd 60"' "$work/out"

stop
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
