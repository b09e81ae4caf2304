#!/bin/sh
# SPDX-License-Identifier: ISC
# Those who mean harm, while somebody honest, of the same user, asks again and
# again: he is always answered, within 50 ms, and the daemon's memory stays
# bounded. Where others need the processors at the same time that is no measure
# of the daemon: then the limits are wide. A sanitizer and Valgrind take time
# and memory of their own: there he must be answered.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping # and trusts it

ours=yes
as_shipped || ours=

# Fields of the report, by name.
said_of()
{
	awk -v name="$1" '{
		for (i = 1; i < NF; i++)
			if ($i == name)
				print $(i + 1)
	}' "$work/report"
}

attack()
{
	said="hostile $1"
	timeout 60 "$build/tests/cli/hostile" "$socket" \
	    "$work/keys/coordinator" "$daemon" "$1" >"$work/report" ||
	    bail "hostile $1 failed"
	sed "s/^/# $1: /" "$work/report"
	tr '\n' ' ' <"$work/report" >"$work/line"
	mv "$work/line" "$work/report"
}

at_most()
{
	is "$(said_of "$1")$(awk -v is="$(said_of "$1")" -v max="$2" \
	    'BEGIN { print is <= max ? "" : " is over " max }')" \
	    "$(said_of "$1")"
}

in_time()
{
	if [ "$(said_of others)" -le 5 ]; then
		at_most max 50
	else
		at_most median 250 && at_most max 3000
	fi
}

always_answered()
{
	[ "$(said_of failed)" -eq 0 ] && [ "$(said_of asked)" -ge "${1:-10}" ]
}

grew_at_most()
{
	grew=$(($(said_of most) - $(said_of rss)))
	is "$grew$([ "$grew" -le "$1" ] || echo " is over $1")" "$grew"
}

attack quiet
it "without an attack the honest client is answered" always_answered 20

# $1 is said of the attack $2; the daemon may take so many KiB more, $3.
withstands()
{
	attack "$2"
	it "$1: the honest client is always answered" always_answered
	[ -n "$ours" ] || return 0
	if [ "$2" != large ]; then
		it "$1: all the while within 50 ms" in_time
	fi
	it "$1: its memory is bounded" grew_at_most "$3"
}

withstands "frames that are none" noise 20480
if [ -n "$ours" ]; then
	withstands "half a frame each second from 500" half 20480
	it "who does not come to an end is closed" \
	    test "$(said_of closed)" -ge 500
	withstands "10,000 connections that come back when closed" flood 20480
	it "the oldest make room" test "$(said_of closed)" -ge 9000
	withstands "connections that come and go" churn 20480
	withstands "500 that fill what they may" hoard 20480
	withstands "100 that ask and never read" mute 20480
	# One frame of 32 MiB at a time.
	withstands "eight that send 32 MiB at once" large 53248
fi

it "the operator is told, in few lines" test \
    "$(grep -c 'connections were closed' "$log")" -le 2
planvakt ping
it "the daemon lives on" succeeds
stop
it "and stops in good order" is "$status" 0

finish
