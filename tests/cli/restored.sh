#!/bin/sh
# SPDX-License-Identifier: ISC
# A log that lost what it gave receipts for: nobody believes it, until it says
# in itself that a backup was put back and a coordinator has confirmed that.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
for name in department other auditor; do
	new_key "$name"
done
start --at 2022-06-13T09:00
must planvakt ping
must planvakt department add ks Kommunstaben --mail ks@kommun.example
must planvakt plan add p --title 'En plan'
for number in 1 2; do
	must planvakt activity add --plan p --activity "Nummer $number" \
	    --purpose Klarhet --timeframe 2022 --lead ks
done
must planvakt key add staben "$work/keys/department.pub" \
    --role department --department ks
must planvakt key add andra "$work/keys/other.pub" \
    --role department --department ks
must planvakt key add revisor "$work/keys/auditor.pub" --role auditor
who=other
must planvakt update 2 --status started
stop
cp -a "$state" "$work/backup"
night="$work/Nattens kopia, 12 juni"
must planvaktd backup --state "$state" "$night"
backup=$(sqlite3 "$state/planvakt.db" 'select max(seq) from log')

fails_as()
{
	refuses "$1" 4
}

restore()
{
	rm -r "$state"
	cp -a "$work/backup" "$state"
}

# --- not a word about it ----------------------------------------------------

start --at 2022-06-13T10:00
who=department
must planvakt update 1 --status started --note 'Det här går förlorat.'
who=coordinator
must planvakt activity add --plan p --activity 'Nummer 3' \
    --purpose Klarhet --timeframe 2022 --lead ks
stop
cp -a "$work/client" "$work/client.was"
restore
start --at 2022-06-13T11:00
who=department
planvakt activity list
it "a log that lacks my entry is not believed" fails_as \
    "lacks entry $((backup + 1)), .* nobody said so"
planvakt update 1 --status started
it "nor written to" fails_as 'lacks entry'
who=coordinator
planvakt log confirm-restore
it "the coordinator cannot confirm what nobody said" refuses \
    'nothing to confirm'
who=other
planvakt activity list
it "who lost nothing goes on" succeeds
must planvakt update 2 --status started --note 'Vi fortsätter.'
must planvakt update 2 --status started --note 'Och fortsätter.'
must planvakt update 2 --status started --note 'Ännu en.'
who=department
planvakt activity list
it "also where the log has grown past my entry" fails_as 'not in this'
planvakt --format json activity list
it "as JSON" fails_as 'not in this'
stop

# --- planvaktd restore ------------------------------------------------------

restore
rm -r "$work/client"
cp -a "$work/client.was" "$work/client"
launch --at 2022-06-13T12:00
heard 'listening on' || bail "planvaktd did not start"
planvaktd restore "$night" --state "$state"
it "not while the daemon runs" refuses 'stop it first'
stop
cp "$night" "$work/Ring 121212-1212"
planvaktd restore "$work/Ring 121212-1212" --state "$state"
it "no personal identity number goes in" refuses 'FILE: .*personal identity number'
cp "$night" "$work/$(printf 'band \377')"
planvaktd restore "$work/$(printf 'band \377')" --state "$state"
it "nor what is no text" refuses "name is not valid UTF-8"
planvaktd init --state "$state" --restored-from a
it "nothing else says so" refuses 'restored-from' 2
it "nothing was logged by any of that" is "$backup" \
    "$(sqlite3 "$state/planvakt.db" 'select max(seq) from log')"
planvaktd restore "$night" --state "$state"
it "it is said in the log" succeeds
it "with the entry's number" grep -q "^entry $((backup + 1)) " "$work/out"
planvaktd check --state "$state"
it "which checks" succeeds
start --at 2022-06-13T12:00

who=department
planvakt activity list
it "my entry is lost; that is not accepted yet" fails_as \
    "Nattens kopia, 12 juni.* lacks entry $((backup + 1)).*confirm-restore"
planvakt log confirm-restore
it "a department confirms nothing" refuses "coordinator's key"
who=other
planvakt activity list
it "who lost nothing is not bothered" succeeds
who=coordinator
planvakt status
it "the coordinator too has lost an entry" fails_as 'confirm-restore'
planvakt log confirm-restore
it "she confirms, though her own receipt is lost" succeeds
it "what was confirmed is that entry" is "$(cat "$work/out")" \
    "confirmed the restore that entry $((backup + 1)) tells of (entry $((backup + 2)))"
planvakt status
it "and goes on" succeeds
planvakt_json log confirm-restore
it "once more changes nothing" json_is '$' \
    "{\"restored\":$((backup + 1)),\"unchanged\":true}"
planvakt log confirm-restore
it "which is said" is "$(cat "$work/out")" \
    "nothing changed: the restore that entry $((backup + 1)) tells of is confirmed already"
it "in the log" is "$(head_seq)" $((backup + 2))

who=department
cp -a "$work/client" "$work/client.unaware"
planvakt activity list
it "then it is accepted" test "$status" -eq 0
it "by a line that says what was lost, and who says so" \
    grep -Eqx "planvakt: .*Nattens kopia, 12 juni.* samordnare \(SHA256:.{43}\) confirmed: entry $((backup + 1)).*" \
    "$work/err"
it "one" is "$(wc -l <"$work/err")" 1
planvakt activity list
it "once" succeeds
planvakt update 1 --status started --note 'Igen.'
it "and writes are taken" succeeds

# The log has grown past the entry that was lost: the daemon refuses the
# receipt, not the client the log.
for command in 'activity list' '--format json activity list' \
    'update 1 --status started --note Grown'; do
	rm -r "$work/client"
	cp -a "$work/client.unaware" "$work/client"
	# shellcheck disable=SC2086 # a command
	planvakt $command
	it "accepted where the log has gone on ($command)" \
	    test "$status" -eq 0
	it "with the same line" grep -q "entry $((backup + 1))" "$work/err"
done
who=auditor
planvakt log list
it "a key without receipts is not bothered" succeeds
planvakt log export "$work/export"
it "an export has it" succeeds
(cd "$work" && run sh export/verify export)
it "and verifies" grep -q '^ok: ' "$work/out"

# --- what no backup explains ------------------------------------------------

# A receipt from before the backup, which is not in the log: the history that
# the backup holds is another.
receipt=$(grep -l "^$backup " "$work"/client.was/planvakt/receipts/* |
    head -n 1)
[ -n "$receipt" ] || bail "nobody holds a receipt of entry $backup"
who=other
rm -r "$work/client"
cp -a "$work/client.was" "$work/client"
sed -i "s/ ..../ 0000/" "$work/client/planvakt/receipts/${receipt##*/}"
planvakt activity list
it "a receipt of before the backup is not explained by it" fails_as \
    'not in this'
stop

# An entry that only looks like a confirmation, in the daemon's tables.
restore
must planvaktd restore "$night" --state "$state"
start --at 2022-06-13T12:00
stop
sqlite3 "$state/planvakt.db" "update restoration set confirmed = 2"
start --at 2022-06-13T12:00
rm -r "$work/client"
cp -a "$work/client.was" "$work/client"
who=department
planvakt activity list
it "another entry is no confirmation" fails_as 'entry 2 is a log.confirm'
stop

finish
