#!/bin/sh
# SPDX-License-Identifier: ISC
# The daemon confines itself, its workers stay as they are, and all that a
# normal day takes still works.
. "${0%/*}/lib.sh"

conf=$work/planvaktd.conf

# A line of a process's status, without its name.
status_of()
{
	sed -n "s/^$2:[[:space:]]*//p" "/proc/$1/status"
}

workers()
{
	grep -l "^PPid:[[:space:]]*$supervisor\$" /proc/[0-9]*/status 2>/dev/null |
	    xargs grep -l "^Name:[[:space:]]*planvakt-mail" | sed 's,/proc/\([0-9]*\)/.*,\1,'
}

# Of each worker that there is.
all_workers_are()
{
	[ -n "$(workers)" ] || return 1
	for worker in $(workers); do
		is "$(status_of "$worker" "$1" | tr '\t' ' ')" "$2" || return 1
	done
}

# Sanitizers and Valgrind make calls that no server does: there is no filter,
# and the operator is told.
filter=2
as_shipped || filter=0

# --- a normal day -----------------------------------------------------------

new_state 2022-06-13T09:00
start --at 2022-06-13T09:00
it "the running daemon gains no privileges" \
    is "$(status_of "$daemon" NoNewPrivs)" 1
it "makes only the system calls it is to" \
    is "$(status_of "$daemon" Seccomp)" "$filter"
it "and says so where it cannot be held to them" \
    is "$(grep -c 'running without .*a filter of system calls' "$log")" \
    "$((filter == 0))"
it "and leaves no core" is "$(sed -n \
    's/^Max core file size  *\([0-9]*\)  *\([0-9]*\) .*/\1 \2/p' \
    "/proc/$daemon/limits")" "0 0"
it "it has a worker" is "$(workers | wc -l)" 1
it "which may still start what is setgid" all_workers_are NoNewPrivs 0
it "by any call" all_workers_are Seccomp 0

planvakt ping
it "it answers" is "$status" 0
import_plan
it "a plan is imported" succeeds

# Over what SQLite keeps in memory of a savepoint.
must planvakt plan add stor --title 'En stor plan' --adopted 2022-01-10
{
	echo "Aktivitet;Syfte;Tidplan;Ansvarig"
	seq -f 'Aktivitet %.0f;Att pröva mycket på en gång;Ht 2022;Kommunstaben' 2000
} >"$work/large.csv"
planvakt import "$work/large.csv" --plan stor
it "a large one, too" is "$status" 0
planvakt_json status
it "and read" is "$(json '$.activities.planned')" 2009
planvakt_json timeframe 'Vt 2023'
it "a timeframe is read" json_is '$[0].end' 2023-06-30
planvakt update 7 --status started --progress 10 --note 'Utkast finns'
it "progress is reported" succeeds
stop
it "it stops in good order" is "$status" 0
it "and takes its socket along" test ! -e "$socket"

start --at 2022-07-01T07:59:54
it "a message is delivered" \
    heard 'delivered dispatch [0-9]+ to ks@kommun\.example'
it "to its mailbox" is "$(mail_count ks@kommun.example)" 1
stop
it "the daemon stops after a run" is "$status" 0
planvaktd check --state "$state"
it "the state checks" succeeds

# --- another configuration --------------------------------------------------

cat >"$conf" <<-END
	[daemon]
	confine = no
END
start --config "$conf"
it "confine = no is said" \
    heard 'running without confinement: \[daemon\] confine = no'
it "and done" is "$(status_of "$daemon" NoNewPrivs),$(status_of \
    "$daemon" Seccomp)" 0,0
stop

# The file that takes the former one's place, as editors write it.
echo '[limits]' >"$conf"
start --config "$conf"
printf '[limits]\nconnections = 10\n' >"$work/new.conf"
mv "$work/new.conf" "$conf"
kill -HUP "$daemon"
it "a confined daemon reads a configuration that was put in place" \
    heard 'planvaktd.conf was read again'
it "and lives on" is "$(status_of "$daemon" NoNewPrivs)" 1
stop

# --- the user ---------------------------------------------------------------

printf '[daemon]\nuser = planvakt-nowhere\n' >"$conf"
planvaktd run --state "$state" --config "$conf"
it "a user that is not there is refused" \
    refuses 'there is no user planvakt-nowhere'
it "and nothing is begun" test ! -e "$socket"

not_root()
{
	printf '[daemon]\nuser = root\n' >"$conf"
	planvaktd run --state "$state" --config "$conf"
	it "only root can become another user" refuses 'only root can become'
}

# The programs lie where that user can reach them.
as_nobody()
{
	mkdir "$work/bin"
	cp "$build/planvaktd" "$build/planvakt-deliver" \
	    "$build/planvakt" "$work/bin"
	programs=$work/bin
	chmod 711 "$work"
	printf '[daemon]\nuser = nobody\n' >"$conf"
	planvaktd run --state "$state" --config "$conf"
	it "a state of another user's is refused, and told what to do" \
	    refuses "may not enter $state: .*chown"
	before=$(mail_count ks@kommun.example)
	chown -R nobody "$state"
	start --config "$conf" --at 2022-08-01T07:59:54
	nobody=$(id -u nobody)
	it "started as root the daemon becomes its user" \
	    is "$(status_of "$daemon" Uid | tr '\t' ' ')" \
	    "$nobody $nobody $nobody $nobody"
	it "with that user's groups only" \
	    is "$(status_of "$daemon" Groups)" "$(id -G nobody) "
	it "and so do its workers" \
	    all_workers_are Uid "$nobody $nobody $nobody $nobody"
	it "which may still start what is setgid" \
	    all_workers_are NoNewPrivs 0
	it "its files are closed to that user's other processes" \
	    is "$(stat -c %u "/proc/$daemon/environ")" 0
	planvakt ping
	it "it answers" is "$status" 0
	it "it delivers" \
	    heard 'delivered dispatch [0-9]+ to ks@kommun\.example'
	it "one message more" \
	    is "$(mail_count ks@kommun.example)" $((before + 1))
	it "nothing in the state is root's" \
	    is "$(find "$state" -user root | wc -l)" 0
	stop
	it "and it stops in good order" is "$status" 0
	it "with its socket" test ! -e "$socket"
}

if [ "$(id -u)" -eq 0 ]; then
	as_nobody
else
	not_root
fi

finish
