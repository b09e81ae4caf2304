#!/bin/sh
# SPDX-License-Identifier: ISC
# Names of people and mail addresses go out of everything that planvaktd holds
# and exports, and both verifiers accept what is left.
. "${0%/*}/lib.sh"

schema=${0%/*}/../../schema

for name in coordinator bo stina stina2; do
	ssh-keygen -q -t ed25519 -N '' -C "kommentar-$name@dator" \
	    -f "$work/keys/$name"
done
must planvaktd init --state "$state" --coordinator Annika \
    --key "$work/keys/coordinator.pub" --mail annika@kommun.example \
    --rehearsal 2022-06-13T09:00
start --at 2022-06-13T09:00
must planvakt ping
import_plan
must planvakt key add Bo "$work/keys/bo.pub" --role coordinator
must planvakt key add 'Stina Ek' "$work/keys/stina.pub" --role department \
    --department sf
added=$(head_seq)
who=stina
must planvakt update 7 --status started --note 'Ett utkast.'
must planvakt key replace --yes 'Stina Ek' "$work/keys/stina2.pub"
who=coordinator
must planvakt department edit sf --mail stina.ek@kommun.example
edited=$(head_seq)
must planvakt department edit sf --mail sf@kommun.example
must planvakt setting set coordinator_mail vbe@kommun.example

# In how many files of a folder a text is, whichever they are.
files_with()
{
	find "$1" -type f -exec grep -laF -e "$2" {} + | wc -l
}

# Exports into a new folder, which both programs verify.
verified()
{
	rm -rf "$work/export"
	planvakt log export "$work/export"
	[ "$status" -eq 0 ] || return
	run sh "$schema/verify.sh" "$work/export"
	[ "$status" -eq 0 ] || return
	cp "$work/out" "$work/verdict"
	run python3 "$schema/verify.py" "$work/export"
	[ "$status" -eq 0 ] && cmp "$work/out" "$work/verdict"
}

it "no comment of a key is kept" is "$(files_with "$state" kommentar)" 0
it "the record verifies" verified
it "and has the name" test "$(files_with "$work/export" 'Stina Ek')" -gt 0

planvakt log redact --yes "$added" --field name --reason Namn --dry-run
it "a dry run does nothing" succeeds
it "and shows the words" grep -qx 'text *Stina Ek' "$work/out"
it "and the name is there" test "$(files_with "$state" 'Stina Ek')" -gt 0
planvakt log redact --yes "$added" --field name --reason Namn
it "a key's name is taken out" is "$status" 0
it "which is a sentence" grep -qx \
    "took the field name out of entry $added\(; .*\)*" "$work/out"
it "the coordinator is told what she vouches for" grep -q \
    "you repeat what entry $added did: key $(ssh-keygen -lf \
    "$work/keys/stina.pub" | cut -d ' ' -f 2 | sed 's/+/[+]/g'), role department" \
    "$work/err"
it "also for what the key did" is "$(grep -c 'you repeat' "$work/err")" 2
planvakt log redact --yes 1 --field coordinator --reason Namn
it "so is the name that init was given" is "$status" 0
planvakt log redact --yes 1 --field coordinator_mail --reason Namn
it "and the address" is "$status" 0
planvakt log redact --yes "$edited" --field mail --reason Namn
it "an address that was in use for a while" succeeds
for text in 'Stina Ek' Annika stina.ek@ annika@; do
	it "nothing that planvaktd holds has $text" is \
	    "$(files_with "$state" "$text")" 0
done
it "the record verifies all the same" verified
for text in 'Stina Ek' Annika stina.ek@ annika@ kommentar; do
	it "nor has an export $text" is \
	    "$(files_with "$work/export" "$text")" 0
done
who=stina2
planvakt update 7 --note 'Nyckeln gäller.'
it "the key is as good as before" succeeds

# --- who vouches, and for whom ----------------------------------------------

who=bo
seq=$(sqlite3 -readonly -batch -init /dev/null "$state/planvakt.db" \
    "select min(seq) from entry_method where method = 'key.add'")
planvakt log redact --yes "$seq" --field name --reason Namn
it "nobody vouches for himself" refuses 'another coordinator must'
who=coordinator
planvakt log redact --yes "$seq" --field name --reason Namn
it "another does" is "$status" 0
it "and it verifies" verified
decision=$(head_seq)
planvakt log redact --yes "$decision" --field reason --reason Ord
it "a decision that vouched can itself be redacted" is "$status" 0
it "and it verifies, too" verified
must planvakt key revoke --yes "[redacted $seq]" --reason Slutat
it "a key without a name can be revoked" verified

stop
planvaktd check --state "$state"
it "all holds" succeeds
finish
