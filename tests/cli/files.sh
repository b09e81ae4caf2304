#!/bin/sh
# SPDX-License-Identifier: ISC
# What may lie in a state's folder: files of another time, of another database,
# or none. It is refused, or right; and who only looks changes no byte.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# Names, contents and times of all that is in the folder, but for the outcome
# of the last check.
picture()
{
	find "$1" -type f ! -name checked \
	    -exec stat -c '%n %s %Y %y %i' {} + | sort
	find "$1" -type f ! -name checked -exec sha256sum {} + | sort
}

looks_only()
{
	picture "$state" >"$work/before"
	planvaktd "$@"
	[ "$status" -eq 0 ] || {
		echo "exit status $status"
		return 1
	}
	picture "$state" | diff "$work/before" -
}

note()
{
	must planvakt update 1 --note "$1"
}

# As after a power loss: the files as they are, nothing closed.
killed()
{
	crash
	rm -f "$socket"
}

keep()
{
	rm -rf "${work:?}/$1"
	cp -a "$state" "$work/$1"
}

put_back()
{
	rm -rf "$state"
	cp -a "$work/$1" "$state"
}

# The daemon does not serve it, says why, and leaves it as it is but for the
# index (-shm), which is made anew each time.
is_refused()
{
	picture "$state" | grep -v -e '-shm' >"$work/before"
	run timeout "$patience" "$programs/planvaktd" run --state "$state" \
	    --at 2022-06-14T12:00
	[ "$status" -eq 1 ] && grep -q "$1" "$work/err" &&
	    picture "$state" | grep -v -e '-shm' | diff "$work/before" -
}

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
import_plan
stop
it "who checks a state that was closed changes no byte" \
    looks_only check --state "$state"
it "nor who rehearses" \
    looks_only rehearse --state "$state" --from 2022-06-14 --to 2022-09-01
it "there is one file of the database" test ! -e "$state/planvakt.db-wal"
keep first
chmod 500 "$state"
it "nor in a folder that is read only" looks_only check --state "$state"
chmod 750 "$state"

# --- killed -----------------------------------------------------------------

start --at 2022-06-13T10:00
note 'Före den andra starten.'
stop
start --at 2022-06-13T11:00
note 'Det sista.'
killed
[ -s "$state/planvakt.db-wal" ] || bail "nothing stands in the -wal"
keep killed
it "who checks one that was killed changes no byte" \
    looks_only check --state "$state"
it "nor who rehearses it" \
    looks_only rehearse --state "$state" --from 2022-06-14 --to 2022-09-01
start --at 2022-06-13T12:00
it "a killed one is verified when it starts" heard 'verifying all of it'
planvakt_json activity show 1
it "and has all that was acknowledged" json_is '$.notes[#-1].note' 'Det sista.'
stop
start --at 2022-06-13T13:00
stop
it "one that was closed is not" is "$(grep -c 'verifying' "$log")" 0

put_back killed
printf 'no index of anything' >"$state/planvakt.db-shm"
it "a foreign -shm is not looked at" looks_only check --state "$state"
start --at 2022-06-13T12:00
planvakt_json activity show 1
it "by the daemon neither" json_is '$.notes[#-1].note' 'Det sista.'
stop

put_back killed
rm -f "$state"/planvakt.db-wal "$state"/planvakt.db-shm
it "without its -wal it is an older state" looks_only check --state "$state"
start --at 2022-06-13T12:00
it "which is verified" heard 'verifying all of it'
stop

# --- a backup beside what it replaced ---------------------------------------

put_back killed
cp "$work/first/planvakt.db" "$state/planvakt.db"
planvaktd check --state "$state"
it "check finds a backup put back beside a -wal" refuses '.'
it "the daemon does not serve it" is_refused 'without any planvakt.db-wal'
rm -f "$state"/planvakt.db-wal "$state"/planvakt.db-shm
rm -rf "$work/client"
start --at 2022-06-13T12:00
planvakt_json activity show 1
it "without the -wal the backup is right" json_is '$.notes' '[]'
stop

# Of another database.
mv "$state" "$work/mine"
new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
rm -rf "$work/client"
must planvakt ping
add_departments
killed
keep other
put_back first
cp "$work/other/planvakt.db-wal" "$state/"
planvaktd check --state "$state"
it "check finds another database's -wal" refuses '.'
it "nor does the daemon serve that" is_refused 'not the one that began'
put_back first
head -c 4096 /dev/urandom >"$state/planvakt.db-wal"
it "one that is noise is none" looks_only check --state "$state"
put_back first
head -c 4096 /dev/urandom >"$state/planvakt.db-journal"
planvaktd check --state "$state"
it "a journal is never planvakt's" refuses 'planvakt.db-journal is not'
it "for the daemon neither" is_refused 'planvakt.db-journal is not'

# --- a copy of a state that runs --------------------------------------------

# While somebody writes, the folder or the database alone: each copy checks and is served, or is refused
# by both.
put_back first
rm -rf "$work/client"
start --at 2022-06-13T09:00
must planvakt ping
writes()
{
	while [ ! -e "$work/enough" ]; do
		"$programs/planvakt" --socket "$socket" \
		    --key "$work/keys/coordinator" update 2 \
		    --note "Nummer $(date +%N)" >/dev/null 2>&1
	done
}
(XDG_STATE_HOME="$work/client" writes) &
writer=$!
agreed=0
copies=0
for round in 1 2 3 4 5 6 7 8; do
	rm -rf "$work/copy"
	case $round in
	*[1357]) cp -R "$state" "$work/copy" 2>/dev/null ;;
	*) mkdir "$work/copy" && cp "$state/planvakt.db" "$state"/key* \
	    "$work/copy" ;;
	esac
	rm -f "$work/copy/planvaktd.sock" "$work/copy/lock"
	copies=$((copies + 1))
	planvaktd check --state "$work/copy"
	checked=$status
	(
		served=$daemon
		state=$work/copy
		launch --socket "$work/copy.sock" --at 2022-06-14T12:00
		if heard 'listening on'; then
			stop
			served=0
		else
			served=1
			daemon=
		fi
		exit "$served"
	)
	served=$?
	[ "$checked" -ne "$served" ] || agreed=$((agreed + 1))
done
: >"$work/enough"
wait "$writer"
it "a copy of what runs is right for both, or for neither" \
    is "$agreed" "$copies"
stop
it "what was copied goes on" is "$status" 0

finish
