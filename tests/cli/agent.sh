#!/bin/sh
# SPDX-License-Identifier: ISC
# Who signs: the key's file where it can be read, else the ssh-agent; and that
# the daemon's own key is remembered as ssh shows it.
. "${0%/*}/lib.sh"

agent=$work/agent
agent_pid=

clean_up()
{
	[ -z "$daemon" ] || kill -9 "$supervisor" "$daemon" 2>/dev/null
	[ -z "$agent_pid" ] || kill "$agent_pid" 2>/dev/null
	rm -rf "$work"
}

ssh_add()
{
	SSH_AUTH_SOCK=$agent ssh-add -q "$@" || bail "ssh-add $*"
}

# The client with the agent, and without --key: it is said by the caller.
by_agent()
{
	run env SSH_AUTH_SOCK="$agent" "$programs/planvakt" \
	    --format json --socket "$socket" "$@"
}

# A fingerprint as an expression: base64 has a plus.
plain()
{
	echo "$1" | sed 's/+/[+]/g'
}

# Did the daemon know who asked?
knows()
{
	[ "$status" -eq 0 ] && json_is '$.name' "$1"
}

new_state 2022-06-13T09:00
for name in locked other; do
	new_key "$name"
done
agent_pid=$(ssh-agent -s -a "$agent" | sed -n 's/^SSH_AGENT_PID=\([0-9]*\).*/\1/p')
[ -S "$agent" ] || bail "no ssh-agent"
start --at 2022-06-13T09:00

# --- the daemon's key -------------------------------------------------------

key=$(ssh-keygen -lf "$state/key" | cut -d ' ' -f 2)
planvakt ping
it "the daemon is met once, by the fingerprint that ssh shows" \
    is "$(cat "$work/err")" "planvakt: met the daemon at $socket for the\
 first time, its key is $key from now on"
it "it is remembered" is "$(cat "$work/client/planvakt/known_daemons")" \
    "$socket $key"
it "where nobody else reads" is \
    "$(stat -c %a "$work/client/planvakt/known_daemons")" 600
planvakt_json ping
it "and not told of again" succeeds
it "a key that can be read needs no agent" json_is '$.name' samordnare

# --- a key with a passphrase ------------------------------------------------

must planvakt key add låst "$work/keys/locked.pub" --role coordinator
must planvakt key add annan "$work/keys/other.pub" --role auditor
cp "$work/keys/locked" "$work/keys/unlocked"
ssh-keygen -q -p -N hemligt -f "$work/keys/locked" >/dev/null
who=locked
planvakt ping
it "a key with a passphrase is not read" refuses 'passphrase.*ssh-add'
by_agent --key "$work/keys/locked" ping
it "an agent without it does not sign" refuses 'does not sign.*ssh-add'
ssh_add "$work/keys/unlocked"
by_agent --key "$work/keys/locked" ping
it "an agent that has it signs" knows låst
by_agent --key "$work/keys/locked" department add ks Kommunstaben \
    --mail ks@kommun.example
it "also what is kept" succeeds
by_agent --key "$work/keys/coordinator" ping
it "a key that can be read signs by itself" knows samordnare
mv "$work/keys/locked.pub" "$work/keys/away"
by_agent --key "$work/keys/locked" ping
it "the file with the passphrase tells which key it is" knows låst
mv "$work/keys/away" "$work/keys/locked.pub"

# --- a .pub file ------------------------------------------------------------

by_agent --key "$work/keys/locked.pub" ping
it "a .pub file names the agent's key" knows låst
run env SSH_AUTH_SOCK="$agent" PLANVAKT_KEY="$work/keys/locked.pub" \
    "$programs/planvakt" --format json --socket "$socket" ping
it "in PLANVAKT_KEY too" knows låst
who=locked.pub
planvakt ping
it "without an agent it is not enough" refuses 'is a public key.*ssh-agent'
by_agent --key "$work/keys/other.pub" ping
it "nor with an agent that has not its other half" refuses 'does not sign'
by_agent --key "$work/keys/none.pub" ping
it "and it must be there" refuses 'none.pub'

# --- no file ----------------------------------------------------------------

rm "$work/keys/locked"
by_agent --key "$work/keys/locked" ping
it "the .pub file beside stands for a key that is not there" knows låst
it "without a word" succeeds
mkdir -m 700 "$work/home/.ssh"
by_agent ping
it "where the usual key is not there the agent's only one signs" knows låst
it "nothing is said of it" succeeds
by_agent --key "$work/keys/mistyped" ping
it "so it does for a file that was named" knows låst
it "but then it is said" grep -q \
    "keys/mistyped is not there, the ssh-agent's only key signs: $(
	ssh-keygen -lf "$work/keys/locked.pub" | cut -d ' ' -f 2)" "$work/err"
ssh_add "$work/keys/other"
by_agent ping
it "of two keys none is guessed" refuses '2 Ed25519 keys.*--key FILE.pub'
by_agent --key "$work/keys/locked.pub" ping
it "but either can be named" knows låst
cp "$work/keys/other.pub" "$work/home/.ssh/id_ed25519.pub"
by_agent ping
it "or lie where keys do" knows annan
ssh_add -D 2>"$work/why"
rm "$work/home/.ssh/id_ed25519.pub"
by_agent ping
it "an agent without keys is as none" refuses 'id_ed25519 cannot be read'
# One that takes what it is asked and says nothing.
mkfifo "$work/hold"
python3 -c 'import socket, sys
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen(8)
print(flush=True)
sys.stdin.read()' "$work/silent" >"$work/listens" <"$work/hold" &
silent_pid=$!
exec 4>"$work/hold"
eventually test -s "$work/listens" || bail "nobody is silent"
for given in locked.pub mistyped; do
	begun=$(date +%s)
	run env SSH_AUTH_SOCK="$work/silent" "$programs/planvakt" \
	    --socket "$socket" --key "$work/keys/$given" ping
	it "a silent agent is told as such, for $given" \
	    refuses 'does not answer'
	it "after some seconds" test $(($(date +%s) - begun)) -lt 12
done
exec 4>&-
wait "$silent_pid"
kill "$agent_pid"
agent_pid=
eventually test ! -S "$agent"
by_agent --key "$work/keys/locked.pub" ping
it "an agent that has gone is told of" refuses 'no ssh-agent answers'
by_agent --key "$work/keys/coordinator" ping
it "and is not missed where a key can be read" knows samordnare
stop

# --- what is no private key -------------------------------------------------

for file in /etc/passwd /etc/hostname; do
	run "$programs/planvakt" --socket "$socket" --key "$file" ping
	it "$file is no key, and stays as it is" refuses 'or none at all'
	it "nobody is told to change it" test "$(grep -c chmod "$work/err")" -eq 0
done

# --- another key at the same place ------------------------------------------

who=coordinator
mv "$state" "$work/first"
new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
changed=$(ssh-keygen -lf "$state/key" | cut -d ' ' -f 2)
planvakt department add bg Beredningsgruppen --mail bg@kommun.example
it "another key at the same socket is refused, both are named" \
    refuses "it was $(plain "$key") and is $(plain "$changed");.*planvakt trust $(plain "$changed")" 4
it "and it is sent nothing" is \
    "$(sqlite3 "$state/planvakt.db" 'select count(*) from log')" 1
it "the first stays remembered" is \
    "$(cat "$work/client/planvakt/known_daemons")" "$socket $key"
stop
rm -r "$state"
mv "$work/first" "$state"
planvaktd check --state "$state"
it "the record of what an agent signed checks" succeeds

# --- root in another's home -------------------------------------------------

if [ "$(id -u)" -eq 0 ]; then
	start --at 2022-06-13T10:00
	mkdir "$work/anothers"
	chown 12345 "$work/anothers"
	for name in HOME XDG_STATE_HOME; do
		run env -u XDG_STATE_HOME "$name=$work/anothers" \
		    "$programs/planvakt" --socket "$socket" \
		    --key "$work/keys/coordinator" ping
		it "root keeps nothing in another's $name" is \
		    "$(find "$work/anothers" -mindepth 1 | wc -l)" 0
	done
	# It is kept in root's own, from where this takes it again.
	own=$(getent passwd 0 | cut -d : -f 6)/.local/state/planvakt
	it "but in root's own" grep -qF "$socket" "$own/known_daemons"
	sed -i "\|^$socket |d" "$own/known_daemons"
	stop
fi

finish
