#!/bin/sh
# SPDX-License-Identifier: ISC
# The daemon dies at any moment: nothing that was acknowledged is lost, and
# nothing is sent twice. Moments are spread over the morning's run, and hit
# after each delivery that the daemon tells of.
. "${0%/*}/lib.sh"

departments="d1 d2 d3 d4 d5 d6 d7 d8"
spread=10 # moments over the run
as_shipped || spread=5
[ "${PLANVAKT_PATIENCE:-1}" -eq 1 ] || spread=2 # under Valgrind

now()
{
	date +%s%N
}

new_state 2022-06-27T09:00
start --at 2022-06-27T09:00
must planvakt ping
must planvakt plan add p --title 'En plan' --adopted 2022-01-10
for code in $departments; do
	must planvakt department add "$code" "Förvaltning $code" \
	    --mail "$code@kommun.example"
	must planvakt activity add --plan p --activity "Åtgärd för $code" \
	    --purpose Prov --timeframe 'Vt 2022' --lead "$code"
done
stop
cp -a "$state" "$work/prepared"

# Back to the evening before.
again()
{
	rm -rf "$state"
	cp -a "$work/prepared" "$state"
	rm -rf "$work/client" # its receipts are of a future that is gone
}

# Is every overdue notice accepted?
all_accepted()
{
	planvakt_json notice list --state accepted
	[ "$(ask_json "select count(*) from said, json_each(doc)
	    where value ->> 'stage' = 'overdue'")" = 8 ]
}

each_has_one_message()
{
	for code in $departments; do
		is "$code: $(mail_count "$code@kommun.example")" "$code: 1" ||
		    return 1
	done
}

each_was_noticed_once()
{
	planvakt_json notice list
	json_query_is "select count(*), count(distinct value ->> 'activity'),
	    max(value ->> 'n') from said, json_each(doc)
	    where value ->> 'stage' = 'overdue'
	    and value ->> 'state' != 'skipped'" '8|8|1'
}

# The daemon is started again after the crash, and all is as if there had
# been none.
recovers()
{
	start --at 2022-07-01T08:00:30
	must planvakt ping
	it "$1: all is sent" eventually all_accepted
	it "$1: each activity once" each_was_noticed_once
	stop
	it "$1: each mailbox has one message" each_has_one_message
	planvaktd check --state "$state"
	it "$1: the record checks" succeeds
}

# --- without a crash, to know how long it takes -----------------------------

again
began=$(now)
start --at 2022-07-01T07:59:59
listens=$(($(now) - began))
heard 'run 2022-07-01: 9 messages'
runs=$(($(now) - began))
it "the run has one for each, and one on the runs that were missed" \
    grep -q 'run 2022-07-01: 9 messages' "$log"
it "all are delivered" heard 'delivered dispatch' 9
ends=$(($(now) - began))
stop
it "each mailbox has one message" each_has_one_message

# --- after each delivery ----------------------------------------------------

n=1
while [ "$n" -le 8 ]; do
	again
	start --at 2022-07-01T07:59:59
	heard 'delivered dispatch' "$n" || bail "no delivery $n"
	crash
	recovers "killed after delivery $n"
	n=$((n + 3))
done

# --- at moments between the start and the last delivery ---------------------

# Two before the run, the others from a little before it to its end.
n=0
while [ "$n" -lt "$spread" ]; do
	again
	from=$((runs - 50000000)) to=$ends
	[ "$n" -ge 2 ] || from=$listens to=$runs
	moment=$(($(od -An -N2 -tu2 /dev/urandom) % 1000))
	moment=$((from + (to - from) * (n * 1000 + moment) / spread / 1000))
	log=$work/killed
	(become timeout --foreground -s KILL \
	    "$((moment / 1000000000)).$(printf %09d $((moment % 1000000000)))" \
	    "$programs/planvaktd" run --state "$state" \
	    --at 2022-07-01T07:59:59) >"$log" 2>&1 </dev/null
	recovers "killed at $((moment / 1000000)) ms of $((ends / 1000000))"
	n=$((n + 1))
done

# --- twice in a row ---------------------------------------------------------

again
start --at 2022-07-01T07:59:59
heard 'run 2022-07-01'
crash
launch --at 2022-07-01T08:00:10
heard 'run 2022-07-01|delivered dispatch'
crash
recovers "killed in the run and at the next start"

# --- while someone writes ---------------------------------------------------

again
start --at 2022-06-28T09:00
must planvakt ping
: >"$work/acknowledged"
(
	n=0
	while planvakt update 1 --note "anteckning $n" && [ "$status" -eq 0 ]
	do
		echo "anteckning $n" >>"$work/acknowledged"
		n=$((n + 1))
	done
) &
writer=$!
timeout "$patience" tail -n +1 -s 0.05 -f "$work/acknowledged" |
    grep -c -m 20 anteckning >/dev/null
crash
wait "$writer"
written=$(wc -l <"$work/acknowledged")
it "some writes were acknowledged" test "$written" -ge 1
start --at 2022-06-28T09:01
kept=$(sqlite3 "$state/planvakt.db" 'SELECT count(*) FROM progress_note
    WHERE activity = 1')
it "all of them are there" test "$kept" -ge "$written"
it "and at most one more" test "$kept" -le "$((written + 1))"
must planvakt_json activity show 1
it "the last one too" json_query_is "select count(*) from said,
    json_each(doc, '$.notes')
    where value ->> 'note' = 'anteckning $((written - 1))'" 1
planvakt update 1 --note 'Efteråt.'
it "and the daemon goes on" succeeds
stop
planvaktd check --state "$state"
it "the record checks" succeeds

# --- many at once, with one key ---------------------------------------------

start --at 2022-06-28T10:00
writers=
for writer in 1 2 3 4 5 6 7 8; do
	for note in 1 2 3 4 5; do
		(become "$programs/planvakt" --socket "$socket" \
		    --key "$work/keys/coordinator" update 1 \
		    --note "$writer.$note") >/dev/null 2>>"$work/refused" ||
		    echo "$writer.$note" >>"$work/refused"
	done &
	writers="$writers $!"
done
# shellcheck disable=SC2086 # a list
wait $writers
it "writers beside each other are not taken for forgers" \
    test ! -s "$work/refused"
stop

finish
