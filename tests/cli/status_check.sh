#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# `planvakt status --check`, by which a monitor asks: one line on standard
# output, exit status 0 to 3. What makes an alarm is in tests/unit/alarm.c.
. "${0%/*}/lib.sh"

# The last run ended with this status and said this in one line, on standard
# output alone.
says()
{
	[ "$status" -eq "$1" ] && [ ! -s "$work/err" ] &&
	    [ "$(wc -l <"$work/out")" -eq 1 ] && grep -qE "$2" "$work/out"
}

new_state 2022-06-13T09:00
new_key stranger
new_key auditor
start --at 2022-06-13T09:00
must planvakt ping

planvakt status --check
it "all is well" says 0 '^ok: nothing is wrong$'
planvakt_json status --check
it "in any format" says 0 '^ok: '
must planvakt key add revisor "$work/keys/auditor.pub" --role auditor
who=auditor
planvakt status --check
it "an auditor's key may ask" says 0 '^ok: '
who=coordinator

# --- a warning --------------------------------------------------------------

must planvakt setting set coordinator_mail ''
planvakt status --check
it "nobody hears of it: a warning" says 1 '^warning: the coordinator has no'
must planvakt setting set coordinator_mail samordnare@kommun.example

# --- one's own words or key -------------------------------------------------

planvakt status --check --chekc
it "unknown words" says 3 "^unknown: unknown option '--chekc'"
planvakt status --check --format xml
it "an unknown format" says 3 "^unknown: .*xml"
planvakt status --check more
it "a word too many" says 3 '^unknown: more is a word too many'
who=nobody
planvakt status --check
it "a key that is not there" says 3 '^unknown: .*keys/nobody'
who=stranger
planvakt status --check
it "a key that nobody gave" says 3 '^unknown: .*key'
who=coordinator
(become "$programs/planvakt" --socket "$socket" \
    --key "$work/keys/coordinator" status --check) >/dev/full 2>"$work/err"
status=$?
it "an answer that cannot be written" test "$status" -eq 3
it "is said elsewhere" grep -q 'No space' "$work/err"

# --- critical ---------------------------------------------------------------

cp -R "$state" "$work/before"
must planvakt department add ks Kommunstaben --mail ks@kommun.example
planvaktd check --state "$state"
planvakt status --check
it "a check that held" says 0 '^ok: '
sqlite3 -batch -init /dev/null -cmd '.timeout 10000' "$state/planvakt.db" \
    "UPDATE department SET mail = 'x@example.org'"
planvaktd check --state "$state"
planvakt status --check
it "one that failed" says 2 '^critical: planvaktd check found: .*department'
spoken=sv_SE.UTF-8
planvakt status --check
it "in Swedish" says 2 \
    '^allvarligt: planvaktd check hittade: tabellerna stämmer inte med loggen: .*department'
spoken=
stop
planvakt status --check
it "no daemon" says 2 '^critical: no daemon answers'
rm -rf "$state"
cp -R "$work/before" "$state"
rm -f "$state/planvaktd.sock"
start --at 2022-06-13T09:10
planvakt status --check
it "a daemon that lost what it gave a receipt for" says 2 \
    '^critical: .* lacks entry [0-9]+, which it once confirmed'
stop
rm -rf "$state" "$work/client"
new_state 2022-06-13T09:00
start --at 2022-06-16T07:58
must planvakt ping
planvakt status --check
it "a run that was missed" says 2 '^critical: a reminder run was missed'
must planvakt setting set coordinator_mail ''
planvakt status --check
it "the worst is first, the others follow" says 2 \
    '^critical: a reminder run was missed; the coordinator has no'

finish
