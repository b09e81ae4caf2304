#!/bin/sh
# SPDX-License-Identifier: ISC
# `-` is standard input wherever a file is read, and standard output where one
# is written.
. "${0%/*}/lib.sh"

# planvakt, or planvaktd, with this file on standard input.
reads()
{
	from=$1
	shift
	said="$*"
	program=$1
	shift
	(become "$programs/$program" "$@") <"$from" >"$work/out" 2>"$work/err"
	status=$?
}

client_reads()
{
	from=$1
	shift
	reads "$from" planvakt --socket "$socket" \
	    --key "$work/keys/coordinator" "$@"
}

new_key coordinator
reads "$work/keys/coordinator.pub" planvaktd init --state "$state" \
    --coordinator samordnare --key - --mail samordnare@kommun.example \
    --rehearsal 2022-06-13T09:00
it "init reads the coordinator's key" is "$status" 0
start --at 2022-06-13T09:00
must planvakt ping

printf 'Kod;Namn;E-post\nks;Kommunstaben;ks@kommun.example\n' >"$work/table"
client_reads "$work/table" department import -
it "department import reads a table" succeeds
must planvakt plan add p --title Plan --adopted 2022-01-10
printf 'Aktivitet;Tidplan;Ansvarig\nÖva;Ht 2022;Kommunstaben\n' >"$work/table"
client_reads "$work/table" import - --plan p
it "import reads a plan" succeeds
printf 'Vt 2023\nsenare\n' >"$work/texts"
client_reads "$work/texts" --format json timeframe --file -
it "timeframe reads texts" json_is '$[0].end' 2023-06-30
printf 'Vt 2023\n\377\n' >"$work/texts"
client_reads "$work/texts" timeframe --file -
it "and says where they are wrong" refuses 'line 2 .*standard input'
new_key next
client_reads "$work/keys/next.pub" key add next - --role auditor
it "key add reads a key" succeeds
client_reads "$work/texts" key add other - --role auditor
it "and says where there is none" refuses 'standard input holds no ssh-ed'
client_reads "$work/keys/next" key add other - --role auditor
it "of a private key too" refuses 'standard input'

planvakt export - --plan p
it "export writes CSV to standard output" grep -q 'Öva' "$work/out"
it "which has a heading" grep -q '^"*id"*[;,]' "$work/out"
cp "$work/out" "$work/exported"
client_reads "$work/exported" --format json import - --plan p
it "that import reads" json_is '$.unchanged_rows' 1
planvakt export - --plan p --as json
it "or what --as says" json_is '$.plan' p

finish
