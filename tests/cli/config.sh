#!/bin/sh
# SPDX-License-Identifier: ISC
# planvaktd.conf: the daemon begins with what it says, not at all where it is
# wrong, and reads it again on SIGHUP, all or nothing.
. "${0%/*}/lib.sh"

conf=$work/planvaktd.conf
state=$work/a/state
mkdir "$work/a" "$work/run"
new_state 2022-06-13T09:00

# The configuration is standard input.
configure()
{
	cat >"$conf"
}

# Starts a daemon that has only what the file says.
start_configured()
{
	starts=$((starts + 1))
	log=$work/daemon.$starts
	: >"$log"
	become "$programs/planvaktd" run --config "$conf" \
	    >"$log.out" 2>"$log" </dev/null &
	supervisor=$!
	heard 'planvaktd: listening on' || bail "planvaktd did not start"
	daemon=$(serving)
}

files()
{
	(cd "$work" && find a run | sort)
}

pings()
{
	planvakt ping
	[ "$status" -eq 0 ]
}

reload()
{
	kill -HUP "$daemon"
}

# --- beginning --------------------------------------------------------------

planvaktd run
it "run without a state is a matter of usage" refuses '--state' 2

configure <<-END
	[limits]
	deliveries = 2
END
planvaktd run --config "$conf"
it "also where the file names none" \
    refuses "--state is missing, and $conf has no state in \[daemon\]" 2

configure <<-END
	[daemon]
	state = $state
	sokcet = $work/run/here.sock
END
before=$(files)
planvaktd run --config "$conf"
it "an unknown key names the file, the line and the nearest" \
    refuses "^planvaktd: $conf:3: unknown key \"sokcet\" in \[daemon\]: did you mean socket\?$"
it "and nothing is made" is "$(files)" "$before"

configure <<-END
	# åäö
	[daemon]
	state = $state

	[limits]
	timeout = 60
END
planvaktd run --state "$state" --config "$conf"
it "a wrong value names the file, the line and what to write" \
    refuses "^planvaktd: $conf:6: timeout has no unit: write 60s"
it "and nothing is made, the command line's state or not" \
    is "$(files)" "$before"

configure <<-END
	[mail]
	transport = sendmail
	program = $work/msmpt --host=mail.kommun.example
END
planvaktd run --state "$state" --config "$conf"
it "a program that is not there names the file and the line" \
    refuses "^planvaktd: $conf:3: program $work/msmpt cannot be run: No such file or directory"
it "and nothing is made" is "$(files)" "$before"

planvaktd run --config "$work/nowhere.conf"
it "a file that is not there is refused" \
    refuses "cannot read the configuration $work/nowhere.conf: No such file"
planvaktd run --state "$state" --config "$conf" --config "$conf"
it "--config is given once" refuses '--config' 2
planvaktd check --state "$state" --config "$conf"
it "check reads no configuration" refuses '--config' 2

# --- from the file ----------------------------------------------------------

configure <<-END
	[daemon]
	state = $state
	socket = $work/run/here.sock
END
socket=$work/run/here.sock
start_configured
it "the daemon begins with the file's state, and listens where it says" pings
it "and nowhere else" test ! -e "$state/planvaktd.sock"

# --- again ------------------------------------------------------------------

configure <<-END
	[daemon]
	state = $state
	socket = $work/run/here.sock
	[limits]
	connections = 1
END
reload
it "on SIGHUP it reads the file again" \
    heard "planvaktd: $conf was read again"
it "and the daemon goes on" pings

# Holds one connection, that has verified.
become "$programs/planvakt" --socket "$socket" \
    --key "$work/keys/coordinator" watch --since 0 >"$work/from" &
held=$!
eventually test -s "$work/from" || bail "no event"
planvakt ping
it "a limit that is new is in force" is "$status" 3
it "and is told of" heard 'planvaktd: 1 connections are open'

configure <<-END
	[daemon]
	state = $state
	socket = $work/run/here.sock
	[limits]
	connections = 2
	timeout = 1s
END
reload
it "a wrong value keeps the former configuration" \
    heard "planvaktd: $conf:6: timeout is out of bounds: write 5s to 1h; keeping the former configuration"
planvakt ping
it "all of it" is "$status" 3

configure <<-END
	[daemon]
	state = $state
	socket = $work/run/there.sock
	user = nobody
	[limits]
	connections = 2
END
reload
it "what takes a restart is named" \
    heard "planvaktd: $conf: another socket, user needs a restart of planvaktd; keeping the former configuration"
planvakt ping
it "and nothing else is taken over" is "$status" 3
it "nor made" test ! -e "$work/run/there.sock"

configure <<-END
	[daemon]
	state = $state
	socket = $work/run/here.sock
	[mail]
	transport = sendmail
	program = $work/msmpt
END
reload
it "a program that is not there is found now, not when it is used" \
    heard "planvaktd: $conf:6: program $work/msmpt cannot be run: .*; keeping the former configuration"

rm "$conf"
reload
it "a file that is gone keeps the former configuration" \
    heard "cannot read the configuration $conf: No such file or directory; keeping"

configure <<-END
	[daemon]
	state = $state
	socket = $work/run/here.sock
END
reload
it "a file that is right again is read" \
    heard "planvaktd: $conf was read again" 2
it "and what it does not say has its default" pings
kill "$held"
wait "$held" 2>/dev/null
stop
it "the daemon stops in good order" is "$status" 0
it "and takes its socket along" test ! -e "$socket"

# --- the command line wins --------------------------------------------------

configure <<-END
	[daemon]
	state = $work/nowhere
	socket = $work/run/nowhere.sock
END
socket=$work/run/words.sock
start --socket "$socket" --config "$conf"
it "the command line wins over the file" pings
it "whose socket is not made" test ! -e "$work/run/nowhere.sock"
stop

# --- mail -------------------------------------------------------------------

configure <<-END
	[mail]
	from = forst@kommun.example
END
start --socket "$socket" --config "$conf" --at 2022-06-13T10:00
must planvakt ping
import_plan
stop
start --socket "$socket" --config "$conf" --at 2022-07-01T07:59:54
configure <<-END
	[mail]
	from = sedan@kommun.example
END
reload
heard 'was read again' || bail "the configuration was not read again"
it "a message of the next run is delivered" \
    heard 'delivered dispatch [0-9]+ to ks@kommun\.example'
it "from the sender that the file has now" \
    is "$(mail_header "$(mail_files ks@kommun.example)" From |
	grep -o '[a-z]*@kommun.example')" sedan@kommun.example
stop

# --- none -------------------------------------------------------------------

socket=$state/planvaktd.sock
start
reload
it "without --config SIGHUP says that there is nothing to read" \
    heard 'planvaktd: .*without --config'
it "and the daemon goes on" pings
stop
it "until it is told to stop" is "$status" 0

finish
