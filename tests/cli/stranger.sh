#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# A client that is not ours, in Python, written from planvakt-protocol(7): it
# adds and lists an activity, and notices another daemon.
. "${0%/*}/lib.sh"

client=$(cd "${0%/*}/../../examples" && pwd)/client.py

stranger()
{
	run python3 "$client" --socket "$socket" \
	    --key "$work/keys/coordinator" --memory "$work/memory" "$@"
}

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt department add ks Kommunstyrelsen --mail ks@kommun.example
must planvakt plan add vbe --title 'Plan mot våldsbejakande extremism'

stranger ping
it 'it is answered' json_query_is \
    "select json_extract(doc, '$.role') from said" coordinator
stranger list
it 'there is nothing yet' is "$(cat "$work/out")" '[]'
stranger add vbe 'Utbilda skolans personal' 'Öka kunskapen' 'Ht 2022' ks
it 'it adds an activity' succeeds
stranger list vbe
it 'and lists it' json_query_is "select json_extract(value, '\$.activity') || ', '
    || json_extract(value, '\$.due') from said, json_each(doc)" \
    'Utbilda skolans personal, 2022-12-31'
planvakt_json activity list --plan vbe
it 'as our client does' json_query_is \
    "select json_extract(value, '\$.purpose') from said, json_each(doc)" \
    'Öka kunskapen'
it 'its receipt is the entry' is "$(sed 's/.*"seq": \([0-9]*\).*/\1/' \
    "$work/memory")" 4
stranger add vbe 'En till' 'Samma' 'Vt 2023' ks
it 'the next request names it' succeeds
stranger add vbe 'En till' 'Samma' 'Vt 2023' nobody
it 'what is wrong it is told' refuses 'nobody'
n=1
while [ $n -le 3 ]; do
	stranger add vbe "Nummer $n" 'Sida' 'Vt 2023' ks
	n=$((n + 1))
done
stranger list
it 'it has all rows' json_query_is \
    "select count(*) from said, json_each(doc)" 5
planvaktd check --state "$state"
it 'the log holds' succeeds
sed -i 's/SHA256:/SHA256:x/' "$work/memory"
stranger list
it 'another daemon it does not trust' refuses 'it is another daemon: SHA256:' 4
finish
