#!/bin/sh
# SPDX-License-Identifier: ISC
# Messages to the operator: nobody is waited for who does not read them; they
# have a time, or in the journal a priority.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

new_state 2022-06-13T09:00

# A pipe that is full: 64 KiB is what Linux gives it (pipe(7)).
mkfifo "$work/pipe"
exec 9<>"$work/pipe"
head -c 65536 /dev/zero >&9
become "$programs/planvaktd" run --state "$state" -v \
    --at 2022-06-13T09:00 2>&9 >"$work/daemon.out" </dev/null 9>&- &
daemon=$!
supervisor=$daemon
answers()
{
	(planvakt ping && [ "$status" -eq 0 ])
}
it "a daemon whose messages nobody reads serves" eventually answers
add_departments
it "and works on" is "$(head_seq)" 7
head -c 65536 <&9 >/dev/null
must planvakt ping
it "what it did not say is counted" is "$(timeout 5 head -n 1 <&9 |
    grep -cE '^[0-9]{4}-[0-9-]+T[0-9:]+Z planvaktd: [0-9]+ messages to the operator were dropped')" 1
head -c 60000 /dev/zero >&9
for _ in 1 2 3 4 5 6 7 8 9 10; do
	for word in ping status 'department list' 'key list' 'plan list'; do
		# shellcheck disable=SC2086 # words
		must planvakt $word
	done
done
stop
it "nor does anything keep it from ending" is "$status" 0
exec 9>&-

# A terminal: its reader stops it with Ctrl-S, or reads nothing until it is
# full. The program gives the terminal away and waits for a line of input.
cat >"$work/terminal" <<'END'
import os, pty, subprocess, sys
how, arguments = sys.argv[1], sys.argv[2:]
master, slave = pty.openpty()
if how == "full": # but for some lines and a part of one
    os.set_blocking(slave, False)
    try:
        while True:
            os.write(slave, b"x" * 4096)
    except BlockingIOError:
        pass
    os.set_blocking(slave, True)
    os.read(master, 4000)
daemon = subprocess.Popen(arguments, stdin=slave, stdout=slave, stderr=slave)
print(daemon.pid, flush=True)
if how == "stopped":
    os.write(master, b"\x13")
sys.exit(daemon.wait())
END
for how in stopped full; do
	: >"$work/pid"
	become /usr/bin/env python3 "$work/terminal" "$how" \
	    "$programs/planvaktd" run --state "$state" -v \
	    --at 2022-06-13T11:00 >"$work/pid" 2>"$work/why" &
	terminal=$!
	it "with a terminal that is $how it serves" eventually answers
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
		for word in ping status 'department list' 'key list'; do
			# shellcheck disable=SC2086 # words
			planvakt $word
			[ "$status" -eq 0 ] || bail "$word: $(cat "$work/err")"
		done
	done
	kill "$(cat "$work/pid")"
	wait "$terminal"
	it "and ends when it is told to" is "$?" 0
done

# The journal is known by its file.
became_journal()
{
	# shellcheck disable=SC2094 # the file's number is asked before it is written
	exec env -i PATH=/usr/bin:/bin HOME="$work/home" \
	    JOURNAL_STREAM="$(stat -L -c %d:%i "$log")" \
	    "$programs/planvaktd" run --state "$state" -v \
	    --at 2022-06-13T12:00 2>"$log" >"$log.out" </dev/null
}
log=$work/daemon.journal
: >"$log"
became_journal &
daemon=$!
supervisor=$daemon
it "in the journal a message has a priority" heard '^<6>planvaktd: listening on'
must planvakt ping
it "a trace another" heard '^<7>planvaktd: trace: request ping'
stop
# shellcheck disable=SC2094 # the file's number is asked before it is written
(exec env -i PATH=/usr/bin:/bin \
    JOURNAL_STREAM="$(stat -L -c %d:%i "$log")" \
    "$programs/planvaktd" check --state "$work/nowhere" 2>>"$log") </dev/null
it "also what is asked a thing, as the weekly check" \
    grep -q '^<3>planvaktd: there is' "$log"
log=$work/daemon.no
: >"$log"
launch --at 2022-06-13T12:00
it "elsewhere a time" heard \
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z planvaktd: listening on'
stop
planvaktd check --state "$work/nowhere"
it "who is asked a thing answers without either" refuses '^planvaktd: there is'

finish
