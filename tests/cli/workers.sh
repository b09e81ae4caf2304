#!/bin/sh
# SPDX-License-Identifier: ISC
# The processes that deliver die, and the daemon, at any moment: it goes on,
# and every message is accepted once. Here a program takes the messages, that
# does as the test says.
. "${0%/*}/lib.sh"

conf=$work/planvaktd.conf
told=$work/told # a line of JSON for each try
kept=$work/kept # and for each that was accepted

cat >"$conf" <<END
[mail]
transport = command
program = $work/take
[limits]
retry_first = 1s
retry_max = 2s
END
cat >"$work/take" <<END
#!/bin/sh
json=\$(cat)
echo "\$json" >>"$told"
[ ! -e "$work/refuse" ] || {
	echo '451 4.2.1 try later' >&2
	exit 75
}
[ ! -e "$work/hold" ] || {
	echo \$\$ >"$work/held"
	read -r word <"$work/fifo"
}
echo "\$json" >>"$kept"
END
chmod +x "$work/take"
mkfifo "$work/fifo"
: >"$told"
: >"$kept"

# The processes of this test's daemons, the oldest first.
workers()
{
	for comm in /proc/[0-9]*/comm; do
		[ "$(cat "$comm" 2>/dev/null)" = planvakt-mail ] &&
		    grep -qz "^HOME=$work/home\$" "${comm%comm}environ" \
			2>/dev/null && basename "${comm%/comm}"
	done | sort -n
}

are()
{
	[ "$(workers | wc -l)" -eq "$1" ]
}

oldest()
{
	workers | head -n 1
}

is_another()
{
	are 1 && [ "$(oldest)" != "$1" ]
}

no_zombies()
{
	! cat /proc/[0-9]*/stat 2>/dev/null | sed 's/(.*)/name/' |
	    awk -v first="$supervisor" '$4 == first && $3 == "Z"' | grep -q .
}

alive()
{
	planvakt ping && succeeds
}

# Asks for a message to NAME@kommun.example.
send_to()
{
	must planvakt notice test --wait 0 "$1@kommun.example"
}

tries()
{
	[ "$(grep -c . "$told")" -ge "$1" ]
}

is_kept_once()
{
	is "$1: $(grep -c "\"to\":\"$1@kommun.example\"" "$kept")" "$1: 1"
}

# Do all tries of NAME's message carry the same token?
has_one_token()
{
	is "$(grep "\"to\":\"$1@" "$told" | grep -o '"token":"[0-9a-f]*"' |
	    sort -u | wc -l)" 1
}

# What nobody has waited for yet is gone too.
is_gone()
{
	[ "$(sed 's/.*) //; s/ .*//' "/proc/$1/stat" 2>/dev/null ||
	    echo Z)" = Z ]
}

new_key coordinator
must planvaktd init --state "$state" --coordinator samordnare \
    --key "$work/keys/coordinator.pub" --mail samordnare@kommun.example
start --config "$conf"
must planvakt ping

# --- idle -------------------------------------------------------------------

it 'one process delivers' eventually are 1
n=1
while [ $n -le 2 ]; do
	worker=$(oldest)
	kill -9 "$worker"
	it "$n: its death is told" \
	    heard 'the delivery process was ended by signal 9' $n
	it "$n: another one starts" eventually is_another "$worker"
	n=$((n + 1))
done
it 'no zombie is left' eventually no_zombies
it 'the daemon answers' alive
send_to a
it 'and delivers' heard 'delivered dispatch .* to a@'
it 'once' is_kept_once a

# --- with a message in hand -------------------------------------------------

: >"$work/hold"
send_to b
it 'a message is in hand' eventually test -s "$work/held"
held=$(cat "$work/held")
rm "$work/hold"
for worker in $(workers); do
	parent=$(awk '{ print $4 }' "/proc/$held/stat")
	holder=$(awk '{ print $4 }' "/proc/$parent/stat" 2>/dev/null)
	[ "$worker" != "$holder" ] || kill -9 "$worker"
done
it 'its delivery dies with the process that started it' \
    eventually is_gone "$held"
it 'it is put off' heard 'to b@kommun.example is put off'
it 'and tried again' heard 'delivered dispatch .* to b@'
it 'with success, once' is_kept_once b
it 'under the same name' has_one_token b
it 'and one process delivers again' eventually are 1

# --- refused for a while ----------------------------------------------------

: >"$work/refuse"
before=$(grep -c . "$told")
send_to c
it 'what is refused for now is tried again and again' \
    eventually tries $((before + 3))
rm "$work/refuse"
it 'until it is accepted' heard 'delivered dispatch .* to c@'
it 'once' is_kept_once c
it 'the operator knows why it took so long' \
    grep -q 'to c@kommun.example is put off: .*451 4.2.1' "$log"

# --- the daemon is killed ---------------------------------------------------

rm "$work/held"
: >"$work/hold"
send_to d
it 'a message is in hand' eventually test -s "$work/held"
held=$(cat "$work/held")
rm "$work/hold"
crash
it 'the processes end with the daemon' eventually are 0
it 'and so does what they had in hand' eventually is_gone "$held"
start --config "$conf"
it 'the next daemon delivers it' heard 'delivered dispatch .* to d@'
it 'once' is_kept_once d
it 'under the same name' has_one_token d
stop
it 'an orderly end is one' succeeds
it 'that leaves no process' eventually are 0

# --- the daemon dies and its first process lives ---------------------------

start --config "$conf"
must planvakt ping
kill -9 "$daemon"
it 'the death of the daemon is told' \
    heard 'the daemon was ended by signal 9'
it 'and it is started again' heard 'planvaktd: listening on' 2
daemon=$(serving)
it 'with one process that delivers' eventually are 1
send_to e
it 'and delivers' heard 'delivered dispatch .* to e@'

# --- many while they die ----------------------------------------------------

sed -i 's/^\[limits\]/&\ndeliveries = 3/' "$conf"
kill -HUP "$daemon"
it 'more may deliver after a reload' heard 'was read again and is in force'
n=1
while [ $n -le 12 ]; do
	send_to "m$n"
	[ $n -ne 6 ] || kill -9 "$(oldest)"
	n=$((n + 1))
done
it 'all are delivered though some die' heard 'delivered dispatch .* to m' 12
n=1
while [ $n -le 12 ]; do
	it "m$n under one name" has_one_token "m$n"
	n=$((n + 1))
done
it 'and one process delivers' eventually are 1
it 'the daemon answers' alive

# --- who asks for one hears what became of it -------------------------------

sed -i '2i [ ! -e "'"$work"'/deny" ] || { echo "550 5.1.1 no such user" >\&2; exit 67; }' \
    "$work/take"
: >"$work/deny"
planvakt notice test nobody@kommun.example
it 'a refusal is told with its reason' \
    refuses 'nobody@kommun.example did not arrive: .*no such user'
rm "$work/deny"
: >"$work/refuse"
planvakt notice test later@kommun.example --wait 1
it 'what waits too, and where to look' \
    refuses 'neither delivered nor refused after 1 seconds.*planvakt status'
rm "$work/refuse"
it 'it arrives all the same' heard 'delivered dispatch .* to later@'

# A service manager tells each process to end, and the first tells the daemon
# too: what comes while it closes must not cut that off.
kill "$supervisor"
while kill "$daemon" 2>/dev/null; do :; done
wait "$supervisor"
it 'told to end again and again, it ends in good order' is $? 0
daemon=
planvaktd check --state "$state"
it 'the record checks' succeeds

finish
