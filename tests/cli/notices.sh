#!/bin/sh
# SPDX-License-Identifier: ISC
# What is done with notices: seen, rested, sent again, held back, tried.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
new_key staben
new_key soc
new_key auditor
start --at 2022-06-13T09:00
must planvakt ping
import_plan
for stage in assigned moved midway; do
	must planvakt ladder set $stage --off
done
must planvakt setting set digest off
must planvakt ladder set unclear --off
must planvakt key add Kommunstaben "$work/keys/staben.pub" \
    --role department --department ks
must planvakt key add Socialförvaltningen "$work/keys/soc.pub" \
    --role department --department sf
must planvakt key add Revisor "$work/keys/auditor.pub" --role auditor
stop

# The ids of the last run's list, where this holds of a row.
ids()
{
	ask_json "select group_concat(value ->> 'id', ' ') from said,
	    json_each(doc) where $1"
}

state_of()
{
	must planvakt_json notice show "$1"
	json '$.state'
}

# --- a message that fails, and again ----------------------------------------

# Where the lead's mailbox should be, a file is: that is tried again for a
# second, and then given up.
mkdir -p "$state/mail"
: >"$state/mail/ks@kommun.example"
printf '[limits]\nretry_first = 1s\nretry_max = 1s\ngive_up = 1s\n' \
    >"$work/conf"
start --config "$work/conf" --at 2022-07-01T07:59:58
it "a message that cannot be delivered fails" \
    heard 'dispatch [0-9]+ to ks@kommun\.example failed'
spoken=sv_SE.UTF-8
why="försöken upphörde efter 1 sekund: det går inte att öppna en mapp i $state/mail/ks@kommun.example: "
planvakt
it "a Swedish status says why" grep -qF "$why" "$work/out"
planvakt log list
it "so does the log" grep -qF \
    ": kom inte fram: ${why%%"$state"*}" "$work/out"
spoken=
planvakt status
it "the status says how it is sent again" grep -qE \
    '^not delivered \([0-9]+\); again: planvakt notice resend --dispatch N$' \
    "$work/out"
planvakt_json notice list --state failed
failed=$(ids "value ->> 'stage' = 'overdue'")
it "its notices have failed" is "$(echo "$failed" | wc -w)" 4
notice=${failed%% *}
planvakt_json status
it "the status counts it" json_is '$.dispatches.failed' 1
it "and says where and why" json_query_is \
    "select json_extract(doc, '\$.failed[0].address') || ' ' ||
	json_extract(doc, '\$.failed[0].notice') || ' ' ||
	(json_extract(doc, '\$.failed[0].answer') like
	    'given up after 1 second: %' and
	json_extract(doc, '\$.failed[0].answer') not like
	    '%planvakt-deliver%') from said" "ks@kommun.example $notice 1"
dispatch=$(json '$.failed[0].dispatch')
planvakt status
it "in a table too" grep -qE \
    "^ *$dispatch +2022-07-01 +ks@kommun.example +given up after" "$work/out"
planvakt activity show 1
it "and in the activity's history" grep -q \
    '^2022-07-01 .* planvaktd *told ks@kommun.example, overdue, failed$' \
    "$work/out"
planvakt acknowledge 1
it "what failed nobody has seen" refuses 'nothing about activity 1 has reached ks'
stop

rm "$state/mail/ks@kommun.example"
start --at 2022-07-01T09:00
it "nobody sends it again unasked" is "$(state_of "$notice")" failed
before=$(head_seq)
planvakt_json notice resend "$notice"
it "it is sent again" succeeds
it "to the same address" json_is '$.address' ks@kommun.example
dispatch=$(json '$.dispatch')
it "and arrives" heard "delivered dispatch $dispatch to ks@kommun\\.example"
it "once" is "$(mail_count ks@kommun.example)" 1
it "which is in the log" is "$(head_seq)" "$((before + 2))"
planvakt activity show 1
it "and in the activity's history, once" test "$(grep -c \
    '^2022-07-01 .* planvaktd *told ks@kommun.example, overdue, accepted$' \
    "$work/out")" = 1
planvakt_json activity show 1
it "where what was skipped is not" json_query_is \
    "select count(*) from said, json_each(doc, '\$.notices')
     where value ->> 'n' = 0" 0
it "the notice was accepted" is "$(state_of "$notice")" accepted
before=$(head_seq)
planvakt notice resend "$notice"
it "what was accepted is not sent again" refuses 'accepted'
planvakt notice resend --dispatch "$dispatch"
it "nor by its number" refuses "dispatch $dispatch was accepted"
planvakt notice resend --dispatch 9999
it "nor is one that is not there" refuses 'no dispatch 9999'
planvakt notice resend
it "nor nothing" refuses 'one of them'
planvakt notice resend "$notice" --dispatch "$dispatch"
it "nor two" refuses 'one of them'
planvakt notice resend 9999
it "nor what is not there" refuses 'no notice 9999'
it "and nothing is in the log" is "$(head_seq)" "$before"

# --- seen -------------------------------------------------------------------

who=staben
before=$(head_seq)
planvakt_json acknowledge 1 --note 'Vi återkommer på måndag'
it "the lead has seen it" succeeds
# Ten workdays after Friday 1 July.
it "until when it waits" json_query_is "select doc from said" \
    '{"activity":1,"department":"ks","until":"2022-07-15","notices":1}'
it "and the log" is "$(head_seq)" "$((before + 1))"
planvakt acknowledge 1
it "twice is no error, and until when it waits is said" is "$(cat "$work/out")" \
    'nothing changed: it is acknowledged already, no overdue notice through 2022-07-15'
it "and once in the log" is "$(head_seq)" "$((before + 1))"
planvakt_json notice show "$notice"
it "it is shown by whom" json_is '$.acknowledged.by' Kommunstaben
it "and with what words" json_is '$.acknowledged.note' \
    'Vi återkommer på måndag'
planvakt activity show 1
it "so is the activity's history" grep -qE \
    'Kommunstaben +acknowledged: Vi återkommer på måndag' "$work/out"
planvakt_json notice list --state acknowledged
it "it is in a list of its own" is "$(ids 1)" "$notice"
planvakt_json notice list --activity 1
it "so are those of one activity" json_query_is "select group_concat(distinct
    value ->> 'activity') from said, json_each(doc)" 1
who=soc
planvakt acknowledge 1
it "another department has not" refuses 'activity 1 is not led by sf'
who=auditor
planvakt acknowledge 1
it "nor the auditor" refuses "coordinator's key"
who=coordinator
planvakt_json acknowledge 2
it "the coordinator may say it for the lead" json_is '$.department' ks
planvakt acknowledge 2 --note 'Åter på måndag'
it "words that come later are kept, and until when it waits is said" grep -q \
    "^acknowledged 2 '.*': Åter på måndag; no overdue notice through 2022-07-15 (entry [0-9]*)$" \
    "$work/out"
planvakt_json notice list --state skipped
skipped=$(ids 1 | cut -d ' ' -f 1)
planvakt notice resend "$skipped"
it "what was skipped is not sent again" refuses 'skipped'
planvakt acknowledge 9999
it "what is not there was not seen" refuses 'no activity 9999'
planvakt notice acknowledge "$notice"
it "notices are answered no more" is "$status" 2

# --- rested -----------------------------------------------------------------

who=staben
planvakt_json snooze 1 --until 2022-07-12
it "the lead may rest it" succeeds
it "until a day" json_query_is "select doc from said" \
    '{"activity":1,"department":"ks","until":"2022-07-12","times":1}'
planvakt snooze 1 --until 2022-07-12
it "the same again is no error" is "$(cat "$work/out")" \
    'nothing changed: its repeated notices rest already, and go on 2022-07-12'
planvakt_json notice show "$notice"
it "it is shown" json_is '$.snoozed_until' 2022-07-12
planvakt log list
it "what rests is said, and what does not" grep -q \
    "rested the repeated notices of 1 '.*' until 12 July 2022; the first of each kind comes all the same" \
    "$work/out"
planvakt snooze 1 --until 2022-07-01
it "not until today" refuses 'until: .*not after today'
planvakt snooze 1 --until 2022-08-01
it "nor for more than 30 days" refuses '30 days'
planvakt snooze 1 --until måndag
it "but a day" refuses 'until: .*YYYY-MM-DD'
planvakt snooze 1
it "which is given" is "$status" 2
must planvakt snooze 1 --until 2022-07-13
must planvakt snooze 1 --until 2022-07-14
before=$(head_seq)
planvakt snooze 1 --until 2022-07-15
it "three times are enough" refuses 'snoozed 3 times: .*planvakt update'
who=soc
planvakt snooze 2 --until 2022-07-12
it "another department does not rest it" refuses 'activity 2 is not led by sf'
who=coordinator
planvakt snooze 2 --until 2022-07-12 --department sf
it "nor the coordinator for one that has no part in it" refuses \
    'sf has no part in activity 2'
it "what was refused is not in the log" is "$(head_seq)" "$before"

# --- answered ---------------------------------------------------------------

# Sixty workdays after Friday 1 July are Friday 23 September.
who=staben
planvakt update 1 --expected 2022-09-26
it "what is promised is not too far away" refuses 'activity move'
planvakt update 1 --expected 2022-06-30
it "nor past" refuses 'expected: is past'
planvakt_json update 1 --status started --progress 80 --expected 2022-09-23
it "a day is promised" succeeds
who=coordinator
stop

# --- held back --------------------------------------------------------------

start --at 2022-07-04T09:00
heard 'run 2022-07-04' || bail "there was no run"
before=$(head_seq)
planvakt_json notice pause --until 2022-08-01 --reason 'Nytt kansli öppnar'
it "everything is held back" succeeds
it "until a day" json_is '$.until' 2022-08-01
it "and the answer says what that means" test -n \
    "$(json '$.note' | grep 'kept and goes out')"
planvakt notice pause --until 2022-08-01 --reason 'Nytt kansli öppnar'
it "the same again is no error" grep -q 'nothing changed' "$work/out"
it "and once in the log" is "$(head_seq)" "$((before + 1))"
planvakt_json status
it "the status says so" json_query_is "select doc -> 'paused' from said" \
    '{"until":"2022-08-01","reason":"Nytt kansli öppnar"}'
it "and when the next run is" json_is '$.runs.next' 2022-08-01T08:00+02:00
planvakt status
it "in words too" grep -q 'Nytt kansli öppnar' "$work/out"
planvakt_json notice test prov@kommun.example
it "a test waits" test -n "$(json '$.note' | grep 'waits until 2022-08-01')"
before=$(head_seq)
planvakt notice pause --until 2022-07-04 --reason R
it "a pause ends after today" refuses 'until: .*not after today'
planvakt notice pause --until 2023-07-06 --reason R
it "and within 366 days" refuses '366 days'
planvakt notice pause --until 2022-08-01
it "it has a reason" is "$status" 2
it "what was refused is not in the log" is "$(head_seq)" "$before"
it "nothing was sent meanwhile" is "$(mail_count prov@kommun.example)" 0
planvakt_json notice resume
it "it ends before, if need be" succeeds
planvakt_json status
it "and the status says so" json_query_is \
    "select json_type(doc, '\$.paused') from said" null
planvakt notice resume
it "once is enough" is "$(cat "$work/out")" 'nothing changed: the notices are not paused'

# --- tried ------------------------------------------------------------------

it "the test that waited arrives" \
    heard 'delivered dispatch [0-9]+ to prov@kommun\.example'
planvakt_json notice test funktion@kommun.example
it "a test is delivered" succeeds
it "and says so" json_is '$.state' accepted
it "in no more than it must" json_query_is "select group_concat(key, ' ')
    from said, json_each(doc)" 'dispatch address state answer leaves'
it "and that no mail left the machine" json_is '$.leaves' 0
planvakt notice test prov@kommun.example
it "in words, too" grep -q 'kept here, not sent' "$work/out"
it "it has arrived" \
    heard 'delivered dispatch [0-9]+ to funktion@kommun\.example'
planvakt_json notice test funktion@kommun.example --wait 0
it "who does not wait hears that it is queued" json_is '$.note' queued
heard 'delivered dispatch .*funktion@kommun' 2 || bail 'not delivered'
planvakt notice test funktion@kommun.example --wait 3601
it "nobody waits for ever" refuses 'at most 3600'
mail=$(mail_files funktion@kommun.example | head -n 1)
text=$(mail_text "$mail")
it "it says that nothing is asked" test -n \
    "$(echo "$text" | grep 'Du behöver inte göra något')"
it "in two languages" test -n "$(echo "$text" | grep 'This is a test message')"
it "that this is a rehearsal" test -n \
    "$(echo "$text" | grep 'Det här är en övning')"
it "and the log's head" test -n \
    "$(echo "$text" | grep -E '^[0-9a-f]{64}$')"
planvakt notice test kommun.example
it "an address is one" refuses 'address: .*mail address'

# --- who may ----------------------------------------------------------------

before=$(head_seq)
who=staben
for words in "resend $notice" 'pause --until 2022-08-01 --reason R' resume \
    'test x@kommun.example'; do
	# shellcheck disable=SC2086 # words
	planvakt notice $words
	it "the coordinator decides: $words" refuses 'coordinator'
done
who=coordinator
it "what was denied is not in the log" is "$(head_seq)" "$before"

# --- a timeframe that is read right, a lead's escalation --------------------

must planvakt activity add --plan vbe-2022 --activity 'Utvärdera åtgärderna' \
    --purpose '' --timeframe 'slutet av 2022' --lead ks
must planvakt_json activity list --unclear
vague=$(ids "value ->> 'activity' = 'Utvärdera åtgärderna'")
planvakt_json activity confirm "$vague"
it "a vague timeframe is confirmed" json_query_is \
    "select doc -> 'unclear' from said" '[]'
planvakt activity confirm "$vague"
it "once" grep -q 'nothing changed' "$work/out"
planvakt activity confirm 9999
it "of an activity there is" refuses 'no activity 9999'
confirmable=
for n in 1 2 3; do
	must planvakt_json activity add --plan vbe-2022 --activity "Vag $n" \
	    --purpose '' --timeframe 'slutet av 2022' --lead ks
	confirmable="$confirmable $(ask_json "select doc ->> 'id' from said")"
done
read -r one two three <<END
$confirmable
END
planvakt activity confirm "$one" "$two" --lead ks
it "who leads is said of one at a time" refuses '--lead says who leads one' 2
planvakt activity confirm "$one" 9999 "$three"
it "of several the first that is refused ends it" is "$status" 1
it "and says why" grep -q 'no activity 9999' "$work/err"
it "those before are told" is "$(cat "$work/out")" \
    "confirmed $one 'Vag 1', due 2022-12-31, led by ks"
planvakt activity confirm "$one" "$two"
it "each has its line" is "$(cat "$work/out")" \
    "nothing changed: $one 'Vag 1', due 2022-12-31, led by ks
confirmed $two 'Vag 2', due 2022-12-31, led by ks"
planvakt_json activity confirm "$two" "$three"
it "JSON is a list of them" json_query_is "select json_extract(doc,
    '\$[0].id', '\$[0].unchanged', '\$[1].id', '\$[1].unclear') from said" \
    "[$two,true,$three,[]]"
planvakt_json activity list --unclear
it "and none is left" json_query_is "select count(*) from said, json_each(doc)
    where value ->> 'activity' like 'Vag %'" 0
printf '%s\n' 'Aktivitet,Syfte,Tidplan,Ansvarig' \
    'Lika,,Ht 2022,"Kommunstaben, Socialförvaltningen"' >"$work/equal.csv"
must planvakt import "$work/equal.csv" --plan vbe-2022
must planvakt_json activity list --unclear
equal=$(ids "value ->> 'activity' = 'Lika'")
planvakt activity confirm "$equal"
it "of owners of equal rank one must be named" grep -q \
    "equal rank: planvakt activity confirm $equal --lead CODE says who leads" \
    "$work/out"
planvakt activity confirm "$equal" --lead sf
it "then nothing is left to say" is "$(cat "$work/out")" \
    "confirmed $equal 'Lika', due 2022-12-31, led by sf"
printf '%s\n' 'Aktivitet,Syfte,Tidplan,Ansvarig' \
    'Delar,,Ht 2022,"Kommunstaben, i samverkan med föreningar"' \
    >"$work/parts.csv"
must planvakt import "$work/parts.csv" --plan vbe-2022
planvakt activity list --unclear
it "what is unclear says which part" grep -qx \
    ' *a part is not registered: "föreningar"' "$work/out"
who=staben
planvakt activity confirm "$vague"
it "by the coordinator" refuses 'coordinator'
who=coordinator
must planvakt department edit ks --escalation chef@kommun.example
planvakt_json department edit ks --remove-escalation
it "an escalation address is taken away" json_query_is \
    "select json_type(doc, '\$.escalation') from said" null
planvakt department edit ks --remove-escalation --escalation a@kommun.example
it "not given at once" refuses 'remove_escalation'

stop
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
