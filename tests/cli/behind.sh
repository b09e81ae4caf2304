#!/bin/sh
# SPDX-License-Identifier: ISC
# Changes made in the database while the daemon runs, and taken back: `check`
# finds what they led to, and `status` tells what it found.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
new_key auditor
start --at 2022-06-13T09:00
must planvakt ping
import_plan
must planvakt key add revisor "$work/keys/auditor.pub" --role auditor

# Executes SQL in the live database.
behind()
{
	sqlite3 -batch -init /dev/null -cmd '.timeout 10000' \
	    "$state/planvakt.db" "$1" || bail "sqlite3: $1"
}

checked()
{
	planvakt_json status
	json_query_is "select coalesce(doc ->> '\$.checked.ok', 'never')
	    from said" "$1"
}

# --- what check found last ---------------------------------------------------

it "nobody has checked" checked never
planvaktd check --state "$state"
it "beside a running daemon all holds" succeeds
it "which status tells" checked 1
it "with the time" json_query_is "select doc ->> '\$.checked.at' > '2022'
    from said" 1
planvakt status --verbose
it "in its table, too" grep -q checked "$work/out"
cp -a "$state" "$work/before"

# --- a role -----------------------------------------------------------------

behind "UPDATE key SET role = 'coordinator' WHERE name = 'revisor'"
who=auditor
must planvakt activity drop 7 --reason x
dropped=$(head_seq)
who=coordinator
behind "UPDATE key SET role = 'auditor' WHERE name = 'revisor'"
planvaktd check --state "$state"
it "a role that was changed and changed back is found" refuses \
    "entry $dropped .*needs a coordinator's key, yours is of role auditor"
it "which status tells, too" checked 0
it "with the words" json_query_is "select doc ->> '\$.checked.words'
    like '%coordinator%' from said" 1
stop

# --- an address -------------------------------------------------------------

# What a trigger leads astray goes to angripare@; the words in $1 hide it.
astray()
{
	rm -rf "$state"
	cp -a "$work/before" "$state"
	start --at 2022-07-01T07:59:55
	must planvakt ping
	behind "CREATE TRIGGER x AFTER INSERT ON dispatch
	    WHEN new.run IS NOT NULL AND new.address LIKE 'ks@%' BEGIN
	    UPDATE dispatch SET address = 'angripare@example.org'
	    WHERE id = new.id; END"
	heard 'delivered dispatch [0-9]+ to angripare@example\.org' ||
	    bail "nothing was led astray"
	stop
	behind "DROP TRIGGER x; $1"
}

astray "UPDATE dispatch SET address = 'ks@kommun.example'
    WHERE address LIKE 'angripare%'; DELETE FROM former_address"
planvaktd check --state "$state"
it "a message that was led astray is found" refuses \
    'message [0-9]+ went to angripare@example.org'
astray ""
planvaktd check --state "$state"
it "also where the address was left" refuses \
    'message [0-9]+ went to angripare@example.org'
astray "UPDATE built SET view_sha256 = zeroblob(32)"
start --at 2022-07-01T08:10
must planvakt ping
stop
planvaktd check --state "$state"
it "and after the tables were made anew" refuses \
    'message [0-9]+ went to angripare@example.org'

finish
