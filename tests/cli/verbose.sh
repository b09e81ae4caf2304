#!/bin/sh
# SPDX-License-Identifier: ISC
# `planvaktd run -v`: one line on standard error for each request, run and
# delivery, without what anybody wrote; without it nothing of the kind.
. "${0%/*}/lib.sh"

# One line, which fits: method, who, what came of it, how long it took.
traced()
{
	heard "^[0-9TZ:-]+ planvaktd: trace: $1, [0-9]+\.[0-9] ms\$"
}

new_key department
new_key unknown
new_state 2022-07-01T07:00
start --at 2022-07-01T07:00 -v
uid=$(id -u)
must planvakt ping
it "a read is traced" \
    traced "request ping by coordinator \(uid $uid\): ok"
import_plan
it "a write is, with its entry" \
    traced "request plan.add by coordinator \(uid $uid\): ok, entry [0-9]+"
must planvakt key add 'Åsa Ek' "$work/keys/department.pub" \
    --role department --department sf
planvakt plan add vbe-2022 --title 'Hemlig titel'
it "what is refused is, with the error's word" \
    traced "request plan.add by coordinator \(uid $uid\): conflict"
must planvakt setting set hour 8
it "so is what changed nothing" \
    traced "request setting.set by coordinator \(uid $uid\): unchanged"
who=department
must planvakt update 7 --status started --note 'Hemlig anteckning'
it "a department is told by its code" \
    traced "request activity.update by department of sf \(uid $uid\): ok, entry [0-9]+"
planvakt plan add x --title 'Hemlig titel'
it "what it may not do too" \
    traced "request plan.add by department of sf \(uid $uid\): denied"
who=unknown
planvakt ping
it "who is not known is nobody" \
    traced "request \(none\) by \(nobody\) \(uid $uid\): denied"
who=coordinator
stop
it "each request has one line" is \
    "$(grep -c 'trace: request setting.set ' "$log")" 1
it "nobody's words stand there" is \
    "$(grep -cE 'Hemlig|Åsa|samordnare[^@]' "$log")" 0

start -v --at 2022-07-01T07:59:58
it "a run is traced" traced 'run of 2022-07-01: ok, [1-9][0-9]* messages?'
it "a delivery is, with its status" \
    traced 'delivery of dispatch [0-9]+ to ks@kommun.example: status 0'
stop
it "and what is said without -v is said, too" \
    grep -q ' planvaktd: run 2022-07-01: ' "$log"

start --at 2022-07-01T09:00
must planvakt ping
stop
it "without -v nothing is traced" is "$(grep -c 'trace' "$log")" 0

planvaktd check --state "$state" -v
it "-v is for run" refuses 'unknown option .-v.' 2
planvaktd --help
it "help tells it" grep -qF -e '[-v]' "$work/out"

finish
