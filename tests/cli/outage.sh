#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# The whole way of a message, from `notice test` to a mail server by way of
# Debian's msmtp, while the server refuses, hangs or is gone, and while
# processes are killed: nothing is lost, nothing is sent twice but what was
# in hand, and that under its own name. A day of it is in tests/unit/outage.c.
. "${0%/*}/lib.sh"

conf=$work/planvaktd.conf
port=
deliveries=4
reloads=0
many=20
[ -z "${PLANVAKT_PATIENCE-}" ] || many=6 # under Valgrind

# --- the server -------------------------------------------------------------

# The servers end with this shell, which alone keeps this open for writing.
mkfifo "$work/alive"
exec 9<>"$work/alive"
mkdir "$work/a" "$work/b"

# Leaves $server, the process, and its port in DIRECTORY/port.
serve()
{
	: >"$1/port"
	/usr/bin/python3 "${0%/*}/smtp_server.py" "$@" \
	    <"$work/alive" >"$1/port" 2>>"$1/errors" 9>&- &
	server=$!
	eventually test -s "$1/port" || bail "no server: $(cat "$1/errors")"
}

vanish()
{
	kill -9 "$server"
	wait "$server" 2>/dev/null
}

# What server `a` does from the next connection on.
play()
{
	echo "$*" >"$work/a/next"
	: >"$work/a/commands"
	mv "$work/a/next" "$work/a/scenario"
}

# How often it came to a step since.
steps()
{
	grep -c "^$1\$" "$work/a/commands"
}

came_to()
{
	[ "$(steps "$1")" -ge "$2" ]
}

# --- the daemon -------------------------------------------------------------

# PORT, the seconds that msmtp waits for the server, and further limits.
configure()
{
	{
		printf '[mail]\ntransport = sendmail\nprogram = %s\n' \
		    "/usr/bin/msmtp --host=127.0.0.1 --port=$1 --timeout=$2 \
--from=plan@kommun.example --tls=off --auth=off"
		shift 2
		printf 'from = plan@kommun.example\n[limits]\n'
		printf '%s\n' "deliveries = $deliveries" 'retry_first = 1s' \
		    'retry_max = 1s' "$@"
	} >"$conf.next"
	mv "$conf.next" "$conf"
}

begin()
{
	reloads=0
	start --config "$conf" 9>&-
}

reconfigure()
{
	configure "$@"
	reloads=$((reloads + 1))
	kill -HUP "$daemon"
	heard 'was read again' $reloads || bail 'not read again'
}

# Asks for messages to NAME-1@, NAME-2@ ... The client is not under test
# here, nor is it under Valgrind.
send()
{
	n=1
	while [ $n -le "$2" ]; do
		must run "$build/planvakt" --socket "$socket" \
		    --key "$work/keys/coordinator" \
		    notice test --wait 0 "$1-$n@kommun.example"
		n=$((n + 1))
	done
}

are_delivered()
{
	heard "delivered dispatch .* to $1-" "$2"
}

# --- what became of NAME's messages -----------------------------------------

ask()
{
	sqlite3 -readonly -batch -init /dev/null "$state/planvakt.db" "$1" 2>&1
}

of()
{
	echo "FROM dispatch WHERE address GLOB '$1-[0-9]*@kommun.example'"
}

stand_as()
{
	is "$(ask "SELECT state || ' ' || count(*) $(of "$1") GROUP BY state")" \
	    "$2"
}

all_stand_as()
{
	[ "$(ask "SELECT count(*) $(of "$1") AND state = '$2'")" -eq "$3" ]
}

# The number of messages whose answer ends so.
end_with()
{
	is "$(ask "SELECT count(*) $(of "$1") AND answer GLOB '*$2'")" "$3"
}

# The names they go by, in order.
named()
{
	ask "SELECT '<dispatch-' || id || '.' || substr(token, 1, 32) ||
	    '@kommun.example>' $(of "$1") ORDER BY 1"
}

mails()
{
	grep -ls " $1-[0-9]*@" "$work"/[ab]/*.envelope | sed 's/envelope$/eml/'
}

# The names of those that a server has.
arrived()
{
	for mail in $(mails "$1"); do
		mail_header "$mail" Message-ID
	done | LC_ALL=C sort
}

each_arrived_once()
{
	is "$(arrived "$1")" "$(named "$1" | LC_ALL=C sort)"
}

each_arrived()
{
	is "$(arrived "$1" | uniq)" "$(named "$1" | LC_ALL=C sort)"
}

none_arrived()
{
	is "$(mails "$1")" ''
}

# At most $2 more than there are messages.
repeats()
{
	[ "$(arrived "$1" | uniq -d | wc -l)" -le "$2" ] &&
	    [ "$(($(arrived "$1" | wc -l) - $(named "$1" | wc -l)))" -le "$2" ]
}

# A repeat is the same message, byte for byte.
are_different()
{
	is "$(for mail in $(mails "$1"); do
		cksum <"$mail"
	done | sort -u | wc -l)" "$2"
}

# --- processes --------------------------------------------------------------

# Those of this test's daemons that deliver (see workers.sh).
workers()
{
	for comm in /proc/[0-9]*/comm; do
		[ "$(cat "$comm" 2>/dev/null)" = planvakt-mail ] &&
		    grep -qz "^HOME=$work/home\$" "${comm%comm}environ" \
			2>/dev/null && basename "${comm%/comm}"
	done
}

are()
{
	[ "$(workers | wc -l)" -eq "$1" ]
}

working()
{
	for pid in $(workers); do
		[ -z "$(cat "/proc/$pid/task/$pid/children")" ] || echo "$pid"
	done
}

# The msmtp processes that talk to this test's server.
mailers()
{
	grep -lz "^--port=$port\$" /proc/[0-9]*/cmdline 2>/dev/null |
	    while read -r cmdline; do
		pid=${cmdline%/cmdline}
		[ "$(cat "$pid/comm" 2>/dev/null)" != msmtp ] ||
			basename "$pid"
	done
}

# --- begin ------------------------------------------------------------------

new_key coordinator
must planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub" --mail samordnare@kommun.example
play accept
serve "$work/a"
port=$(cat "$work/a/port")
configure "$port" 20
begin

# --- refused for now, 4yz ---------------------------------------------------

play rcpt 451 4.7.1 Greylisted
send later $many
before=$(head_seq)
it 'what the server refuses for now is put off, again and again' \
    heard 'to later-.* is put off: .*\(451 4\.7\.1 Greylisted\)$' $((2 * many))
must planvakt_json status
it 'the status says that all wait' json_is '$.dispatches.waiting' $many
it 'and that none failed' json_is '$.dispatches.failed' 0
it 'so does the table' stand_as later "planned $many"
it 'a try that failed is no entry' is "$(head_seq)" "$before"
play accept
it 'once the server takes them all are delivered' are_delivered later $many
it 'and on record' stand_as later "accepted $many"
it 'each arrived once, under its name' each_arrived_once later
must planvakt_json status
it 'the status says that none waits' json_is '$.dispatches.waiting' 0
it 'one entry for each' is "$(head_seq)" "$((before + many))"

# --- refused for good, 5yz --------------------------------------------------

play rcpt 550 5.1.1 Nobody here
send never $many
it 'what the server refuses for good fails' \
    heard 'to never-.* failed: .*\(550 5\.1\.1 Nobody here\)$' $many
it 'each has failed' stand_as never "failed $many"
it 'with the words of the server' \
    end_with never '(550 5.1.1 Nobody here)' $many
it 'after one try' is "$(steps rcpt)" $many
must planvakt_json status
it 'the status counts them' json_is '$.dispatches.failed' $many
play accept
send after 1
it 'what comes after is delivered' are_delivered after 1
it 'but they are not tried again' is "$(steps rcpt)" 1
it 'and none arrived' none_arrived never

# --- the server hangs -------------------------------------------------------

reconfigure "$port" 1
play rcpt hang
send hang 4
it 'msmtp waits its time' heard 'to hang-.* is put off: .*timed out' 4
first=$server
echo accept >"$work/b/scenario"
serve "$work/b"
reconfigure "$(cat "$work/b/port")" 20
it 'all go to the server that SIGHUP told' are_delivered hang 4
it 'each once' each_arrived_once hang
it 'to no other' is "$(mails hang | grep -vc "^$work/b/")" 0
it 'and on record' stand_as hang 'accepted 4'
vanish
server=$first
reconfigure "$port" 60 'timeout = 5s'
play rcpt hang
send endless 1
it 'one waits without an end of its own' eventually came_to rcpt 1
reconfigure "$port" 20
it 'meanwhile the daemon answers' eval 'planvakt ping && succeeds'

# --- the connection breaks --------------------------------------------------

for step in greeting rcpt data end; do
	play $step close
	send "close$step" 4
	it "closed at $step: put off" \
	    heard "to close$step-.* is put off: .*empty reply" 4
done
play accept
for step in greeting rcpt data end; do
	it "closed at $step: then delivered" are_delivered "close$step" 4
	it 'each once' each_arrived_once "close$step"
done
it 'what had no end was cut off' \
    heard 'to endless-.* is put off: the delivery took over 5 seconds'
it 'and delivered' are_delivered endless 1
it 'once' each_arrived_once endless
it 'no mailer is left waiting' is "$(mailers)" ''

# It has taken the message, but cannot say so any more.
play taken close
send unsaid 4
it 'without a reply a message that was taken is put off' \
    heard 'to unsaid-.* is put off: .*empty reply' 4
play accept
it 'and sent again' are_delivered unsaid 4
it 'under its name' each_arrived unsaid
it 'word for word' are_different unsaid 4
it 'it is accepted once' stand_as unsaid 'accepted 4'

# --- the server is gone -----------------------------------------------------

play end hang
send gone 8
it 'four messages are with the server' eventually came_to end 4
vanish
it 'it is gone: what was with it is put off, and the others' \
    heard 'to gone-.* is put off: .*' 8
it 'again and again' heard 'to gone-.* is put off: .*refused' 12
it 'all wait' stand_as gone 'planned 8'
play accept
serve "$work/a" "$port"
it 'it is back: all are delivered' are_delivered gone 8
it 'each once' each_arrived_once gone

# --- given up ---------------------------------------------------------------

play rcpt 452 4.2.2 Full
send given 5
it 'it is put off' heard 'to given-.* is put off' 5
reconfigure "$port" 20 'give_up = 2s'
it 'what goes on for too long is given up' \
    heard 'to given-.* failed: given up after 2 seconds: ' 5
it 'each has failed' stand_as given 'failed 5'
it 'with the words of the server' end_with given '(452 4.2.2 Full)' 5
play accept
reconfigure "$port" 20
send "after-given" 1
it 'what comes after is delivered' are_delivered after-given 1
it 'they are not tried again' is "$(steps rcpt)" 1

# --- processes are killed ---------------------------------------------------

# Four of six are in hand, at a step of the server's; it takes what comes next.
hold()
{
	play "$1" hang
	send "$2" 6
	it "$2: four are in hand" eventually came_to "$1" 4
	play accept
}

# What the server had taken by then comes again, under its name.
settled()
{
	it "$2: all are delivered" are_delivered "$2" 6
	it 'each accepted, once' stand_as "$2" 'accepted 6'
	case $1 in
	taken)
		it 'each arrived' each_arrived "$2"
		it 'again only what was in hand' repeats "$2" 4
		it 'word for word' are_different "$2" 6
		;;
	*) it 'each arrived once' each_arrived_once "$2" ;;
	esac
}

for step in rcpt end taken; do
	hold $step "daemon-$step"
	crash
	it 'with the daemon all it had started ends' eventually are 0
	begin
	settled $step "daemon-$step"
done
for step in rcpt taken; do
	hold $step "worker-$step"
	# shellcheck disable=SC2046 # a list
	kill -9 $(working)
	it 'what a process had in hand is put off' \
	    heard "to worker-$step-.* put off: the delivery process ended" 4
	settled $step "worker-$step"
	it 'there are as many as before' eventually are 1
done
hold end mailer
# shellcheck disable=SC2046 # a list
kill -9 $(mailers)
it 'a mailer that was killed is told' \
    heard 'to mailer-.* is put off: .*ended by signal 9' 4
settled end mailer
hold end orderly
stop
it 'an orderly end waits for no server' succeeds
it 'and leaves no process' eventually are 0
begin
settled end orderly

# At any moment, with many on their way, one by one.
play rcpt 451 4.7.1 Greylisted
send any $many
deliveries=1
configure "$port" 20
for life in 1 2 3; do
	crash
	play accept
	begin
	it "life $life delivers" are_delivered any 1
done
it 'though three were killed, all are delivered' \
    eventually all_stand_as any accepted $many
it 'each arrived' each_arrived any
it 'again only what was in hand' repeats any 2
it 'word for word' are_different any $many

vanish
stop
it 'the daemon ends in good order' succeeds
planvaktd check --state "$state"
it 'the record checks' succeeds
it 'the server had no error' is "$(cat "$work/a/errors")" ''
finish
