#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# `planvakt status --metrics` and the program that makes a textfile of it.
. "${0%/*}/lib.sh"

metrics=$(cd "${0%/*}/../../packaging" && pwd)/planvakt-metrics

# A figure of the last answer.
figure()
{
	is "$(grep -vF '#' "${2-$work/out}" | sed -n "s/^planvakt_$1 //p")" \
	    "$3"
}

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt department add ks Kommunstyrelsen --mail ks@kommun.example
must planvakt plan add p --title Plan
for n in 1 2 3; do
	must planvakt activity add --plan p --activity "A $n" --purpose P \
	    --timeframe 'Vt 2022' --lead ks
done
must planvakt update 1 --status 'done'
must planvakt setting set coordinator_mail ''
planvakt status --metrics
it 'it answers' succeeds
out=$work/out
it 'that it does' figure up "$out" 1
it 'a warning' figure 'alarms{level="warning"}' "$out" 1
it 'nothing critical' figure 'alarms{level="critical"}' "$out" 0
it 'one is done' figure 'activities{status="done"}' "$out" 1
it 'two are not begun' figure 'activities{status="planned"}' "$out" 2
it 'entries' figure log_entries "$out" 8
it 'nothing was checked' is "$(grep -c checked "$out")" 0
it 'each line is of the text format' is "$(grep -cvE \
    '^(# (HELP|TYPE) planvakt_[a-z_]+ .+|planvakt_[a-z_]+(\{[a-z]+="[a-z]+"\})? [0-9]+)$' \
    "$out")" 0
it 'each family has its two lines' is "$(grep -c '^# HELP' "$out")" \
    "$(grep -v '^#' "$out" | sed 's/[ {].*//' | sort -u | wc -l)"
# The check is at the machine's own time, not the rehearsal's.
must planvaktd check --state "$state"
before=$(date +%s)
planvakt status --metrics
it 'the check was good' figure checked_ok "$out" 1
it 'and just now' test "$((before - $(sed -n \
    's/^planvakt_checked_timestamp_seconds //p' "$out")))" -le 60

cp "$out" "$work/told"
textfile()
{
	run env PATH="$programs:/usr/bin:/bin" PLANVAKT_SOCKET="$socket" \
	    "$metrics" "$work/keys/coordinator" "$work/planvakt.prom"
}
textfile
it 'a textfile is made' figure up "$work/planvakt.prom" 1
it 'of all of it' is "$(grep -c . "$work/planvakt.prom")" "$(grep -c . "$work/told")"
stop
textfile
it 'without a daemon too' test "$status" -eq 0
it 'that says so' figure up "$work/planvakt.prom" 0
it 'and no more' is "$(grep -c . "$work/planvakt.prom")" 3
it 'nothing is left beside' test ! -e "$work/planvakt.prom.new"
finish
