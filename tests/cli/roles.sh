#!/bin/sh
# SPDX-License-Identifier: ISC
# What is denied is counted: the operator hears of it once a minute, and the
# coordinator in his status. (Who may do what is tests/unit/roles.c.)
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
for name in department auditor unknown; do
	new_key "$name"
done
start --at 2022-06-13T09:00
must planvakt ping
must planvakt department add sf Socialförvaltningen --mail sf@kommun.example
must planvakt key add soc "$work/keys/department.pub" --role department \
    --department sf
must planvakt key add revisor "$work/keys/auditor.pub" --role auditor
planvakt_json status
it "nothing was denied yet" json_is '$.denied' 0

who=unknown
planvakt ping
it "a key that is not known is denied" refuses 'not known here'
it "the operator hears of it at once, and whose process it was" \
    heard "^[0-9TZ:-]+ planvaktd: 1 request denied, the last: a key that is not known \(uid $(id -u)\)\$"
planvakt status
planvakt status
who=auditor
planvakt plan add hemlig --title 'Hemlig titel'
it "an auditor is denied a write" refuses 'coordinator'
who=department
planvakt department edit sf --mail annan@kommun.example
it "a department is denied the coordinator's part" refuses 'coordinator'
planvakt_json status
it "the department's status does not count them" json_query_is \
    "select doc ->> 'denied' is null and doc ->> 'unaddressed' = 0 from said" 1
who=coordinator
planvakt plan show none
it "what is not there was not denied" refuses 'none'
planvakt_json status
it "the coordinator's counts them" json_is '$.denied' 5
it "the operator's messages have one line for the minute" is \
    "$(grep -c 'denied' "$log")" 1
stop
it "the rest comes at the end" grep -q \
    "^[0-9TZ:-]* planvaktd: 4 requests denied, the last: department.edit with a key of role department (uid $(id -u))\$" \
    "$log"
it "never in the words of those who were denied" is \
    "$(grep -c 'emlig' "$log")" 0

start --at 2022-06-13T10:00
planvakt_json status
it "a new start counts anew" json_is '$.denied' 0

finish
