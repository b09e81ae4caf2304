#!/bin/sh
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2317 # conditions are called by `it`
# The drill: a state is copied while it is served, the machine is lost, and the
# copy is put back on another; every write up to the copy is there, and each
# client is told what is not.
. "${0%/*}/lib.sh"

# The entries of a state, as SQLite counts them.
entries()
{
	sqlite3 "$1/planvakt.db" 'SELECT max(seq) FROM log'
}

# Nothing is left of what was begun beside these files.
only()
{
	folder=$1
	shift
	is "$(cd "$folder" && find . -maxdepth 1 ! -name . \( -type f -o \
	    -name '*.part' \) | sort | tr -d '\n')" \
	    "$(for name; do echo "./$name"; done | sort | tr -d '\n')"
}

new_state 2022-06-13T09:00
new_key staben
mkdir "$work/out.d"
file=$work/out.d/planvakt.tar
start --at 2022-06-13T09:00
must planvakt ping
must planvakt department add ks Kommunstaben --mail ks@kommun.example
must planvakt plan add p --title 'En plan'
must planvakt activity add --plan p --activity 'Nummer 1' \
    --purpose Klarhet --timeframe 2022 --lead ks
must planvakt key add staben "$work/keys/staben.pub" --role department \
    --department ks

# --- while it is served -----------------------------------------------------

planvaktd backup --state "$state" "$file"
it "a state is copied while it is served" succeeds
cp "$work/out" "$work/said"
head=$(head_seq)
it "which says how much, verified" grep -q \
    "^ok: $file has $head entries, verified; head $head " "$work/said"
it "nobody else may read it" is "$(stat -c %a "$file")" 600
it "nothing lies beside it" only "$work/out.d" planvakt.tar
it "tar opens it" is "$(tar -tf "$file" | tr '\n' ' ')" 'key planvakt.db '
it "the daemon was not disturbed" is "$(grep -c 'put other files' "$log")" 0
before=$(head_seq)

# A daemon that writes does not wait for who copies, wherever that one stands.
held()
{
	become "$programs/planvaktd" backup --state "$state" "$work/held.tar" \
	    >"$work/held" 2>&1 </dev/null &
	copier=$!
	eventually test -e "$work/held.tar.part" -o -e "$work/held.tar"
	kill -STOP "$copier" 2>/dev/null
	planvakt update 1 --status started --note 'Medan kopian tas.'
	written=$status
	kill -CONT "$copier" 2>/dev/null
	wait "$copier"
	copied=$?
	is "written $written, copied $copied" "written 0, copied 0"
}
it "writes are taken while it is copied" held

planvaktd backup --state "$state" "$file"
it "again, in its place" succeeds
it "which it says" grep -qx 'it replaces an older backup' "$work/out"
: >"$work/empty.tar"
planvaktd backup --state "$state" "$work/empty.tar"
it "a file that mktemp has made is used" succeeds
it "and was no backup" is "$(grep -c replaces "$work/out")" 0
echo 'Ett brev' >"$work/letter"
planvaktd backup --state "$state" "$work/letter"
it "what is no backup is not replaced" refuses 'is no backup'
it "and is still there" grep -q brev "$work/letter"
# A copy is lost with what it lies with.
for name in planvakt key ./new.tar; do
	planvaktd backup --state "$state" "$state/$name"
	it "nothing is made in the state's folder, as $name" \
	    refuses 'is in the folder of the state'
done
it "whose database is there" test -s "$state/planvakt.db"
acknowledged=$(head_seq)
it "with what came since" test "$acknowledged" -gt "$before"

# What lies beside it and is somebody else's is left alone, whatever it is.
echo 'Ett register' >"$work/mine.tar.db"
echo 'Ett brev' >"$work/mine.tar.new"
planvaktd backup --state "$state" "$work/mine.tar"
it "what has nearly its name is not in the way" succeeds
it "and stays" grep -q register "$work/mine.tar.db"
it "all of it" grep -q brev "$work/mine.tar.new"
foreign()
{
	rm -f "$work/far.tar"
	planvaktd backup --state "$state" "$work/far.tar"
	refuses 'far.tar.part is there, where the backup is to be made' &&
	    is "$(ls "$work/far.tar" 2>/dev/null)" ''
}
echo 'Ett brev' >"$work/far.tar.part"
it "where it is to be made is a file" foreign
it "which stays" grep -q brev "$work/far.tar.part"
rm "$work/far.tar.part"
mkfifo "$work/far.tar.part"
it "or a fifo" foreign
rm "$work/far.tar.part"
ln -s "$state" "$work/far.tar.part"
it "or a link" foreign
it "to a state that is still there" test -s "$state/planvakt.db"
rm "$work/far.tar.part"
mkdir -m 700 "$work/far.tar.part"
echo 'Ett register' >"$work/far.tar.part/register.db"
cp "$work/letter" "$work/far.tar.part/planvakt.db"
it "or a folder with other things in it" foreign
it "all of which stay" cmp -s "$work/letter" "$work/far.tar.part/planvakt.db"

# What one left that was killed is used again; two at a moment are one.
rm "$work/far.tar.part/register.db"
planvaktd backup --state "$state" "$work/far.tar"
it "what one that was killed left is used again" succeeds
it "and taken away" test ! -e "$work/far.tar.part"
# The first one waits for its recipient.
mkfifo "$work/late.pub"
second()
{
	become "$programs/planvaktd" backup --state "$state" "$work/two.tar" \
	    --to "$work/late.pub" >"$work/held" 2>&1 </dev/null &
	copier=$!
	eventually test -e "$work/two.tar.part/backup" -o \
	    -e "$work/two.tar.part/planvakt.db"
	planvaktd backup --state "$state" "$work/two.tar"
	refuses 'another backup is being made in .*two.tar.part: wait for it'
	result=$?
	echo 'Ett brev' >"$work/two.tar"
	cat "$work/keys/coordinator.pub" >"$work/late.pub"
	wait "$copier" && echo "it replaced what was no backup" && return 1
	return "$result"
}
it "two at the same moment are not mixed" second
it "what got its name in the meantime is no backup, either" \
    grep -q 'is no backup' "$work/held"
it "and stays, alone" test -s "$work/two.tar" -a ! -e "$work/two.tar.part"

planvaktd backup --state "$state" "$work/out.d"
it "a folder is not replaced" refuses 'is no file'
planvaktd backup --state "$state" "$work/none/x.tar"
it "a folder that is not there is told" refuses 'no folder .*/none: make it'
planvaktd backup --state "$work/none" "$work/x.tar"
it "so is a state that is not" refuses 'no such|there is no|cannot open'
planvaktd backup --state "$state"
it "and a name that is missing" refuses 'FILE is missing' 2
planvaktd backup --state "$state" a b
it "and one too many" refuses 'unknown word "b"' 2

# --- lost at noon -----------------------------------------------------------

who=staben
must planvakt ping
must planvakt update 1 --status started --note 'Efter kopian.'
lost=$(planvakt_json ping; json '$.head.seq')
who=coordinator
crash
mv "$state" "$work/lost"
mkdir "$state"

# What was restored is whole, or nothing is.
head -c 30000 "$file" >"$work/cut.tar"
planvaktd restore "$work/cut.tar" --state "$state"
it "what was cut off is refused" refuses 'damaged or was cut off'
it "and leaves nothing" only "$state"
cp "$file" "$work/bent.tar"
LC_ALL=C sed -i 's/Klarhet/Klarhot/g' "$work/bent.tar"
planvaktd restore "$work/bent.tar" --state "$state"
it "what was changed is refused" refuses 'bent.tar does not hold'
it "and leaves nothing, either" only "$state"
tar -cf "$work/other.tar" -C "$work" held
planvaktd restore "$work/other.tar" --state "$state"
it "what is no backup is told" refuses 'no backup that planvaktd has made'
planvaktd restore "$work/none.tar" --state "$state"
it "and what is not there" refuses 'cannot read'
printf 'age-encryption.org/v1\n%0600d' 0 >"$work/sealed"
planvaktd restore "$work/sealed" --state "$state"
it "who has an encrypted one is told how" refuses 'age -d -i KEY'

# Another database's log of writes lies there: it is not read into this one.
cp "$work/lost/planvakt.db-wal" "$state/planvakt.db-wal"
planvaktd restore "$file" --state "$state"
it "a backup is put back" succeeds
it "it says that a coordinator confirms it" \
    grep -q 'planvakt log confirm-restore' "$work/out"
it "and where what lay there is" grep -q "is in $state/replaced-" "$work/out"
it "that is the log of another database" \
    cmp -s "$work/lost/planvakt.db-wal" "$state"/replaced-*/planvakt.db-wal
it "nothing else is left" only "$state" key key.pub planvakt.db
it "the key is its owner's" is "$(stat -c %a "$state/key")" 600
it "each write up to the copy is there, and an entry that says so" \
    is "$(entries "$state")" "$((acknowledged + 1))"
planvaktd check --state "$state"
it "all of it holds" test "$status" -eq 0

# --- clients go on ----------------------------------------------------------

start --at 2022-06-13T12:00
who=staben
planvakt activity list
it "who has a receipt of what is lost believes nobody yet" \
    refuses "lacks entry $lost" 4
who=coordinator
planvakt log confirm-restore
it "the coordinator confirms" test "$status" -eq 0
who=staben
planvakt update 1 --status started --note 'En gång till.'
it "then a client goes on" test "$status" -eq 0
it "and is told which entry is lost" grep -q "entry $lost" "$work/err"
stop

# --- in its own place -------------------------------------------------------

launch --at 2022-06-13T13:00
heard 'listening on' || bail "planvaktd did not start"
planvaktd restore "$file" --state "$state"
it "not while the daemon runs" refuses 'stop it first'
stop
(become "$programs/planvaktd" restore - --state "$state" <"$file") \
    >"$work/out" 2>"$work/err"
status=$?
it "from standard input, over a state that is there" succeeds
it "of which everything is kept" is "$(find "$state"/replaced-* \
    -name planvakt.db | wc -l)" 1
planvaktd check --state "$state"
it "and holds" test "$status" -eq 0

# --- what does not hold -----------------------------------------------------

cp -a "$state" "$work/bent"
sqlite3 "$work/bent/planvakt.db" "UPDATE activity SET activity = 'Annat'"
cp "$file" "$work/kept.tar"
planvaktd backup --state "$work/bent" "$work/kept.tar"
it "what its log does not say is no backup" \
    refuses 'tables are not what the log says'
it "and the one before stays" cmp "$file" "$work/kept.tar"
it "alone" test ! -e "$work/kept.tar.part"

# --- encrypted --------------------------------------------------------------

planvaktd backup --state "$state" "$work/sealed" \
    --to "$work/keys/coordinator.pub"
it "a backup is encrypted to a person's own key" succeeds
(age -d -i "$work/keys/coordinator" "$work/sealed" |
    become "$programs/planvaktd" restore - --state "$work/opened") \
    >"$work/out" 2>"$work/err"
status=$?
it "and opened by it" succeeds
planvaktd backup --state "$state" "$work/sealed2" --to "$work/none.pub"
it "a recipient that is not there is told" refuses 'none.pub'
finish
