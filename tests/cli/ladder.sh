#!/bin/sh
# SPDX-License-Identifier: ISC
# The ladder: when notices are sent and to whom, as the municipality or one
# plan wants it.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
import_plan
must planvakt plan add hrv --title 'Heder'

# The last run's ladder, a line each: STAGE AT TOLD, starred where changed.
rows()
{
	ask_json "select (value ->> 'stage') || ' ' || (value -> 'at') ||
	    ' ' || (value -> 'told') || iif(value ->> 'changed', ' *', '')
	    from said, json_each(doc)"
}

# --- the default ------------------------------------------------------------

# Design section 9.
default=$(cat <<-END
	assigned [0] ["lead","cooperating","former"]
	moved [0] ["lead","cooperating"]
	upcoming [30,7,0] ["lead","cooperating"]
	begin [5] ["lead"]
	midway [120] ["lead"]
	due [0] ["lead"]
	overdue [4,1] ["lead"]
	escalated [10,20] ["escalation","coordinator","steering"]
	stale [60] ["lead"]
	review [0] ["lead"]
	follow-up [4,1,90,30] ["coordinator","steering"]
	ending [1,30] ["coordinator","steering"]
	unclear [4,1] ["coordinator"]
	digest [0] ["coordinator"]
END
)
planvakt_json ladder show
it "the ladder is shown" succeeds
it "it is the default" is "$(rows)" "$default"
it "a row is as the contract has it" json_has '$[0]' plan stage at unit words \
    told changed
planvakt ladder show
it "there is a table, too" \
    grep -qE '^upcoming +30, 7, 0 +30 and 7 days before .*and on it.*lead, cooperating +no' \
    "$work/out"
planvakt --format csv ladder show
it "and lines for a spreadsheet" grep -q 'escalated' "$work/out"

# --- set --------------------------------------------------------------------

before=$(head_seq)
planvakt_json ladder set upcoming --at 14 --at 3
it "a stage is set" succeeds
it "and told" json_query_is "select doc -> 'at' from said" '[14,3]'
planvakt ladder set upcoming --at 14 --at 3
it "the same again is no error" succeeds
it "and once in the log" is "$(head_seq)" "$((before + 1))"
planvakt ladder set upcoming --at '14, 3'
it "nor is it as the table shows it" grep -q 'nothing changed' "$work/out"
planvakt_json ladder set upcoming --at 30,7,0
it "several numbers may be one word" json_query_is \
    "select doc -> 'at' from said" '[30,7,0]'
must planvakt ladder set upcoming --at 14,3
must planvakt ladder set due --told coordinator --told lead
must planvakt ladder set begin --off
must planvakt ladder set stale --at 30 --at 90 --plan vbe-2022
planvakt_json ladder show
it "it is in force" is "$(rows | grep -E '^(upcoming|begin|due|stale)')" \
    "$(cat <<-END
	upcoming [14,3] ["lead","cooperating"] *
	begin [] ["lead"] *
	due [0] ["coordinator","lead"] *
	stale [60] ["lead"]
END
)"
planvakt_json ladder show --plan vbe-2022
it "in a plan with its own" is "$(rows | grep -E '^(begin|stale)')" \
    "$(cat <<-END
	begin [] ["lead"] *
	stale [30,90] ["lead"] *
END
)"
planvakt_json ladder show --plan hrv
it "and in one without" is "$(rows | grep -E '^(begin|stale)')" "$(cat <<-END
	begin [] ["lead"] *
	stale [60] ["lead"]
END
)"

# --- what is refused --------------------------------------------------------

before=$(head_seq)
refused()
{
	words=$1
	# shellcheck disable=SC2086 # words
	planvakt ladder set $words
	it "refused: $words" refuses "$2"
}
refused 'upcoming --at 3 --at 14' 'at: .*largest first'
refused 'upcoming --at 7 --at 7' 'at: .*twice'
refused 'upcoming --at 366' '0 to 365'
refused 'overdue --at 4' 'at: .*weeks .*months'
refused 'overdue --at 9 --at 1' '0-8'
refused 'escalated --at 20 --at 10' 'smallest first'
refused 'review --at 1' 'at: .*0'
refused 'unclear --at 0 --at 1' '1-8'
refused 'assigned --at 1' 'at: .*0'
refused 'digest --off' 'setting set digest'
refused 'due --told former' 'told: former .*lead cooperating coordinator'
refused 'due --told lead --told lead' 'told: .*twice'
refused 'due --told chefen' 'told'
refused 'due --off --at 3' 'off'
refused 'due' 'nothing to set'
refused 'förkommen --off' 'stage'
refused 'due --at tre' 'whole number'
refused 'due --at 3 --plan vbe-2021' 'no plan "vbe-2021"'
planvakt ladder set
it "a stage is named" is "$status" 2
planvakt ladder show --plan vbe-2021
it "a plan is one there is" refuses 'no plan "vbe-2021"'
it "what was refused is not in the log" is "$(head_seq)" "$before"

# --- reset ------------------------------------------------------------------

planvakt_json ladder reset upcoming
it "a stage is reset" json_is '$.reset' 1
planvakt_json ladder reset
it "and all that is left" json_is '$.reset' 2
planvakt_json ladder show
it "the default is in force again" is "$(rows)" "$default"
planvakt_json ladder show --plan vbe-2022
it "but for the plan's own" is "$(rows | grep '^stale')" \
    'stale [30,90] ["lead"] *'
planvakt_json ladder reset --plan vbe-2022
it "which is reset too" json_is '$.reset' 1
before=$(head_seq)
planvakt ladder reset --plan vbe-2022
it "once is enough" is "$(cat "$work/out")" 'nothing changed: the ladder is as it was at first'
planvakt ladder reset upcoming --plan vbe-2022
it "of a stage, too" is "$(cat "$work/out")" \
    "nothing changed: the stage 'upcoming' is as it was at first"
it "and the log has it once" is "$(head_seq)" "$before"

# --- who may, and what it does ----------------------------------------------

new_key auditor
must planvakt key add revisor "$work/keys/auditor.pub" --role auditor
who=auditor
planvakt ladder show
it "anyone may see the ladder" succeeds
planvakt ladder set due --off
it "the coordinator sets it" refuses 'coordinator'
planvakt ladder reset
it "and resets it" refuses 'coordinator'
who=coordinator

# Four activities are due on 30 June: with `overdue` and `due` off nobody is
# told of them on 1 July.
must planvakt ladder set overdue --off
must planvakt ladder set due --off
must planvakt ladder set upcoming --off
must planvakt ladder set begin --off
must planvakt ladder set unclear --off
must planvakt ladder set assigned --off
must planvakt ladder set midway --off
must planvakt setting set digest off
stop
start --at 2022-07-01T07:59:58
it "the run finds nothing to tell" heard 'run 2022-07-01: 0 messages'
it "and nobody is told" is "$(mail_count ks@kommun.example)" 0
must planvakt ladder reset overdue
stop
start --at 2022-07-04T07:59:58
it "turned on again, the next run tells what stands" \
    heard 'run 2022-07-04: [1-9]'
it "to the lead" heard 'delivered dispatch [0-9]+ to ks@kommun\.example'

stop
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
