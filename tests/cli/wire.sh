#!/bin/sh
# SPDX-License-Identifier: ISC
# The wire as docs/wire.md tells it, from outside: frames are put together
# here, signed and verified by ssh-keygen, and none of our own code takes part
# but the daemon. Then all that must be refused.
. "${0%/*}/lib.sh"

none=0000000000000000000000000000000000000000000000000000000000000000
line=0 # of what the connection got

# --- frames -----------------------------------------------------------------

u32()
{
	printf '%08x' "$1"
}

bytes()
{
	# shellcheck disable=SC2059 # the format is the data
	env printf "$(sed 's/../\\x&/g')"
}

public_hex()
{
	cut -d ' ' -f 2 "$1" | base64 -d | tail -c 32 | od -An -v -tx1 |
	    tr -d ' \n'
}

fingerprint_of()
{
	ssh-keygen -lf "$1" | cut -d ' ' -f 2
}

# A frame of the body in file $1, by the key $2, in the namespace $3.
frame()
{
	rm -f "$1.sig"
	ssh-keygen -q -Y sign -n "$3" -f "$work/keys/$2" "$1" 2>/dev/null
	{
		u32 $(($(wc -c <"$1") + 96))
		public_hex "$work/keys/$2.pub"
	} | bytes
	grep -v -e '-----' "$1.sig" | base64 -d | tail -c 64
	cat "$1"
}

# Opens a connection: what is written to descriptor 3 goes to the daemon.
open_wire()
{
	rm -f "$work/to"
	mkfifo "$work/to"
	: >"$work/from"
	line=0
	"$build/tests/cli/wire" "$socket" <"$work/to" >>"$work/from" &
	wire=$!
	exec 3>"$work/to"
	next_line || bail "no hello"
	cut -d ' ' -f 3- "$work/said" >"$work/hello"
	session=$(hello '$.params.session')
	daemon_key=$(hello '$.params.daemon')
	head_hash=$(hello '$.params.head.hash')
	head_is=$(hello '$.params.head.seq')
}

close_wire()
{
	exec 3>&-
	kill "$wire" 2>/dev/null
	wait "$wire" 2>/dev/null
}

hello()
{
	sqlite3 -batch :memory: "select json_extract(cast(readfile(
	    '$work/hello') as text), '$1')"
}

# Waits for the next line from the wire and leaves it in $work/said, its body
# in $work/out.
next_line()
{
	line=$((line + 1))
	timeout "$patience" tail -n "+$line" -s 0.05 -f "$work/from" |
	    head -n 1 >"$work/said"
	cut -d ' ' -f 3- "$work/said" | tr -d '\n' >"$work/out"
	[ -s "$work/said" ]
}

# Sends what is in $work/frame and waits for the answer.
send()
{
	said="wire: $(head -c 300 "$work/body" 2>/dev/null)"
	cat "$work/frame" >&3
	next_line
}

# A request with the method $2 and the id $1: $3 are the params, $4 what
# comes after them.
ask()
{
	printf '{"jsonrpc":"2.0","id":%s,"method":"%s","params":%s%s}' \
	    "$1" "$2" "$3" "${4-$(bound)}" >"$work/body"
	frame "$work/body" "${5:-coordinator}" "${6:-planvakt}" >"$work/frame"
	send
}

bound()
{
	printf ',"daemon":"%s","session":"%s"' "$daemon_key" "$session"
}

bound_write()
{
	printf '%s,"seen":{"seq":%s,"hash":"%s"},"blind":"%s"' "$(bound)" \
	    "$head_is" "$head_hash" "$(od -An -v -N32 -tx1 /dev/urandom |
		tr -d ' \n')"
}

answer_verifies()
{
	key=$(cut -d ' ' -f 1 "$work/said")
	signature=$(cut -d ' ' -f 2 "$work/said")
	blob=0000000b7373682d6564323535313900000020$key
	{
		echo "-----BEGIN SSH SIGNATURE-----"
		printf '535348534947%s%s%s%s%s%s%s%s%s' 00000001 00000033 \
		    "$blob" "$(u32 15)" \
		    "$(printf planvakt-daemon | od -An -v -tx1 | tr -d ' \n')" \
		    00000000 00000006736861353132 00000053 \
		    "0000000b7373682d6564323535313900000040$signature" |
		    bytes | base64 -w 70
		echo "-----END SSH SIGNATURE-----"
	} >"$work/armor"
	{
		printf 'planvaktd namespaces="planvakt-daemon" ssh-ed25519 '
		echo "$blob" | tr -d '\n' | bytes | base64 -w 0
		echo
	} >"$work/allowed"
	ssh-keygen -Y verify -f "$work/allowed" -I planvaktd \
	    -n planvakt-daemon -s "$work/armor" <"$work/out"
}

# The answer is an error with this code, and the daemon answers others.
answers()
{
	json_is '$.error.code' "$1" && json_has '$.error' message
}

# Nothing was done: the connection got an error or was closed.
is_refused()
{
	[ "$(cat "$work/said")" = closed ] ||
	    json_query_is "select doc ->> '$.error.code' < 0 from said" 1
}

# --- a state ----------------------------------------------------------------

new_state 2022-06-13T09:00
new_key unknown
start --at 2022-06-13T09:00
must planvakt ping
must planvakt plan add p --title 'En plan'

# --- hello ------------------------------------------------------------------

open_wire
it "the daemon speaks first" json_is '$.method' hello
it "in version 1 of the protocol" json_is '$.params.protocol' 1
it "its hello verifies with ssh-keygen" answer_verifies
it "by the key that it names" is "$(cut -d ' ' -f 3- "$work/allowed" \
    >"$work/daemon.pub" && fingerprint_of "$work/daemon.pub")" "$daemon_key"
it "its nonce has 32 bytes" is "${#session}" 64
it "it names its limits" json_query_is "select json_extract(doc,
    '$.params.limits') from said" \
    '{"first":65536,"frame":1048576,"coordinator":33554432}'
first_session=$session

# --- a read -----------------------------------------------------------------

ask 1 ping '{}'
it "a request that ssh-keygen signed is answered" \
    json_is '$.result.name' samordnare
it "by the request's id" json_is '$.id' 1
it "and its SHA-512" json_is '$.request' \
    "$(sha512sum "$work/body" | cut -d ' ' -f 1)"
it "the answer verifies with ssh-keygen" answer_verifies
it "a read has no receipt" json_query_is \
    "select json_type(doc, '$.receipt') is null from said" 1

send
it "the same frame again is refused" is_refused
close_wire

# --- a write ----------------------------------------------------------------

add='{"plan":"p","activity":"A","purpose":"P","timeframe":"2022","lead":"ks"}'
department='{"code":"ks","name":"Kommunstaben","mail":"ks@kommun.example"}'
open_wire
it "each connection has its own nonce" test "$session" != "$first_session"
before=$(head_seq)
ask 1 department.add "$department" "$(bound_write)"
it "a write is answered" json_is '$.result.code' ks
it "with a receipt" json_is '$.receipt.seq' "$((before + 1))"
it "which is signed" answer_verifies
it "and the head of the log" is "$(head_seq)" "$((before + 1))"
must planvakt_json ping
head_is=$(json '$.head.seq')
head_hash=$(json '$.head.hash')
ask 2 activity.add "$add" "$(bound_write)"
it "so is the next" json_is '$.result.id' 1
cp "$work/frame" "$work/recorded"
close_wire

# --- replayed, reflected, misdirected ---------------------------------------

before=$(head_seq)

# Opens a connection of its own for one request that is refused. $2 is the
# code or "-", the rest as for ask.
refuse()
{
	what=$1 code=$2
	shift 2
	ask "$@"
	[ "$code" = - ] || it "$what: the right code" answers "$code"
	it "$what: refused" is_refused
	close_wire
	planvakt ping
	it "$what: the daemon lives on" succeeds
	open_wire
}

refuse_frame()
{
	: >"$work/body"
	send
	it "$1: refused" is_refused
	close_wire
	planvakt ping
	it "$1: the daemon lives on" succeeds
	open_wire
}

open_wire
cp "$work/recorded" "$work/frame"
refuse_frame "a frame that was recorded on another connection"

{
	u32 $(($(wc -c <"$work/hello") - 1 + 96))
	cut -d ' ' -f 1,2 "$work/from" | head -n 1 | tr -d ' \n'
} | bytes >"$work/frame"
head -c -1 "$work/hello" >>"$work/frame"
refuse_frame "the daemon's own hello, reflected"

refuse "another session" -32001 1 ping '{}' \
    ",\"daemon\":\"$daemon_key\",\"session\":\"$first_session\""
refuse "another daemon" - 1 ping '{}' \
    ",\"daemon\":\"$(fingerprint_of "$work/keys/unknown.pub")\",\"session\":\"$session\""
refuse "no daemon" - 1 ping '{}' ",\"session\":\"$session\""
refuse "no session" - 1 ping '{}' ",\"daemon\":\"$daemon_key\""
refuse "an unknown key" -32001 1 ping '{}' "$(bound)" unknown
refuse "the daemon's namespace" - 1 ping '{}' "$(bound)" coordinator \
    planvakt-daemon
refuse "another namespace" - 1 ping '{}' "$(bound)" coordinator file

printf '{"jsonrpc":"2.0","id":1,"method":"ping","params":{}%s}' "$(bound)" \
    >"$work/body"
frame "$work/body" coordinator planvakt | sed 's/"id":1/"id":2/' \
    >"$work/frame"
refuse_frame "a body that was changed on its way"

# --- what is no request -----------------------------------------------------

refuse "a method that is none" -32601 1 ping.pong '{}'
refuse "what only the daemon says" -32601 1 hello '{}'
refuse "an unknown field" -32602 1 activity.show '{"id":1,"colour":"red"}'
refuse "a field twice" -32600 1 activity.show '{"id":1,"id":1}'
refuse "a field of another type" -32602 1 activity.show '{"id":"1"}'
refuse "a fraction of a number" -32602 1 activity.show '{"id":1.5}'
refuse "a number beyond all numbers" - 1 activity.show \
    '{"id":99999999999999999999}'
refuse "null for a field" -32602 1 activity.list '{"plan":null}'
refuse "a field that is missing" -32602 1 activity.show '{}'
refuse "params by place" - 1 activity.show '[1]'
refuse "an unknown member" -32600 1 ping '{}' "$(bound),\"colour\":\"red\""
refuse "a member twice" -32600 1 ping '{}' "$(bound),\"id\":1"
refuse "an id of zero" -32600 0 ping '{}'
refuse "an id below it" -32600 -1 ping '{}'
refuse "an id in words" -32600 '"one"' ping '{}'
refuse "an id that is no whole number" -32600 1.5 ping '{}'
refuse "invalid UTF-8" - 1 plan.show "{\"code\":\"$(printf 'p\377')\"}"
refuse "a zero in a text" - 1 plan.add \
    '{"code":"q","title":"a\u0000b"}' "$(bound_write)"
refuse "half of a surrogate pair" - 1 plan.add \
    '{"code":"q","title":"a\ud800b"}' "$(bound_write)"
refuse "nesting without end" - 1 activity.show \
    "{\"id\":$(head -c 20000 /dev/zero | tr '\0' '[')1$(head -c 20000 \
	/dev/zero | tr '\0' ']')}"
refuse "another version of JSON-RPC" - '1,"jsonrpc":"1.0"' ping '{}'

printf 'nonsense' >"$work/body"
frame "$work/body" coordinator planvakt >"$work/frame"
refuse_frame "a body that is no JSON"
printf '[]' >"$work/body"
frame "$work/body" coordinator planvakt >"$work/frame"
refuse_frame "a body that is no object"
printf '' >"$work/body"
frame "$work/body" coordinator planvakt >"$work/frame"
refuse_frame "a body of nothing"

# --- what is no frame -------------------------------------------------------

u32 0 | bytes >"$work/frame"
refuse_frame "a frame of length 0"
{
	u32 95 | bytes
	head -c 95 /dev/zero
} >"$work/frame"
refuse_frame "a frame too short for its head"
u32 2147483648 | bytes >"$work/frame"
refuse_frame "a frame of 2 GiB"
u32 65537 | bytes >"$work/frame"
refuse_frame "a frame over 64 KiB before one has verified"
head -c 4096 /dev/urandom | sed 's/^/\xff/' >"$work/frame"
refuse_frame "noise"

ask 1 ping '{}'
it "once one has verified" json_is '$.result.name' samordnare
ask 2 plan.show "{\"code\":\"$(head -c 100000 /dev/zero | tr '\0' a)\"}"
it "a longer one is read, and refused for what it says" answers -32602
ask 2 ping '{}'
it "an id that does not grow is refused" is_refused
close_wire

# --- writes without what binds them -----------------------------------------

open_wire
refuse "a write without seen and blind" - 1 plan.add \
    '{"code":"q","title":"Q"}'
refuse "a write without blind" - 1 plan.add '{"code":"q","title":"Q"}' \
    "$(bound),\"seen\":{\"seq\":0,\"hash\":\"$none\"}"
refuse "a short blind" - 1 plan.add '{"code":"q","title":"Q"}' \
    "$(bound),\"seen\":{\"seq\":0,\"hash\":\"$none\"},\"blind\":\"00\""
head_hash=$none
refuse "a receipt that is not in the log" -32005 1 plan.add \
    '{"code":"q","title":"Q"}' "$(bound_write)"
head_is=4711
refuse "a receipt of the future" -32005 1 plan.add \
    '{"code":"q","title":"Q"}' "$(bound_write)"
close_wire

it "nothing of all this is in the log" is "$(head_seq)" "$before"

open_wire
head_is=0 head_hash=$none
ask 1 plan.add '{"code":"q","title":"Q"}' "$(bound_write)"
it "a write of one who holds no receipt is taken" json_is '$.result.code' q
it "as the next entry" json_is '$.receipt.seq' "$((before + 1))"
close_wire

stop
planvaktd check --state "$state"
it "the record of all this checks" succeeds

finish
