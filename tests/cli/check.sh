#!/bin/sh
# SPDX-License-Identifier: ISC
# `planvaktd check` notices any change that did not come by the one door: a
# byte of any column of the log, a cell of any column of any table, a row
# more, a row less. The changes are generated from the database's own schema.
. "${0%/*}/lib.sh"

new_state 2022-06-13T09:00
new_key department
start --at 2022-06-13T09:00
must planvakt ping
import_plan
must planvakt key add soc "$work/keys/department.pub" --role department \
    --department sf
must planvakt key revoke --yes soc --reason 'Byter tjänst'
must planvakt department edit ks --escalation chef@kommun.example
must planvakt department add ny 'Nya nämnden' --mail ny@kommun.example
must planvakt department replace --yes kff ny
must planvakt holidays add 2022-05-27 Klämdag
must planvakt activity move 6 2023 --decision 'KS 2022/41'
must planvakt activity drop 9 --reason 'Ingår i nummer 8'
must planvakt update 7 --status started --progress 30 --note 'Ett utkast.' \
    --reported-by sf
must planvakt log redact --yes "$(head_seq)" --field note --reason 'Namn'
must planvakt update 1 --status 'done' --done-on 2022-06-10
must planvakt activity assign 8 ny
must planvakt ladder set stale --at 45
must planvakt quiet add 2022-12-23 2023-01-08 --reason Jul
must planvakt picture adopt --on 2022-05-30 --decision 'KS § 9'
must planvakt problem add 'Klotter i centrum' --area vbe --text 'Ökar'
must planvakt problem add Annat
must planvakt problem close Annat --reason Löst
must planvakt activity edit 2 --problem 'Klotter i centrum'
must planvakt kind retire nedskräpning
must planvakt meeting body Utskottet --committee-of Nämnden --papers 8
must planvakt meeting add Utskottet 2022-09-06 09:00
must planvakt meeting add Nämnden 2022-09-20
must planvakt rating set 7 --period 'tertial 1 2022' --band nära \
    --comment 'Ett utkast finns' --figure 'kostnad=12,5 tkr'
must planvakt report "$work/report.txt" --plan vbe-2022 --final
# Six where thirteen months had one each: the run of 1 July finds that it departs.
{
	echo 'Datum;Slag;Stadsdel;Plats;Källa;Text'
	echo '2021-05-10;Klotter;Söder;Torget;Vakten;En symbol'
	for month in 2021-06 2021-07 2021-08 2021-09 2021-10 2021-11 \
	    2021-12 2022-01 2022-02 2022-03 2022-04 2022-05; do
		echo "$month-10;Klotter;Norr;Torget;Vakten;En symbol"
	done
	for row in 1 2 3 4 5 6 7; do
		echo "2022-06-10;Klotter;;;;Symbol nummer $row"
	done
} >"$work/observations.csv"
must planvakt observation import "$work/observations.csv"
must planvakt observation add --date 2022-06-10 --area hrv --kind Hedersnorm \
    --text 'Elever berättar'
stop
must planvaktd backup --state "$state" "$work/Nattens kopia"
must planvaktd restore "$work/Nattens kopia" --state "$state"
mkdir -p "$state/mail"
: >"$state/mail/ny@kommun.example" # where a Maildir must be
start --at 2022-07-01T07:59:58
must planvakt log confirm-restore
heard 'delivered dispatch [0-9]+ to ks@kommun\.example' ||
    bail "nothing was delivered"
heard 'ny@kommun\.example.*mail/' || bail "it found its Maildir"
must planvakt department edit ny --mail nya@kommun.example
must planvakt acknowledge 3 --note 'Vi ser på det'
must planvakt snooze 3 --until 2022-07-15
must planvakt activity assign 4 sf
stop

planvaktd check --state "$state"
it "a good state checks" succeeds
planvaktd check --state "$work/nowhere"
it "one that is not there does not" refuses 'nowhere'

database=$(for file in "$state"/*; do
	[ "$(head -c 15 "$file" 2>/dev/null | tr -d '\0')" = \
	    'SQLite format 3' ] && echo "$file"
done)
[ -f "$database" ] || bail "which is the database? $database"

cp -a "$state" "$work/copy"
copy=$work/copy/${database##*/}
[ ! -s "$copy-wal" ] || sqlite3 "$copy" 'pragma wal_checkpoint(truncate)'
rm -f "$copy-wal" "$copy-shm"
cp "$copy" "$work/good.db"

planvaktd check --state "$work/copy"
it "so does its copy" succeeds

sql()
{
	sqlite3 -batch -init /dev/null "$@" 2>&1
}

# Under Valgrind, where each check takes a second or two, one change in forty;
# under the sanitizers one in eight.
nth=0
every=1
as_shipped || every=8
[ "${PLANVAKT_PATIENCE:-1}" -eq 1 ] || every=40

# Makes one change to a fresh copy, which must be one row, and checks it.
tamper()
{
	nth=$((nth + 1))
	[ $((nth % every)) -eq 0 ] || return 0
	rm -f "$copy-wal" "$copy-shm"
	cp "$work/good.db" "$copy"
	changed=$(sql "$copy" "pragma ignore_check_constraints = 1;
	    $1; select changes()")
	[ "$changed" = 1 ] || {
		echo "the change was not made: $1: $changed"
		return 1
	}
	planvaktd check --state "$work/copy"
	[ "$status" -ne 0 ] || {
		echo "not noticed: $1"
		return 1
	}
	[ -s "$work/err" ] || {
		echo "nothing said: $1"
		return 1
	}
}

# An expression for a column's value with the byte at the share $2 of 2
# changed: 0 the first, 1 the middle one, 2 the last. Numbers are moved by $4:
# by more than one where they are a key, which its neighbour has.
changed_byte()
{
	at="(max(length($1) - 1, 0) * $2 / 2 + 1)"
	cat <<-END
		case typeof($1)
		when 'integer' then $1 + $4
		when 'real' then $1 + $4
		when 'text' then substr($1, 1, $at - 1) ||
		    case when substr($1, $at, 1) = '1' then '2' else '1' end ||
		    substr($1, $at + 1)
		when 'blob' then cast(substr($1, 1, $at - 1) ||
		    case when substr($1, $at, 1) = x'31' then x'32' else x'31' end ||
		    substr($1, $at + 1) as blob)
		else $3 end
	END
}

# What a column holds where it holds nothing yet, by its type.
filler()
{
	case $1 in
	INTEGER | INT | REAL) echo 1 ;;
	BLOB) echo "x'31'" ;;
	*) echo "'1'" ;;
	esac
}

# One row of a table, by its primary key, else by its rowid: of the rows
# where the condition $2 holds the one at the end $3 (asc, desc).
one_row()
{
	key=$(sql "$work/good.db" "select group_concat('\"' || name || '\"')
	    from (select name from pragma_table_info('$1') where pk > 0
	    order by pk)")
	[ -n "$key" ] || key=rowid
	order=$(echo "$key" | sed "s/,/ $3, /g; s/\$/ $3/")
	echo "($key) = (select $key from \"$1\" where $2 order by $order limit 1)"
}

rows()
{
	sql "$work/good.db" "select count(*) from \"$1\" where $2"
}

# --- the log, byte by byte --------------------------------------------------

log_rows()
{
	sql "$work/good.db" "select distinct seq from (
	    select 1 as seq union select max(seq) from log
	    union select max(seq) / 2 from log) order by 1"
}

sql "$work/good.db" "select name, type from pragma_table_info('log')" \
    >"$work/columns"
while IFS='|' read -r column type; do
	for seq in $(log_rows); do
		for place in 0 1 2; do
			[ "$type" = BLOB ] || [ "$type" = TEXT ] ||
			    [ "$place" -eq 0 ] || continue
			value=$(changed_byte "\"$column\"" "$place" \
			    "$(filler "$type")" 1)
			[ "$column" != seq ] || value="seq + 1000"
			it "log.$column of entry $seq, place $place" tamper \
			    "update log set \"$column\" = $value where seq = $seq"
		done
	done
done <"$work/columns"

it "the last entry, gone" tamper \
    "delete from log where seq = (select max(seq) from log)"
it "an entry, gone from between" tamper "delete from log where seq = 3"
it "the last entry, twice" tamper "insert into log select seq + 1, at, uid,
    key, request, request_sha512, signature, reading, reading_sha256,
    previous, hash
    from log order by seq desc limit 1"

# A rehearsal's clock is never behind its log, so this table has no row here.
it "a notice that counts as not sent, made up" tamper "insert into unsent_notice
    values (2, 1, 1, null, 1, 1, 'due', '2022-06-30', 'lead', 'ks', 1)"

# --- every column of every table --------------------------------------------

sql "$work/good.db" "select t.name, c.name, c.type,
    iif(c.pk > 0 or c.name in (select i.name from pragma_index_list(t.name) l,
        pragma_index_info(l.name) i where l.\"unique\"), 1000003, 1)
    from pragma_table_list t, pragma_table_info(t.name) c
    where t.schema = 'main' and t.type = 'table'
    and t.name not like 'sqlite\_%' escape '\' and t.name not in ('log',
        'erasure', 'closed', 'unsent_notice')
    order by t.name, c.cid" >"$work/columns"
it "there are tables to try" test "$(wc -l <"$work/columns")" -gt 50

while IFS='|' read -r table column type step; do
	quoted="\"$column\""
	value=$(changed_byte "$quoted" 1 "$(filler "$type")" "$step" |
	    tr -s '\n\t' ' ')
	for end in asc desc; do
		[ "$(rows "$table" "$quoted is not null")" -gt 0 ] || continue
		it "$table.$column, $end" tamper "update \"$table\"
		    set $quoted = $value where $(one_row "$table" \
		    "$quoted is not null" "$end")"
	done
	if [ "$(rows "$table" "$quoted is null")" -gt 0 ]; then
		it "$table.$column, where it is empty" tamper \
		    "update \"$table\" set $quoted = $value
		    where $(one_row "$table" "$quoted is null" asc)"
	fi
done <"$work/columns"

cut -d '|' -f 1 "$work/columns" | uniq >"$work/tables"
while read -r table; do
	if [ "$(rows "$table" 1)" -gt 0 ]; then
		it "a row of $table, gone" tamper "delete from \"$table\"
		    where $(one_row "$table" 1 desc)"
	fi
done <"$work/tables"
# Keys are told in the order in which they came.
sql "$work/good.db" "select name from pragma_table_list
    where schema = 'main' and type = 'table' and wr = 0" >"$work/with_rowid"
while read -r table; do
	if grep -qxF "$table" "$work/tables" && [ "$(rows "$table" 1)" -gt 1 ]; then
		it "the first row of $table, moved to the end" tamper \
		    "update \"$table\" set rowid = 1000003
		    where rowid = (select min(rowid) from \"$table\")"
	fi
done <"$work/with_rowid"
it "every table has rows to try" is "$(while read -r table; do
	[ "$(rows "$table" 1)" -gt 0 ] || echo "$table"
done <"$work/tables")" ""
it "a row that nobody wrote" tamper \
    "insert into setting (name, value) values ('zz', '1')"

# --- everything that has a name ---------------------------------------------

# Changes the schema of a fresh copy, which check names.
tamper_schema()
{
	rm -f "$copy-wal" "$copy-shm"
	cp "$work/good.db" "$copy"
	changed=$(sql "$copy" "$1")
	[ -z "$changed" ] || {
		echo "the change was not made: $1: $changed"
		return 1
	}
	planvaktd check --state "$work/copy"
	refuses "$2" || return 1
	planvaktd run --state "$work/copy"
	refuses "$2"
}

it "a trigger more" tamper_schema "create trigger x after insert on dispatch
    begin update dispatch set address = 'x@example.org'; end" \
    "trigger x is not planvakt's own"
it "a view more" tamper_schema "create view x as select * from key" \
    "view x is not planvakt's own"
it "an index more" tamper_schema "create index x on key (role)" \
    "index x is not planvakt's own"
it "a table more" tamper_schema "create table x (y)" \
    "table x is not planvakt's own"
it "a column more" tamper_schema "alter table plan add column x text" \
    'table plan is not'
it "another check" tamper_schema "pragma writable_schema = on;
    update sqlite_schema set sql = replace(sql, 'CHECK', '-- CHECK')
    where name = 'key'" '.'
sql "$work/good.db" "select type, name from sqlite_schema
    where sql is not null and type <> 'table'" >"$work/objects"
it "there are objects to take away" test "$(wc -l <"$work/objects")" -gt 20
while IFS='|' read -r type name; do
	it "$type $name, gone" tamper_schema "drop $type \"$name\"" \
	    "$type $name is missing"
done <"$work/objects"

# --- who is who, and who may ------------------------------------------------

cp "$work/good.db" "$copy"
key=$(ssh-keygen -lf "$state/key.pub" | cut -d ' ' -f 2)
planvaktd check --state "$work/copy"
it "the daemon's fingerprint is told" grep -qxF "daemon $key" "$work/out"
it "and what is exempt, with the reason" is \
    "$(grep -c '^exempt, for .*: .*; .*; .*; .*: ' "$work/out")" 1
planvaktd check --state "$work/copy" --daemon "$key"
it "it can be held against what is known" succeeds
case $key in
SHA256:x*) other=y ;;
*) other=x ;;
esac
planvaktd check --state "$work/copy" --daemon "SHA256:$other${key#SHA256:?}"
it "another's is refused" refuses 'another state'
planvaktd check --state "$work/copy" --daemon foo
it "what is no fingerprint too" refuses 'no fingerprint: it is SHA256:'
it "and neither is left as a fault of the state" \
    grep -q '"ok": *true' "$work/copy/checked"
chmod g+w "$work/copy"
planvaktd check --state "$work/copy"
it "a folder that others may change" refuses 'change .*copy.*chmod go-w'
planvaktd run --state "$work/copy"
it "is not served either" refuses 'chmod go-w'
chmod g-w "$work/copy"
chmod o+r "$copy"
planvaktd check --state "$work/copy"
it "a database that strangers may read" refuses 'read .*chmod g-w,o='
planvaktd run --state "$work/copy"
it "is not served either" refuses 'chmod g-w,o='
chmod 600 "$copy"
planvaktd check --state "$work/copy"
it "mended, it checks" succeeds

# --- what a start looks at --------------------------------------------------

sql "$copy" "update log set reading = replace(reading, '{', '{ ')
    where seq = (select max(seq) from log)" >"$work/why"
planvaktd run --state "$work/copy"
it "a start looks at the last entries" refuses 'its reading was changed'
cp "$work/good.db" "$copy"
sql "$copy" "update log set uid = uid + 1
    where seq = (select max(seq) - 3 from log)" >"$work/why"
planvaktd run --state "$work/copy"
it "not only at the very last" refuses 'its hash does not hold'

# --- the file itself --------------------------------------------------------

cp "$work/good.db" "$copy"
sql "$copy" "drop table setting" >"$work/why"
planvaktd check --state "$work/copy"
it "a table, gone" test "$status" -ne 0
cp "$work/good.db" "$copy"
truncate -s 8192 "$copy"
planvaktd check --state "$work/copy"
it "half of the file, gone" test "$status" -ne 0
cp "$work/good.db" "$copy"
planvaktd check --state "$work/copy"
it "and the good one still checks" succeeds

# --- where nothing can be written --------------------------------------------

# As an auditor has it, on a medium that is read only. Root may write all the
# same, unless it gives that up.
read_only()
{
	cp -r "$state" "$work/read_only" && chmod -R a-w "$work/read_only"
	if [ "$(id -u)" -eq 0 ]; then
		run setpriv --bounding-set=-all "$programs/planvaktd" "$@"
	else
		planvaktd "$@"
	fi
	chmod -R u+w "$work/read_only" && rm -r "$work/read_only"
}

must planvaktd check --state "$state"
cp "$work/out" "$work/verdict"
read_only check --state "$work/read_only"
it "what can only be read checks, too" succeeds
it "with the same words" cmp "$work/out" "$work/verdict"
read_only rehearse --state "$work/read_only" --from 2022-07-01 --to 2022-07-31
it "and can be rehearsed" succeeds
echo 'changes of a daemon that was not stopped' >"$state/planvakt.db-wal"
read_only check --state "$work/read_only"
it "not where its last changes stand beside it" refuses 'copy the folder'
read_only rehearse --state "$work/read_only" --from 2022-07-01 --to 2022-07-31
it "nor is it rehearsed then" refuses 'copy the folder'
rm "$state/planvakt.db-wal"

finish
