#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# On a terminal planvaktd init asks how letters leave and whether somebody is to
# be reminded in July; without one it asks nothing.
. "${0%/*}/lib.sh"

terminal=$(cd "${0%/*}" && pwd)/terminal.py
new_key coordinator

sqlite_quiet()
{
	sqlite3 -readonly "$state/planvakt.db" \
	    'select first, last from quiet_period order by first' | tr '\n' ' '
}

# WAY is what is answered first; then terminal.py's options.
init()
{
	way=$1
	shift
	run python3 "$terminal" --type-at 'here for now: ' --type "$way" "$@" \
	    "$programs/planvaktd" init --state "$state" --coordinator anna \
	    --key "$work/keys/coordinator.pub" --mail anna@kommun.example
}

init mx.kommun.example --type-at 'here for now: ' \
    --type smtp://mx.kommun.example:587 --type-at 'y or n: ' --type perhaps \
    --type-at 'y or n: ' --type j
it 'init asks, also again' succeeds
it 'says what was wrong' grep -q '^mx.kommun.example is no mail server: write' \
    "$work/out"
it 'keeps the server in a file' is "$(sed '/^#/d' "$state/planvaktd.conf")" \
    "$(printf '[daemon]\nstate = %s\n\n[mail]\ntransport = smtp\nserver = %s' \
        "$state" smtp://mx.kommun.example:587)"
it 'which others do not read' is "$(stat -c %A "$state/planvaktd.conf")" \
    -rw-r-----
it 'and which is named' grep -q \
    "^  planvaktd run --config $state/planvaktd.conf &\$" "$work/out"
it 'letters are not kept here' is "$(grep -c 'kept here' "$work/out")" 0
it 'the two quiet periods are there' is "$(sqlite_quiet)" \
    '07-01|07-31 12-23|01-06 '
it 'and not recommended any more' is "$(grep -c 'quiet add' "$work/out")" 0
planvaktd check --state "$state"
it 'the state checks' succeeds
start --config "$state/planvaktd.conf"
must planvakt --format json status
it 'and is served so' json_query_is \
    "select json_extract(doc, '$.mail.transport') from said" smtp
stop
rm -r "$state"

init '' --type-at 'y or n: ' --type n
it 'nothing and no: as without a terminal' succeeds
it 'no file' test ! -e "$state/planvaktd.conf"
it 'no quiet period' is "$(sqlite_quiet)" ''
it 'it says how there would be some' grep -q 'quiet add 07-01' "$work/out"
it 'and that letters are kept here' grep -q 'kept here' "$work/out"
rm -r "$state"

init /nowhere/sendmail --type-at 'here for now: ' --type /bin/true \
    --type-at 'y or n: ' --type n
it 'a program of which there is none is asked for again' \
    grep -q 'program /nowhere/sendmail cannot be run' "$work/out"
it 'one that is there is taken' \
    grep -q '^program = /bin/true$' "$state/planvaktd.conf"
rm -r "$state"

run python3 "$terminal" "$programs/planvaktd" init --state "$state" \
    --coordinator anna --key "$work/keys/coordinator.pub" \
    --rehearsal 2026-05-04T09:00
it 'a rehearsal asks nothing' is "$(grep -c 'here for now' "$work/out")" 0
rm -r "$state"
run python3 "$terminal" --type-at 'here for now: ' "$programs/planvaktd" init \
    --state "$state" --coordinator anna --key "$work/keys/coordinator.pub"
it 'interrupted, nothing was made' test ! -e "$state"
run "$programs/planvaktd" init --state "$state" --coordinator anna \
    --key "$work/keys/coordinator.pub"
it 'without a terminal nothing is asked' succeeds
rm -r "$state"

# --- lines of a terminal ------------------------------------------------------

spoken=sv_SE.UTF-8
run python3 "$terminal" --type-at 'så länge: ' --type '' \
    --type-at 'j eller n: ' --type n "$programs/planvaktd" init \
    --state "$state" --coordinator anna --key "$work/keys/coordinator.pub"
it 'no line of what init says is wider than the terminal' test \
    "$(grep -v planvaktd.sock "$work/out" | wc -L)" -le 80
it 'what Return does is said' grep -q 'eller tryck bara Retur för att behålla' \
    "$work/out"
it 'and it loses no word' is "$(tr -s ' \n' ' ' <"$work/out" |
    grep -c 'hur de ska skickas, \[mail\] transport')" 1
run python3 "$terminal" "$programs/planvaktd"
it 'an error is broken between words' is "$(sed 1d "$work/out")" \
    'planvaktd: inget kommando: de som finns är init, run, check, backup, restore och
           rehearse'
run "$programs/planvaktd"
it 'and nowhere on a pipe' is "$(wc -l <"$work/err")" 1
finish
