#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# planvaktd under a service manager: the socket that it was handed, what it
# says of itself, and who starts it again.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
printf '[daemon]\nsocket = %s\n' "$work/not.sock" >"$work/planvaktd.conf"

# Sets $supervisor; the manager's file is $work/told.N.
launch_service()
{
	kind=$1
	shift
	starts=$((starts + 1))
	log=$work/daemon.$starts
	told=$work/told.$starts
	socket=$work/given.$starts.sock
	: >"$log"
	become /usr/bin/python3 "${0%/*}/service.py" "$kind" "$socket" "$told" \
	    "$programs/planvaktd" run --state "$state" "$@" \
	    >"$log.out" 2>"$log" </dev/null &
	supervisor=$!
	daemon=$supervisor
}

was_told()
{
	[ -e "$told" ] && [ "$(grep -cx "$1" "$told")" -ge "${2:-1}" ]
}

# --- a socket that was handed over ------------------------------------------

launch_service stream --config "$work/planvaktd.conf" --at 2022-06-13T11:00
it "the manager hears that it serves" eventually was_told READY=1
it "where it was told, whatever the configuration says" \
    heard "listening on $socket\$"
it "nothing else is opened" test ! -e "$work/not.sock"
it "nor a lock beside it" test ! -e "$socket.lock"
daemon=$(serving)
planvakt ping
it "clients are answered there" is "$status" 0
it "signs of life come again and again" eventually was_told WATCHDOG=1 3

first=$daemon
kill -9 "$daemon"
it "a daemon that ends is started again on the same socket" \
    heard 'listening on' 2
it "which the manager hears of" eventually was_told READY=1 2
daemon=$(serving)
it "it is another" test "$daemon" != "$first"
planvakt ping
it "and it answers" succeeds
planvakt status
it "its time goes on from --at, not from the last entry" \
    grep -q '^2022-06-13 11:0' "$work/out"

# A daemon that hangs gives no sign of life, and the first process gives none
# for it.
quiet=$(grep -cx QUIET "$told")
kill -STOP "$daemon"
it "of one that hangs there is none" eventually was_told QUIET $((quiet + 1))
lives=$(grep -cx WATCHDOG=1 "$told")
kill -CONT "$daemon"
it "until it goes on" eventually was_told WATCHDOG=1 $((lives + 2))

stop
it "it stops in good order" is "$status" 0
it "which it said before" was_told STOPPING=1
it "and leaves the socket to its manager" test -S "$socket"

# --- what is no such socket -------------------------------------------------

for kind in datagram two; do
	launch_service $kind
	wait "$supervisor"
	status=$?
	daemon=
	it "$kind: refused" is "$status" 1
	it "$kind: in words" heard 'give planvaktd one ListenStream='
done

# --- somebody else's variables ----------------------------------------------

starts=$((starts + 1))
log=$work/daemon.$starts
socket=$state/planvaktd.sock
become LISTEN_PID=1 LISTEN_FDS=1 NOTIFY_SOCKET=/nowhere WATCHDOG_USEC=1000 \
    "$programs/planvaktd" run --state "$state" >"$log.out" 2>"$log" \
    </dev/null &
supervisor=$!
daemon=$supervisor
it "what another process was handed is not ours" \
    heard "listening on $socket"
daemon=$(serving)
planvakt ping
it "and a manager that is not there disturbs nobody" test "$status" -eq 0
finish
