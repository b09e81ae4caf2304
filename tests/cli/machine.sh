#!/bin/sh
# SPDX-License-Identifier: ISC
# What a machine and its administrators do to a daemon: limits, locks of others,
# files that are taken away or put in another's place, root used once.
# shellcheck source=tests/cli/lib.sh
. "${0%/*}/lib.sh"

serves()
{
	(planvakt ping && [ "$status" -eq 0 ])
}

# Milliseconds.
now()
{
	date +%s%3N
}

new_state 2022-06-13T09:00

# --- a limit of file sizes --------------------------------------------------

# 500 KiB (POSIX counts 512 bytes): the database has some 280, a plan of 4,000
# rows wants more.
(
	ulimit -f 1000
	launch --at 2022-06-13T09:00
	echo "$supervisor" >"$work/pid"
)
supervisor=$(cat "$work/pid")
daemon=$supervisor
log=$work/daemon.1
starts=1
heard 'planvaktd: listening on' || bail "planvaktd did not start"
daemon=$(serving)
must planvakt ping
add_departments
must planvakt plan add p --title P
{
	echo 'Aktivitet;Tidplan;Ansvarig'
	seq -f 'Gör %.0f;2024;Kommunstaben' 4000
} >"$work/many.csv"
planvakt import "$work/many.csv" --plan p
it "a limit of file sizes is an error" \
    refuses 'nothing was changed: its (disk|messages)'
it "and the operator is told" heard 'File too large'
it "the daemon lives" is "$(serving)" "$daemon"
must planvakt_json activity list
it "with nothing of it" json_query_is \
    "select json_array_length(doc) from said" 0
must planvakt department add liten Liten --mail liten@kommun.example
it "what fits is done" succeeds
stop
(
	ulimit -f 20
	planvaktd init --state "$work/tiny" --coordinator a \
	    --key "$work/keys/coordinator.pub"
	exit "$status"
)
status=$?
it "init says it too" refuses 'File too large|no room left'
it "and leaves no half a state" test ! -e "$work/tiny/planvakt.db"

# --- another program's lock -------------------------------------------------

start --at 2022-06-13T09:00
must planvakt ping
mkfifo "$work/sql"
sqlite3 "$state/planvakt.db" <"$work/sql" >"$work/locked" &
locker=$!
exec 7>"$work/sql"
echo "BEGIN IMMEDIATE; SELECT 'held';" >&7
eventually grep -q held "$work/locked" || bail "sqlite3 does not hold it"
began=$(now)
planvakt department add nu Nytt --mail nu@kommun.example
took=$(($(now) - began))
it "who writes while another program holds the database is told at once" \
    refuses 'another program holds its database: try again'
it "not after seconds" test "$took" -lt $((1000 * ${PLANVAKT_PATIENCE:-1}))
it "who reads is answered" serves
it "the operator is told" heard 'another program holds .*planvakt.db: end it'
echo 'ROLLBACK;' >&7
exec 7>&-
wait "$locker"
planvakt department add nu Nytt --mail nu@kommun.example
it "afterwards it goes on" succeeds
stop

# --- no more files ----------------------------------------------------------

# 48 files are 16 connections. Strangers hold more than that.
(
	# shellcheck disable=SC3045 # dash has it
	ulimit -n 48
	launch --at 2022-06-13T10:00
	echo "$supervisor" >"$work/pid"
)
supervisor=$(cat "$work/pid")
daemon=$supervisor
starts=$((starts + 1))
log=$work/daemon.$starts
heard 'planvaktd: listening on' || bail "planvaktd did not start"
daemon=$(serving)
it "few files are said at the start" \
    heard '16 connections at a time instead of 512.*LimitNOFILE'
python3 - "$socket" >"$work/strangers" <<'END' &
import socket, sys, time
held = []
for i in range(60):
    one = socket.socket(socket.AF_UNIX)
    one.connect(sys.argv[1])
    held.append(one)
    if i == 40:
        print("held", flush=True)
time.sleep(60)
END
strangers=$!
eventually grep -q held "$work/strangers" || bail "no strangers"
answered=0
for _ in 1 2 3 4 5 6 7 8; do
	planvakt activity list
	[ "$status" -ne 0 ] || answered=$((answered + 1))
done
it "who verifies is served though strangers hold all files" is "$answered" 8
must planvakt notice test --wait 0 a@kommun.example
it "and what the daemon itself needs is there" \
    heard 'delivered dispatch .*a@kommun.example'
it "it never ran out" is "$(grep -c 'cannot accept' "$log")" 0
kill "$strangers"
wait "$strangers" 2>/dev/null
stop

# --- the state, locked ------------------------------------------------------

start --at 2022-06-13T11:00
rm -f "$state/lock" "$socket.lock"
run timeout "$patience" "$programs/planvaktd" run --state "$state" \
    --socket "$work/other.sock" --at 2022-06-13T11:00
it "no second daemon serves a state, whatever was removed in it" \
    refuses 'another planvaktd runs on'
ln -s "$state" "$work/link"
run timeout "$patience" "$programs/planvaktd" run --state "$work/link" \
    --socket "$work/other.sock" --at 2022-06-13T11:00
it "nor by another path" refuses 'another planvaktd runs on'

# --- the socket of a successor ----------------------------------------------

# All that the first daemon has in the file system is taken away, and another
# state's daemon takes its place.
cp -R "$state" "$work/second"
rm -f "$work"/second/planvaktd.sock* "$work"/second/planvakt.db-*
sqlite3 "$state/planvakt.db" "VACUUM INTO '$work/second/new'" &&
    mv "$work/second/new" "$work/second/planvakt.db"
chmod 600 "$work/second/planvakt.db"
rm -f "$socket" "$socket.lock"
first=$supervisor
first_state=$state
state=$work/second
launch --at 2022-06-13T11:00 --socket "$socket"
heard 'planvaktd: listening on' || bail "the second did not start"
daemon=$(serving)
kill "$first"
wait "$first"
it "who was displaced ends" is "$?" 0
it "and leaves its successor's socket" test -S "$socket"
it "and its lock" test -e "$socket.lock"
it "who is served there" serves
stop
state=$first_state

# --- a database that is replaced while it is served -------------------------

rm -rf "$work/backup"
cp -R "$state" "$work/backup"
rm -f "$work"/backup/planvaktd.sock*


# The daemon ends, verifies all of what it finds, and serves it or not.
begins_anew()
{
	heard "the daemon ended with status 1" &&
	    heard 'somebody has put other files into the state'
}

rm -rf "$work/client"
start --at 2022-06-13T12:00
must planvakt department add ett Ett --mail ett@kommun.example
stop
start --at 2022-06-13T12:00
must planvakt department add fyra Fyra --mail fyra@kommun.example
cp "$work/backup/planvakt.db" "$state/planvakt.db"
planvakt department add två Två --mail tva@kommun.example
it "nothing is acknowledged once a copy was put over the database" \
    test "$status" -ne 0
it "the daemon says why and ends" begins_anew
it "what lies there then is not served" \
    heard 'does not belong together, so it is not served'
it "the program has ended" eventually is_dead "$supervisor"
daemon=
rm -f "$state"/planvakt.db-wal "$state"/planvakt.db-shm "$socket" "$socket.lock"
rm -rf "$work/client"
start --at 2022-06-13T12:00
must planvakt ping
planvakt_json department list
it "without the -wal the backup is served" json_query_is \
    "select count(*) from said, json_each(doc) where value ->> 'code' = 'ett'" 0

# One that takes its name.
cp "$work/backup/planvakt.db" "$state/new"
chmod 600 "$state/new"
mv "$state/new" "$state/planvakt.db"
planvakt department add två Två --mail tva@kommun.example
it "nor where another file took its name" test "$status" -ne 0
it "which the daemon sees" begins_anew
kill "$supervisor" 2>/dev/null
wait "$supervisor"
daemon=
rm -rf "$state"
cp -R "$work/backup" "$state"
rm -rf "$work/client"

# A log that is removed would take with it what was acknowledged.
start --at 2022-06-13T12:00
must planvakt ping
rm -f "$state/planvakt.db-wal"
planvakt department add tre Tre --mail tre@kommun.example
it "nor without its write-ahead log" test "$status" -ne 0
it "which the daemon sees too" begins_anew
kill "$supervisor" 2>/dev/null
wait "$supervisor"
daemon=
rm -rf "$state"
cp -R "$work/backup" "$state"
rm -rf "$work/client"

# --- root, once -------------------------------------------------------------

# Who is not root cannot try it; that is said, and not counted as held.
if [ "$(id -u)" -eq 0 ]; then
	mkdir "$work/bin"
	cp "$build/planvaktd" "$build/planvakt-deliver" "$work/bin"
	chmod 711 "$work"
	mkdir "$work/copies"
	chown -R nobody "$state" "$work/copies"
	root_s()
	{
		find "$state" -uid 0
	}
	run "$work/bin/planvaktd" check --state "$state"
	it "root checks a state of another's" succeeds
	run "$work/bin/planvaktd" rehearse --state "$state" \
	    --from 2022-07-01 --to 2022-07-31
	it "and rehearses it" succeeds
	run "$work/bin/planvaktd" backup --state "$state" \
	    "$work/copies/band"
	it "and copies it" succeeds
	run "$work/bin/planvaktd" restore "$work/copies/band" --state "$state"
	it "and puts it back" succeeds
	it "nothing in it is root's then" is "$(root_s)" ''
	programs=$work/bin start --at 2022-06-13T13:00
	programs=$build
	it "root serves it as its owner" is \
	    "$(sed -n 's/^Uid:[[:space:]]*\([0-9]*\).*/\1/p' \
	    "/proc/$daemon/status")" "$(id -u nobody)"
	must planvakt trust "$(ssh-keygen -lf "$state/key.pub" |
	    cut -d ' ' -f 2)"
	must planvakt notice test --wait 0 b@kommun.example
	it "and delivers" heard 'delivered dispatch .*b@kommun.example'
	stop
	it "with nothing left to root" is "$(root_s)" ''
	mkdir -m 750 "$work/empty"
	chown nobody "$work/empty"
	run "$work/bin/planvaktd" init --state "$work/empty" --coordinator a \
	    --key "$work/keys/coordinator.pub"
	it "init makes a state in a folder of another's for him" is \
	    "$(find "$work/empty" -uid 0)" ''
	for file in mail planvakt.db key; do
		chown 0 "$state/$file"
		run setpriv --reuid=nobody --clear-groups \
		    "$work/bin/planvaktd" run --state "$state" \
		    --at 2022-06-13T14:00
		it "a $file of root's is told, and what mends it" refuses \
		    "$state/$file does not belong to nobody.*chown -R nobody: $state"
		chown nobody "$state/$file"
	done
else
	echo "# not root: what root does to a state was not tried"
fi

finish
