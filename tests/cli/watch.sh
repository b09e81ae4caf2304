#!/bin/sh
# SPDX-License-Identifier: ISC
# `planvakt watch`: each entry of the log is told once, in its order, to
# everybody who listens, however slowly.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00

# A subscriber with the words $2..., whose output goes to $work/$1.
subscribe()
{
	name=$1
	shift
	become "$programs/planvakt" --socket "$socket" \
	    --key "$work/keys/coordinator" "$@" \
	    >"$work/$name" 2>"$work/$name.err" </dev/null &
	subscriber=$!
}

leave()
{
	kill "$1"
	wait "$1" 2>/dev/null
}

lines_are()
{
	[ "$(wc -l <"$work/$1")" -eq "$2" ]
}

# The numbers of the entries in JSON lines.
numbers()
{
	sed -n 's/^{"seq":\([0-9]*\),.*/\1/p' "$@"
}

add()
{
	must planvakt department add "$1" "Förvaltning $1" \
	    --mail "$1@kommun.example"
}

# --- lines ------------------------------------------------------------------

head=$(head_seq)
subscribe all watch --since 0
first=$subscriber
it "since 0 tells all there is" eventually lines_are all "$head"
subscribe json --format json watch --since 0
second=$subscriber
it "to another too" eventually lines_are json "$head"
add ks
add sf
it "what is written is told" eventually lines_are all $((head + 2))
it "to both" eventually lines_are json $((head + 2))
it "a line says what was done, and when by the municipality's clocks" \
    grep -qE "^$((head + 1))  2022-06-13 09:0[0-9]  samordnare  added department ks 'F" \
    "$work/all"
it "JSON is one object a line, in order" is \
    "$(numbers "$work/json" | tr '\n' ' ')" "$(seq -s ' ' $((head + 2))) "
spoken=sv_SE.UTF-8
subscribe swedish watch --since "$head"
spoken=
it "and what the reader of another language reads is in that" eventually \
    grep -q '  samordnare  lade till förvaltningen ks ”F' "$work/swedish"
leave "$subscriber"
tail -n 1 "$work/json" >"$work/out"
it "with the members that log list has" \
    json_has '$' seq at by role command activities detail uid
planvakt_json log list --since $((head + 1))
it "and their values" json_query_is "select json_extract(doc, '\$[0]') =
    json(cast(readfile('$work/json.last') as text)) from said" \
    "$(tail -n 1 "$work/json" >"$work/json.last" && echo 1)"

planvakt department add ks Kommunstaben --mail ks@kommun.example
it "what is refused" refuses ks
add bg
it "is not told" eventually lines_are all $((head + 3))
it "nor is anything twice" is "$(numbers "$work/json" | sort | uniq -d)" ''
leave "$first"
leave "$second"

subscribe new watch
third=$subscriber
planvakt watch --since 1000
it "an entry that is not there is refused" refuses 'the log has [0-9]+ entries'
planvakt watch --since -1
it "so is what is no entry" test "$status" -ne 0
planvakt --format csv watch
it "watch shows no csv" refuses 'table or json' 2
leave "$third"

# --- a reader that goes ---------------------------------------------------

mkfifo "$work/line"
become "$programs/planvakt" --socket "$socket" \
    --key "$work/keys/coordinator" watch --since 0 \
    >"$work/line" 2>"$work/line.err" </dev/null &
reader=$!
it "a reader may read one line and go" test -n "$(head -n 1 "$work/line")"
add sista
timeout "$patience" tail --pid="$reader" -f /dev/null || kill "$reader"
wait "$reader"
it "that is the end of it, and no error" is "$?" 0
it "of which nothing is said" is "$(cat "$work/line.err")" ''

# --- a key that ends --------------------------------------------------------

# A subscriber with the key $1, who has been told all so far.
subscribe_as()
{
	become "$programs/planvakt" --socket "$socket" \
	    --key "$work/keys/$1" --format json watch --since 0 \
	    >"$work/$1.told" 2>"$work/$1.err" </dev/null &
	subscriber=$!
	told=$(head_seq)
	it "the key of $1 may watch" eventually \
	    grep -q "^{\"seq\":$told," "$work/$1.told"
}

# Sets $status to that of the subscriber, who is given $patience to end.
ended()
{
	timeout "$patience" tail --pid="$1" -f /dev/null || kill "$1"
	wait "$1"
	status=$?
}

for name in first second next; do
	new_key "$name"
done
must planvakt key add ett "$work/keys/first.pub" --role auditor
must planvakt key add tva "$work/keys/second.pub" --role auditor
subscribe_as first
first=$subscriber
subscribe_as second
second=$subscriber
must planvakt key revoke --yes ett --reason 'Slutar'
ended "$first"
it "who watches with a key that is revoked is refused" is "$status" 1
it "and told why" grep -q 'revoked or replaced' "$work/first.err"
it "but not what came" is "$(numbers "$work/first.told" | tail -n 1)" "$told"
it "another is told it" eventually grep -q "^{\"seq\":$((told + 1))," \
    "$work/second.told"
it "and goes on" kill -0 "$second"
who=second
must planvakt key replace --yes tva "$work/keys/next.pub"
who=coordinator
ended "$second"
it "with a key that is replaced likewise" is "$status" 1
it "and told why, too" grep -q 'revoked or replaced' "$work/second.err"
it "and nothing more" is "$(numbers "$work/second.told" | tail -n 1)" \
    $((told + 1))

# --- going on ---------------------------------------------------------------

: >"$work/parts"
since=0
for code in a1 a2 a3 a4; do
	subscribe part --format json watch --since "$since"
	add "$code"
	now=$(head_seq)
	it "up to $code all is told" eventually grep -q "^{\"seq\":$now," \
	    "$work/part"
	kill -9 "$subscriber"
	wait "$subscriber" 2>/dev/null
	cat "$work/part" >>"$work/parts"
	since=$(numbers "$work/parts" | tail -n 1)
	add "${code}b"
done
subscribe part --format json watch --since "$since"
now=$(head_seq)
it "one that was killed goes on" eventually grep -q "^{\"seq\":$now," \
    "$work/part"
cat "$work/part" >>"$work/parts"
it "and has had each entry once" is \
    "$(numbers "$work/parts" | tr '\n' ' ')" "$(seq -s ' ' "$now") "
leave "$subscriber"

# --- one that does not read -------------------------------------------------

memory()
{
	awk '/^VmRSS:/ { print $2 }' "/proc/$daemon/status"
}

# So many new entries.
write_entries()
{
	timeout 200 "$build/tests/cli/hostile" "$socket" \
	    "$work/keys/coordinator" "$daemon" "write:$1" >"$work/report" ||
	    bail "hostile failed"
}

# First what SQLite keeps of any entries (PRAGMA cache_size, 2,000 KB).
! as_shipped || write_entries 1500
now=$(head_seq)
subscribe slow --format json watch --since 0
slow=$subscriber
eventually grep -q "^{\"seq\":$now," "$work/slow" || bail "no event"
before=$(memory)
kill -STOP "$slow"
entries=${PLANVAKT_PROGRAMS:+200}
entries=${entries:-5000}
write_entries "$entries"
it "$entries entries are written" is "$(head_seq)" $((now + entries))
if [ "$entries" -eq 5000 ] && as_shipped; then
	after=$(memory)
	it "the daemon keeps nothing of them for one who does not read" \
	    test $((after - before)) -lt 2048
fi
kill -CONT "$slow"
patience=60
it "when he reads again he is told all" \
    eventually grep -q "^{\"seq\":$((now + entries))," "$work/slow"
it "each once, in order" is "$(numbers "$work/slow" | cksum)" \
    "$(seq $((now + entries)) | cksum)"
if [ "$entries" -eq 5000 ]; then
	it "and that he was behind" grep -q '^{"behind":[0-9]*}' "$work/slow"
fi

stop
it "the daemon stops with a subscriber" is "$status" 0
wait "$slow"
status=$?
it "who is told" is "$status" 3
it "and told how to go on" grep -q \
    "planvakt watch --since $((now + entries))" "$work/slow.err"

finish
