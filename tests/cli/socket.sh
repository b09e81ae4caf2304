#!/bin/sh
# SPDX-License-Identifier: ISC
# The socket: who may use it, who may have it, and how long a connection may
# take.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
cp -a "$state" "$work/other"

mode_of()
{
	stat -c %a "$1"
}

# --- the place --------------------------------------------------------------

socket=$work/run/planvakt.sock
(
	umask 000
	launch --at 2022-06-13T09:00 --socket "$socket"
	echo "$supervisor" >"$work/pid"
)
supervisor=$(cat "$work/pid")
daemon=$supervisor
log=$work/daemon.1
starts=1
heard 'planvaktd: listening on' || bail "planvaktd did not start"
daemon=$(serving)
it "its directory is made, for its owner and group" \
    is "$(mode_of "$work/run")" 750
it "the socket is for these two" is "$(mode_of "$socket")" 660
it "its lock for the owner alone" is "$(mode_of "$socket.lock")" 600
must planvakt ping # and trusts it
planvakt ping
it "it answers there" succeeds

planvaktd run --state "$work/other" --socket "$socket" --at 2022-06-13T09:00
it "a daemon of another state does not take its place" \
    refuses "a daemon answers at $socket already"
planvakt ping
it "and the first one answers as before" succeeds

# A daemon that hangs: its queue fills, and it is alive all the same.
kill -STOP "$daemon"
planvaktd run --state "$work/other" --socket "$socket" --at 2022-06-13T09:00
it "nor does it take that of one that hangs" refuses "answers at $socket"
kill -CONT "$daemon"
planvakt ping
it "which goes on" succeeds

# Its place is its own also where somebody took the socket away.
mv "$socket" "$work/run/away"
run timeout 20 "$programs/planvaktd" run --state "$work/other" \
    --socket "$socket" --at 2022-06-13T09:00
it "nor where its socket is away" refuses "answers at $socket already"
mv "$work/run/away" "$socket"

crash
it "one that died leaves its socket" test -S "$socket"
start --at 2022-06-13T09:00 --socket "$socket"
planvakt ping
it "the next one replaces it" succeeds
it "with the same mode" is "$(mode_of "$socket")" 660
stop
it "one that ends takes it along" test ! -e "$socket"
it "and its lock" test ! -e "$socket.lock"

# Many at once: one of them gets it.
i=0
starters=
while [ $i -lt 8 ]; do
	i=$((i + 1))
	cp -a "$work/other" "$work/many$i"
	become "$programs/planvaktd" run --state "$work/many$i" \
	    --socket "$socket" --at 2022-06-13T09:00 \
	    >"$work/start$i" 2>&1 </dev/null &
	starters="$starters $!"
done
one_of_all()
{
	listening=$(cat "$work"/start? | grep -c 'planvaktd: listening on')
	refused=$(cat "$work"/start? | grep -c "answers at $socket already")
	[ $((listening + refused)) -eq 8 ]
}
it "of eight that start at once each listens or is refused" \
    eventually one_of_all
it "and one listens" is "$listening" 1
# shellcheck disable=SC2086 # a list
kill $starters 2>/dev/null
# shellcheck disable=SC2086 # a list
wait $starters
it "who leaves the place free" test ! -e "$socket"

: >"$socket"
planvaktd run --state "$state" --socket "$socket" --at 2022-06-13T09:00
it "what is no socket stays" refuses 'is no socket'
it "as it was" test -f "$socket"
it "and no lock is left" test ! -e "$socket.lock"
rm "$socket"

chmod 757 "$work/run"
planvaktd run --state "$state" --socket "$socket" --at 2022-06-13T09:00
it "a directory where anybody may write is refused" \
    refuses "anybody may write to $work/run"
chmod 1757 "$work/run"
start --at 2022-06-13T09:00 --socket "$socket"
it "but not where nobody may remove another's file" test -S "$socket"

# --- whose connection -------------------------------------------------------

must planvakt department add ks Kommunstaben --mail ks@kommun.example
it "with an entry stands whose process asked" is "$(sqlite3 \
    "$state/planvakt.db" 'SELECT uid FROM log ORDER BY seq DESC LIMIT 1')" \
    "$(id -u)"

# --- how long ---------------------------------------------------------------

# Opens a connection that says nothing but $1, and holds it.
hold()
{
	rm -f "$work/to"
	mkfifo "$work/to"
	: >"$work/from"
	"$build/tests/cli/wire" "$socket" <"$work/to" >"$work/from" &
	held=$!
	exec 3>"$work/to"
	eventually grep -q hello "$work/from" || bail "no hello"
}

began=$(date +%s)
hold
it "who says nothing is closed" eventually grep -q '^closed' "$work/from"
took=$(($(date +%s) - began))
it "after ten seconds" test "$took" -ge 9 -a "$took" -le 15
exec 3>&-
wait "$held"
stop

# --- how many ---------------------------------------------------------------

printf '[limits]\nconnections = 1\n' >"$work/conf"
start --at 2022-06-13T09:00 --socket "$socket" --config "$work/conf"
hold
planvakt ping
it "at the limit one who verifies has the place of one who has not" succeeds
it "which is closed" eventually grep -q '^closed' "$work/from"
exec 3>&-
wait "$held"

become "$programs/planvakt" --socket "$socket" \
    --key "$work/keys/coordinator" watch --since 0 >"$work/watched" &
watcher=$!
eventually grep -q "added department" "$work/watched" || bail "no event"
planvakt ping
it "who has verified stays, and the newest is refused" is "$status" 3
it "the operator is told" heard 'planvaktd: 1 connections are open'
planvakt ping
planvakt ping
it "once" is "$(grep -c 'connections are open' "$log")" 1
kill "$watcher"
wait "$watcher" 2>/dev/null
answers()
{
	planvakt ping
	[ "$status" -eq 0 ]
}
it "when he goes there is room" eventually answers

finish
